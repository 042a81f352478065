#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "input/record.h"

namespace linehaul {

/// A record that the index found. Offsets count from the text's first byte, like those of its fields.
struct IndexedRecord {
  std::uint32_t begin;
  std::uint32_t end;  ///< of its content: where its line end stands, which is one byte
  std::uint32_t first_field;
  std::uint32_t field_count;
  std::uint32_t columns;
  bool has_doubled_quotes;  ///< in a field that is marked `decoded` and still has them
  bool has_specials;        ///< some cell has a backslash or control character, such as a line end in quotes
};

/// Memory for fields, handed on like a text's.
struct FieldRoom {
  std::unique_ptr<Field[]> fields;
  std::size_t capacity = 0;
};

/// Finds the cells of many records at once, 64 bytes at a time: bit masks say where separators stand, and
/// only the starts and ends of cells that hold something are visited. Most cells of a wide invoice are empty
/// and cost nothing.
///
/// Quotes are trusted only as long as each of them opens a cell, closes one or is doubled, for then counting
/// them tells what is quoted. The index ends in front of the first record with any other quote, and of one
/// that is not complete: those are the RecordScanner's, and the two agree on all before.
///
/// Measured on UPS rows, 58 of 250 cells filled: 1.3 cycles a byte, 20 instructions a cell. Noting places
/// first, eight at a time, and making fields of them afterwards took more of both. Most blocks have neither
/// quotes nor line ends: what these need stands in a function of its own, so that the way of the others keeps
/// all it needs in registers.
class RecordIndex {
 public:
  /// Bytes behind the text that build() may read, whatever they are.
  static constexpr std::size_t kPadding = 64;

  explicit RecordIndex(Dialect dialect);

  /// Makes room for the fields of so many bytes of text, however many times build() takes a part of it. Those
  /// of records found before are gone.
  void begin_text(std::size_t size);
  /// Indexes the complete records in `text[begin]` to `text[end]`, where `begin` is a record's first byte,
  /// no line end. False: in front of the end stands a record that is for the scanner. Fields of records found
  /// before stay where they are.
  bool build(const char* text, std::size_t begin, std::size_t end);

  /// Forgets all records behind the first `count`.
  void keep(std::size_t count);
  /// Hands over all fields in exchange for other room.
  void swap_room(FieldRoom& room) {
    std::swap(room_, room);
    used_ = 0;
  }

  std::span<const IndexedRecord> records() const { return records_; }
  /// A record's non-empty cells, to be changed as the caller likes.
  std::span<Field> fields(const IndexedRecord& record) const {
    return {room_.fields.get() + record.first_field, record.field_count};
  }

 private:
  struct Block;
  class CellCutter;
  class Cutter;

  bool index(std::size_t begin, std::size_t end);
  bool index_with_avx2(std::size_t begin, std::size_t end);
  template <typename Bytes64>
  bool index_blocks(std::size_t begin, std::size_t end);

  Dialect dialect_;
  bool is_usable_;
  const char* text_ = nullptr;
  std::vector<IndexedRecord> records_;
  FieldRoom room_;
  std::size_t used_ = 0;   // fields of records, those that were forgotten not among them
  std::size_t begun_ = 0;  // the same when build() began
};

}  // namespace linehaul
