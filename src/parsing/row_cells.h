#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "input/record.h"

namespace linehaul {

/// The cells of a row that a parser asked for, found in one pass over the row's non-empty cells however
/// many columns the file has.
class RowCells {
 public:
  using Slot = std::uint32_t;

  /// Asks for a column of every row to come; asking twice gives the same slot.
  Slot want(std::uint32_t column) {
    if (column >= slot_of_.size()) slot_of_.resize(column + 1, kUnwanted);
    Slot& slot = slot_of_[column];
    if (slot == kUnwanted) {
      slot = static_cast<Slot>(cells_.size());
      cells_.emplace_back();
      columns_.push_back(column);
    }
    return slot;
  }

  void load(const Record& record) {
    for (std::string_view& cell : cells_) cell = {};
    for (const Field& field : record.fields()) {
      if (field.column >= slot_of_.size()) break;
      if (const Slot slot = slot_of_[field.column]; slot != kUnwanted) cells_[slot] = record.text(field);
    }
  }

  /// The cell's text, not trimmed; empty for an empty or missing cell.
  std::string_view operator[](Slot slot) const { return cells_[slot]; }
  std::uint32_t column(Slot slot) const { return columns_[slot]; }

 private:
  static constexpr Slot kUnwanted = 0xFFFFFFFF;

  std::vector<Slot> slot_of_;
  std::vector<std::string_view> cells_;
  std::vector<std::uint32_t> columns_;
};

}  // namespace linehaul
