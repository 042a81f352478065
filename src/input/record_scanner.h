#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "input/record.h"

namespace linehaul {

/// Finds the cells of one record in bytes that arrive piece by piece. Offsets count from the record's first
/// byte, so the bytes may move between two calls.
///
/// A cell is quoted when its first byte is the quote; quotes inside other cells are text. Behind a closing
/// quote only blanks may stand before the delimiter or the line end: anything else is a stray quote, because
/// from there on nobody can know which commas separate cells.
class RecordScanner {
 public:
  enum class Result : std::uint8_t {
    complete,      ///< consumed() bytes are the record and its line end (of CR LF the CR only)
    needs_more,    ///< call again with more bytes behind the same ones
    stray_quote,   ///< a closing quote with text behind it
    unterminated,  ///< the input ended inside quotes
  };

  explicit RecordScanner(Dialect dialect);

  /// Forgets the record; the fields go to `fields`, which must outlive the scan.
  void restart(std::vector<Field>& fields);

  /// Goes on where the last call stopped. `bytes` to `bytes + size` is everything from the record's first
  /// byte on that is there; `at_end` says that no more will come.
  Result scan(const char* bytes, std::size_t size, bool at_end);

  std::uint32_t columns() const { return column_; }
  std::size_t content_size() const { return content_size_; }
  std::size_t consumed() const { return position_; }
  bool has_quotes() const { return has_quotes_; }
  bool has_loose_quote() const { return loose_quote_; }

 private:
  enum class State : std::uint8_t { cell_start, unquoted, quoted, behind_quote };
  enum class Class : std::uint8_t { text, delimiter, line_end, quote };

  Class class_of(char c) const { return classes_[static_cast<unsigned char>(c)]; }
  Result out_of_bytes(std::size_t size, bool at_end);
  bool scan_unquoted(const char* bytes, std::size_t size);
  bool scan_quoted(const char* bytes, std::size_t size);
  std::size_t skip_empty_cells(const char* bytes, std::size_t size);
  void end_cell(std::size_t end) {
    if (end > cell_begin_) {
      fields_->push_back({static_cast<std::uint32_t>(cell_begin_),
                          static_cast<std::uint32_t>(end - cell_begin_), column_, doubled_quote_});
    }
    doubled_quote_ = false;
    ++column_;
    state_ = State::cell_start;
  }
  Result end_record(std::size_t content_size);

  std::array<Class, 256> classes_{};
  char quote_;
  char delimiter_;
  std::vector<Field>* fields_ = nullptr;
  std::size_t position_ = 0;
  std::size_t cell_begin_ = 0;
  std::size_t quote_end_ = 0;
  std::size_t content_size_ = 0;
  std::uint32_t column_ = 0;
  State state_ = State::cell_start;
  bool doubled_quote_ = false;
  bool has_quotes_ = false;
  bool loose_quote_ = false;
};

}  // namespace linehaul
