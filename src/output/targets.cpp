#include "output/targets.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "failure.h"

namespace linehaul {
namespace {

/// What a file is known by, whatever names it has.
using Identity = std::pair<dev_t, ino_t>;

/// Nothing for what is not there or no regular file.
std::optional<Identity> identity_of(const std::string& path) {
  struct stat status {};
  const bool is_there =
      path == "-" ? ::fstat(STDIN_FILENO, &status) == 0 : ::stat(path.c_str(), &status) == 0;
  return is_there && S_ISREG(status.st_mode) ? std::optional(Identity(status.st_dev, status.st_ino))
                                             : std::nullopt;
}

/// Where a path leads, however it is spelled; the file itself need not be there yet.
std::filesystem::path place_of(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
}

}  // namespace

void refuse_clashing_targets(const std::vector<std::string>& inputs,
                             const std::vector<std::string>& targets) {
  std::set<Identity> read;
  for (const std::string& input : inputs) {
    if (const auto identity = identity_of(input)) read.insert(*identity);
  }
  std::set<std::filesystem::path> places;
  for (const std::string& target : targets) {
    if (target.empty()) continue;
    const auto identity = target == "-" ? std::nullopt : identity_of(target);
    if (identity && read.contains(*identity)) {
      throw Failure(ExitStatus::usage, target + ": is an input; writing to it would destroy it");
    }
    if (!places.insert(place_of(target)).second) {
      throw Failure(ExitStatus::usage, target + ": two outputs cannot go to the same file");
    }
  }
}

}  // namespace linehaul
