#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linehaul::behaviour {

/// What one output stream must hold. Nothing given means: it must be empty.
struct ExpectedOutput {
  std::optional<std::string> exact;   ///< the whole text; in `err`, a line `...` stands for any lines
  std::vector<std::string> contains;  ///< each must occur somewhere
};

/// One folder tests/cases/<topic>/<case>/; CONTRIBUTING.md describes its files.
struct TestCase {
  std::filesystem::path script;  ///< the file `cmd`
  std::filesystem::path inputs;  ///< the folder `in`; empty when there is none
  std::optional<std::map<std::string, std::string>>
      want;  ///< relative path to contents, from the folder `want`
  ExpectedOutput out;
  ExpectedOutput err;
  int status = 0;
};

/// Throws std::runtime_error when the folder lacks `cmd` or holds a file of another name: a misspelt
/// expectation would never be checked.
TestCase read_test_case(const std::filesystem::path& folder);

/// Every file under `folder` that is not a directory, as sorted relative paths.
std::vector<std::string> list_files(const std::filesystem::path& folder);

/// The bytes of a file; throws std::runtime_error when it cannot be read.
std::string read_file(const std::filesystem::path& path);

}  // namespace linehaul::behaviour
