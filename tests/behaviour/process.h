#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace linehaul::behaviour {

/// How a script ended.
struct Outcome {
  int status = 0;  ///< its exit status, or 128 + the signal that ended it, as a shell counts
  std::string out;
  std::string err;
  bool hung = false;       ///< the time limit was reached, and the whole process group was killed
  bool too_large = false;  ///< killed because it wrote more than 64 MiB
};

/// Runs `/bin/sh -eu script` in `folder`, with exactly `environment` ("NAME=value" each) and an empty
/// standard input, in a process group of its own that is gone when this returns. It ends when the script has
/// ended and both its outputs are closed, or at `limit`. Throws std::system_error when no process can be
/// started.
Outcome run_script(const std::filesystem::path& script, const std::filesystem::path& folder,
                   const std::vector<std::string>& environment, std::chrono::seconds limit);

}  // namespace linehaul::behaviour
