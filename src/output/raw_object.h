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
/// that stands between two cells' texts, `","Net Amount":"`, was made once per column and is copied 32 bytes
/// at a time into room that was reserved once per record; cells too where the index saw nothing to escape in
/// the record, else as JsonChunk says.
///
/// Where no fragment is longer than kStride, as in most files, they stand at even distances: 64 bytes are
/// copied whatever a key's size, so that there is nothing to look up or to guess first. 24 instructions a
/// cell instead of 30.
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

  static constexpr std::uint32_t kStride = 64;  // bytes

  void add_key();
  void make_keys(std::uint32_t columns);
  template <bool kEven>
  static char* put_plain_cells(const Pen& pen, std::span<const Field> fields, char* to);
  static char* put_even_cells_with_avx2(const Pen& pen, std::span<const Field> fields, char* to);
  char* put_nonempty_cells(const Pen& pen, const Record& record, std::span<const Field> fields,
                           char* to) const;
  char* put_all_cells(const Pen& pen, const Record& record, std::span<const Field> fields, char* to) const;

  const Layout& layout_;
  bool has_empty_;
  bool is_even_ = false;
  std::vector<Key> keys_;
  TextBuffer fragments_;  // `","Net Amount":"` of every column
};

}  // namespace linehaul
