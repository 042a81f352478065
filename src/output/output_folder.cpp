#include "output/output_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

#include "failure.h"
#include "input/input_file.h"
#include "input/packing.h"
#include "output/output_file.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

/// Without the extensions that say no more than that it is an input.
std::string_view stem_of(std::string_view name) {
  name = unpacked_name(name);
  for (const std::string_view extension : {".csv", ".txt", ".tsv"}) {
    if (name.size() <= extension.size() || !ends_with_ignoring_case(name, extension)) continue;
    return name.substr(0, name.size() - extension.size());
  }
  return name;
}

/// Without the folders: of a file in an archive it begins with the archive's name. Standard input, and an
/// archive that is standard input, have one too.
std::string name_of(const std::string& input) {
  const std::string standard_input = input_name("-");
  if (input == "-") return "stdin";
  if (input.starts_with(standard_input)) return "stdin" + input.substr(standard_input.size());
  const std::string archive = enclosing_file(input);
  const std::size_t slash = (archive.empty() ? input : archive).rfind('/');
  return slash == std::string::npos ? input : input.substr(slash + 1);
}

Failure unwritable(const std::string& path, const char* what, int error) {
  return system_failure(ExitStatus::unwritable, path, what, error);
}

/// False where something of the name is there.
bool make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) == 0) return true;
  if (errno != EEXIST) throw unwritable(path, "the folder cannot be made", errno);
  return false;
}

}  // namespace

std::string output_name(const std::string& input, std::string_view extension) {
  std::string name = name_of(input);
  std::replace(name.begin(), name.end(), '/', '.');
  return std::string(stem_of(name)).append(extension);
}

OutputFolder::OutputFolder(const std::string& folder, std::string extension,
                           const std::vector<std::string>& read, const std::vector<std::string>& others)
    : folder_(folder), extension_(std::move(extension)), read_(read), others_(others) {}

std::string OutputFolder::path_of(const std::string& input, const std::string& folders) const {
  return (std::filesystem::path(folder_) / folders / output_name(input, extension_)).string();
}

std::string OutputFolder::reserve(const std::string& input, const std::string& folders) {
  const std::string path = path_of(input, folders);
  const std::string name = input_name(input);
  const auto [owner, is_new] = owners_.try_emplace(path, Owner{name, false});
  if (is_new) return path;
  throw Failure(ExitStatus::usage, path + ": would be the output of " + owner->second.input + " and of " +
                                       name + "; convert them one by one");
}

void OutputFolder::make() const {
  if (make_folder(folder_)) return;
  struct stat status {};
  if (::stat(folder_.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) {
    throw unwritable(folder_, "cannot be written", ENOTDIR);
  }
  if (::access(folder_.c_str(), W_OK | X_OK) != 0) throw unwritable(folder_, "cannot be written", errno);
}

/// A symbolic link that somebody has put there could lead out of the folder.
void OutputFolder::make_below(const std::string& folders) const {
  std::filesystem::path path = folder_;
  for (const std::filesystem::path& name : std::filesystem::path(folders)) {
    path /= name;
    if (make_folder(path)) continue;
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) continue;
    if (S_ISLNK(status.st_mode)) throw refused_link(path);
    throw unwritable(path, "cannot be written", ENOTDIR);
  }
}

std::string OutputFolder::claim(const std::string& input, const std::string& folders) {
  const std::string path = path_of(input, folders);
  const auto [owner, is_new] = owners_.try_emplace(path, Owner{input, false});
  const auto refuse = [&](const std::string& why) {
    throw Failure(ExitStatus::unreadable, input + ": left out: its output would be " + path + ", " + why);
  };
  if (owner->second.input != input || owner->second.is_written) refuse("that of " + owner->second.input);
  if (is_new && (read_.has(path) || is_among(path, others_))) refuse("a file of this run");
  owner->second.is_written = true;
  make_below(folders);
  return path;
}

}  // namespace linehaul
