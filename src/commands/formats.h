#pragma once

#include <string>

#include "exit_status.h"

namespace linehaul {

/// `linehaul formats`: every format with its title and what gross, net and tax mean in it.
ExitStatus list_formats();

/// `linehaul formats NAME`: the format's schema as it is built in, to be copied and edited, on standard
/// output; what gross, net and tax mean stands in it under "meaning". Throws Failure (usage) for an unknown
/// name.
ExitStatus print_format(const std::string& name);

}  // namespace linehaul
