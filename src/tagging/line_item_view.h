#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "input/record.h"
#include "model/line_item.h"
#include "parsing/layout.h"
#include "tagging/conditions.h"

namespace linehaul {

/// Shows rules the line items of one file, just made, with the cells of their source rows.
class LineItemView {
 public:
  /// Everything outlives the view. `mark`: the file's.
  LineItemView(const Conditions& conditions, std::string_view carrier, const Layout& layout,
               DecimalMark mark);

  /// To be called for each record before its items.
  void begin_record(const Record& record);
  /// Valid until the next call, and as long as the item and its record are.
  const ItemView& view(const LineItem& item, std::string_view id);

 private:
  const Conditions& conditions_;
  struct Column {
    std::uint32_t number;   // in the file
    std::size_t place = 0;  // among the non-empty cells of the last record that had it
  };

  std::vector<Column> wanted_;             // by number of the conditions
  std::vector<std::string_view> columns_;  // their cells
  ItemView view_;
  char date_[Timestamp::kTextSize] = {};
  char gross_[Decimal::kMaxText] = {};
  char net_[Decimal::kMaxText] = {};
};

}  // namespace linehaul
