#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/input_file.h"
#include "input/record_reader.h"
#include "input/text_source.h"

namespace linehaul {

/// A small CSV file with a header that users give beside invoices: tracking numbers, tag changes. Columns go
/// by name, in any order; the delimiter is the one with which the header has `wanted`.
class SideTable {
 public:
  /// Throws Failure (unreadable), as everything here that reads.
  explicit SideTable(const std::string& path);

  /// The beginning of the text, its first line at least; empty once begin() was called.
  std::string_view head() const { return text_.head(); }
  /// The whole text, in place of begin(): for a file that is no CSV.
  std::string_view whole_text();
  /// Reads the header. `wanted`: a column that should be there, as normalized_name().
  void begin(std::string_view wanted);

  /// The column of that name, as normalized_name().
  std::optional<std::uint32_t> column(std::string_view name) const;
  /// The header's names as they are spelled, trimmed.
  const std::vector<std::string>& header() const { return header_; }
  const std::string& name() const { return file_.name(); }

  /// The next record that is not empty; nullptr at the end.
  const Record* next();
  /// Whether the record could be read and has not more cells than the header.
  bool fits(const Record& record) const {
    return record.problem() == Problem::none && record.columns() <= header_.size();
  }

 private:
  char find_delimiter(std::string_view wanted) const;

  InputFile file_;
  FileText text_;
  TextBuffer whole_;
  std::optional<RecordReader> reader_;
  std::vector<std::string> header_;
};

}  // namespace linehaul
