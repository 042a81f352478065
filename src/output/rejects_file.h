#pragma once

#include <string>
#include <string_view>

#include "diagnostic.h"
#include "output/output_file.h"
#include "output/reporter.h"

namespace linehaul {

/// The rejected records of a run as JSON Lines: file, line, problem, column, value, message and the record's
/// bytes (read as Windows-1252 where they are not UTF-8), to be mended and converted again.
class RejectsFile {
 public:
  /// Throws Failure (unwritable), as the other functions do.
  explicit RejectsFile(const std::string& path) : file_(path) {}

  /// `notices` are those of the input, and say at its end how many were added.
  void add(FileNotices& notices, const Diagnostic& diagnostic, std::string_view record);
  /// As those of OutputFile.
  void finish() { file_.finish(); }
  void publish() { file_.publish(); }

 private:
  OutputFile file_;
};

}  // namespace linehaul
