#include "output/targets.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include "failure.h"
#include "input/input_file.h"

namespace linehaul {
namespace {

using Identity = std::pair<dev_t, ino_t>;

std::optional<Identity> identity_of(const struct stat& status) {
  return S_ISREG(status.st_mode) ? std::optional(Identity(status.st_dev, status.st_ino)) : std::nullopt;
}

/// Nothing for what is not there or no regular file. A file in an archive, `a.zip/may.csv`, is the archive.
std::optional<Identity> identity_of_input(const std::string& path) {
  struct stat status {};
  if (path == "-") {
    if (::fstat(STDIN_FILENO, &status) != 0)
      throw system_failure(ExitStatus::unreadable, "<stdin>", "cannot be read", errno);
    return identity_of(status);
  }
  const std::string archive = enclosing_file(path);
  const std::string& file = archive.empty() ? path : archive;
  if (::stat(file.c_str(), &status) == 0) return identity_of(status);
  if (!is_out_of_reach(errno)) throw system_failure(ExitStatus::unreadable, path, "cannot be opened", errno);
  return std::nullopt;
}

/// Where a path leads, however it is spelled; the file itself need not be there yet.
std::filesystem::path place_of(const std::string& path) {
  if (path == "-") return path;
  std::error_code error;
  std::filesystem::path place = std::filesystem::absolute(path, error);
  if (!error) place = std::filesystem::weakly_canonical(place, error);
  if (!error) return place;
  if (error == std::errc::no_such_file_or_directory) return path;  // /dev/stdout that is a pipe
  throw system_failure(ExitStatus::unwritable, path, "cannot be written", error.value());
}

}  // namespace

FileSet::FileSet(const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    if (const auto identity = identity_of_input(path)) files_.insert(*identity);
  }
}

bool FileSet::has(const std::string& path) const {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (!is_out_of_reach(errno))
      throw system_failure(ExitStatus::unwritable, path, "cannot be written", errno);
    return false;
  }
  const auto identity = identity_of(status);
  return identity && files_.contains(*identity);
}

bool is_among(const std::string& path, const std::vector<std::string>& targets) {
  return std::any_of(targets.begin(), targets.end(), [&](const std::string& target) {
    return !target.empty() && place_of(target) == place_of(path);
  });
}

void refuse_clashing_targets(const std::vector<std::string>& inputs,
                             const std::vector<std::string>& targets) {
  const FileSet read(inputs);
  std::set<std::filesystem::path> places;
  for (const std::string& target : targets) {
    if (target.empty()) continue;
    if (read.has(target)) {
      throw Failure(ExitStatus::usage, target + ": is an input; writing to it would destroy it");
    }
    if (!places.insert(place_of(target)).second) {
      throw Failure(ExitStatus::usage, target + ": two outputs cannot go to the same file");
    }
  }
}

}  // namespace linehaul
