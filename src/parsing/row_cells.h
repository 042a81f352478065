#pragma once

#include <algorithm>
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
    if (column >= slot_of_.size()) slot_of_.resize(column + 1, kNobodys);
    Slot& slot = slot_of_[column];
    if (slot == kNobodys) {
      slot = static_cast<Slot>(fields_.size());
      fields_.push_back(nullptr);
      columns_.push_back(column);
    }
    return slot;
  }

  /// The record must stay until the next one is loaded.
  void load(const Record& record) {
    record_ = &record;
    std::fill(fields_.begin(), fields_.end(), nullptr);
    for (const Field& field : record.fields()) {
      if (field.column >= slot_of_.size()) break;
      fields_[slot_of_[field.column]] = &field;
    }
  }

  /// The cell's text, not trimmed; empty for an empty or missing cell.
  std::string_view operator[](Slot slot) const {
    const Field* field = fields_[slot];
    return field != nullptr ? record_->text(*field) : std::string_view{};
  }
  std::uint32_t column(Slot slot) const { return columns_[slot]; }

 private:
  /// Where cells go that nobody asked for: cheaper than to ask for each whether somebody did.
  static constexpr Slot kNobodys = 0;

  std::vector<Slot> slot_of_;                  // by column
  std::vector<const Field*> fields_{nullptr};  // by slot
  std::vector<std::uint32_t> columns_{0};      // by slot
  const Record* record_ = nullptr;
};

}  // namespace linehaul
