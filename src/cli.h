#pragma once

#include "exit_status.h"

namespace linehaul {

/// Reads the command line, runs the command and returns the process's exit status. Throws Failure.
ExitStatus run_command_line(int argc, char** argv);

}  // namespace linehaul
