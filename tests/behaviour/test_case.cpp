#include "behaviour/test_case.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace linehaul::behaviour {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> non_empty_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

int parse_status(const std::string& text) {
  int status = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, status);
  if (error != std::errc() || (rest != end && *rest != '\n')) {
    throw std::runtime_error("status: \"" + text + "\" is not a number");
  }
  return status;
}

std::map<std::string, std::string> read_files(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const std::string& name : list_files(folder)) files[name] = read_file(folder / name);
  return files;
}

}  // namespace

TestCase read_test_case(const fs::path& folder) {
  TestCase test;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "cmd") {
      test.script = entry.path();
    } else if (name == "in") {
      test.inputs = entry.path();
    } else if (name == "want") {
      test.want = read_files(entry.path());
    } else if (name == "out") {
      test.out.exact = read_file(entry.path());
    } else if (name == "err") {
      test.err.exact = read_file(entry.path());
    } else if (name == "out_contains") {
      test.out.contains = non_empty_lines(read_file(entry.path()));
    } else if (name == "err_contains") {
      test.err.contains = non_empty_lines(read_file(entry.path()));
    } else if (name == "status") {
      test.status = parse_status(read_file(entry.path()));
    } else {
      throw std::runtime_error(entry.path().string() + ": a case has no file of this name");
    }
  }
  if (test.script.empty()) throw std::runtime_error(folder.string() + ": there is no file cmd");
  return test;
}

std::vector<std::string> list_files(const fs::path& folder) {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (!fs::is_directory(entry.symlink_status())) {
      names.push_back(entry.path().lexically_relative(folder).generic_string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string read_file(const fs::path& path) {
  // A FIFO left in the scratch folder would block for ever.
  if (!fs::is_regular_file(path)) throw std::runtime_error(path.string() + ": not a regular file");
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file.is_open() || file.bad()) throw std::runtime_error(path.string() + ": cannot be read");
  return text;
}

}  // namespace linehaul::behaviour
