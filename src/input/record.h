#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "diagnostic.h"

namespace linehaul {

/// How a CSV file is punctuated.
struct Dialect {
  char delimiter = ',';
  char quote = '"';
};

/// A non-empty cell: where its text stands in the reader's buffer, and its column (0-based).
struct Field {
  std::uint32_t begin;
  std::uint32_t size;
  std::uint32_t column;
  /// The text is not in the input's bytes but in the reader's decoded copy: doubled quotes or bytes that
  /// are not UTF-8 made the two differ.
  bool decoded;
};

/// Where the texts of a record's cells stand. A small value of its own, so that code that writes text can
/// keep it in registers: behind every byte written the compiler has to read a Record again.
struct CellTexts {
  const char* bytes;    // what the offsets of most fields count from
  const char* decoded;  // and those of decoded ones

  std::string_view operator[](const Field& field) const {
    return {(field.decoded ? decoded : bytes) + field.begin, field.size};
  }
};

/// One record of a CSV file, as views into the reader that made it, valid until its next call, or into a
/// RecordBatch.
class Record {
 public:
  /// The non-empty cells in column order. Empty cells, quoted ones too, are not here.
  std::span<const Field> fields() const { return fields_; }
  /// The cell's text: quotes removed, doubled quotes single, valid UTF-8, not trimmed. Behind it
  /// TextBuffer::kPadding bytes can be read.
  std::string_view text(const Field& field) const { return texts()[field]; }
  CellTexts texts() const { return {bytes_, decoded_.data()}; }
  /// The text of a column; empty for an empty or missing cell. Linear: for headers and messages.
  std::string_view cell(std::uint32_t column) const;

  /// No fewer bytes than all its texts have together.
  std::size_t text_size() const { return raw_.size() + decoded_.size(); }

  /// Known to have no quote, backslash or control character in any text but those that were decoded.
  bool is_plain() const { return is_plain_; }

  /// How many cells the record has, empty ones included.
  std::uint32_t columns() const { return columns_; }
  /// Its bytes as in the input (NUL bytes left out, UTF-16 decoded), without its line end.
  std::string_view raw() const { return raw_; }
  /// The physical line it starts on (1-based) and how many lines it spans.
  std::uint64_t line() const { return line_; }
  std::uint64_t lines() const { return lines_; }
  /// Where the record's line end ends (of CR LF the CR), in bytes of text since the start of the input.
  std::uint64_t end_offset() const { return end_offset_; }
  /// False only for a last record whose file stops without a line end.
  bool has_line_end() const { return has_line_end_; }
  /// Some cell was not UTF-8 and was read as Windows-1252.
  bool is_recoded() const { return recoded_; }
  /// A quote stands inside an unquoted cell: fine in itself, suspicious when the cell count is off.
  bool has_loose_quote() const { return loose_quote_; }
  /// What is wrong with the record itself; such a record has no fields.
  Problem problem() const { return problem_; }

 private:
  friend class RecordBatch;
  friend class RecordReader;

  std::span<Field> fields_;
  std::string_view raw_;
  const char* bytes_ = nullptr;  // what the fields' offsets count from
  std::string_view decoded_;
  std::uint32_t columns_ = 0;
  std::uint64_t line_ = 0;
  std::uint64_t lines_ = 1;
  std::uint64_t end_offset_ = 0;
  bool has_line_end_ = true;
  bool recoded_ = false;
  bool loose_quote_ = false;
  bool is_plain_ = false;
  bool is_indexed_ = false;  // its fields stand in the index's memory
  Problem problem_ = Problem::none;
};

}  // namespace linehaul
