#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "input/record.h"
#include "parsing/layout.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Which cells of the source row an item carries.
enum class RawCells : std::uint8_t { nonempty, all, none };

/// Writes records as the JSON object `raw`: two thirds of every line, so it is copying and little else. All
/// that stands in front of a cell's text, `"Net Amount":"`, was made once per column; keys are
/// copied 32 bytes at a time, and cells too where the index saw nothing to escape in the record, else as
/// JsonChunk says, into room that was reserved once per record.
class RawObject {
 public:
  /// The layout outlives the object.
  RawObject(const Layout& layout, RawCells cells);

  /// Appends `{"Net Amount":"36.91"}`. Cells that a short row lacks and blank surplus ones never appear.
  void append(const Record& record, TextBuffer& out);

 private:
  class Pen;
  struct Key {
    std::uint32_t begin;
    std::uint32_t size;
  };

  void make_keys(std::uint32_t columns);
  char* put_cells(const Record& record, std::span<const Field> fields, char* to) const;
  char* put_cells_with_avx2(const Record& record, std::span<const Field> fields, char* to) const;
  char* put_nonempty_cells(const Record& record, std::span<const Field> fields, char* to) const;
  char* put_all_cells(const Record& record, std::span<const Field> fields, char* to) const;

  const Layout& layout_;
  bool has_empty_;
  std::vector<Key> keys_;
  TextBuffer fragments_;  // `"Net Amount":"` of every column
};

}  // namespace linehaul
