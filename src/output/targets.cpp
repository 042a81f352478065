#include "output/targets.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "failure.h"

namespace linehaul {
namespace {

bool is_same_file(const std::string& input, const std::string& target) {
  struct stat first {};
  struct stat second {};
  const bool is_there =
      input == "-" ? ::fstat(STDIN_FILENO, &first) == 0 : ::stat(input.c_str(), &first) == 0;
  return is_there && ::stat(target.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino && S_ISREG(first.st_mode);
}

/// Where a path leads, however it is spelled; the file itself need not be there yet.
std::filesystem::path place_of(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
}

}  // namespace

void refuse_clashing_targets(const std::vector<std::string>& inputs,
                             const std::vector<std::string>& targets) {
  for (const std::string& target : targets) {
    if (target.empty()) continue;
    for (const std::string& input : inputs) {
      if (is_same_file(input, target)) {
        throw Failure(ExitStatus::usage, target + ": is an input; writing to it would destroy it");
      }
    }
    for (const std::string& other : targets) {
      if (&target != &other && !other.empty() && place_of(target) == place_of(other)) {
        throw Failure(ExitStatus::usage, target + ": two outputs cannot go to the same file");
      }
    }
  }
}

}  // namespace linehaul
