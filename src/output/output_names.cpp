#include "output/output_names.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>

#include "failure.h"
#include "input/input_file.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

/// Extensions that say no more than that it is an input, the outer ones first.
constexpr std::string_view kCompressions[] = {".gz", ".zst", ".bz2", ".xz", ".lz4"};
constexpr std::string_view kTables[] = {".csv", ".txt", ".tsv"};

template <std::size_t kSize>
void drop_extension(std::string& name, const std::string_view (&extensions)[kSize]) {
  for (const std::string_view extension : extensions) {
    if (name.size() <= extension.size() || !ends_with_ignoring_case(name, extension)) continue;
    name.resize(name.size() - extension.size());
    return;
  }
}

bool is_file(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

/// Where the name of the input begins: behind its folders, and of a member in front of its archive's name.
std::size_t begin_of_name(const std::string& input) {
  std::size_t begin = 0;
  for (std::size_t slash = input.find('/'); slash != std::string::npos; slash = input.find('/', begin)) {
    if (slash != 0 && is_file(input.substr(0, slash))) break;  // an archive is no folder
    begin = slash + 1;
  }
  return begin;
}

}  // namespace

std::string output_name(const std::string& input, std::string_view extension) {
  std::string name = input == "-" ? "stdin" : input.substr(begin_of_name(input));
  std::replace(name.begin(), name.end(), '/', '.');
  drop_extension(name, kCompressions);
  drop_extension(name, kTables);
  return name.append(extension);
}

std::vector<std::string> output_paths(const std::string& folder, const std::vector<std::string>& inputs,
                                      std::string_view extension) {
  const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
  std::vector<std::string> paths;
  std::map<std::string, std::string> first_with;
  for (const std::string& input : inputs) {
    paths.push_back(prefix + output_name(input, extension));
    const auto [first, is_new] = first_with.try_emplace(paths.back(), input);
    if (is_new) continue;
    throw Failure(ExitStatus::usage, paths.back() + ": would be the output of " + input_name(first->second) +
                                         " and of " + input_name(input) + "; convert them one by one");
  }
  return paths;
}

void make_output_folder(const std::string& folder) {
  const auto fail = [&](const char* what, int error) {
    throw Failure(ExitStatus::unwritable, folder + ": " + what + ": " + std::strerror(error));
  };
  if (::mkdir(folder.c_str(), 0777) == 0) return;
  if (errno != EEXIST) fail("the folder cannot be made", errno);
  struct stat status {};
  if (::stat(folder.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) fail("cannot be written", ENOTDIR);
  if (::access(folder.c_str(), W_OK | X_OK) != 0) fail("cannot be written", errno);
}

}  // namespace linehaul
