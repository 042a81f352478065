#pragma once

#include <cstdint>
#include <map>

#include "input/record.h"
#include "parsing/parser.h"

namespace linehaul {

/// Watches the columns that a format does not know. Where charges are columns, a new column may be a new
/// charge: one whose cells all read as amounts, one of them with decimals and not zero, is named.
class UnknownAmounts {
 public:
  explicit UnknownAmounts(const FileContext& context);

  void see(const Record& record, DecimalMark mark);
  /// Names the columns that held amounts.
  void report(Notices& notices) const;

 private:
  struct Column {
    bool only_amounts = true;
    bool has_money = false;
  };
  void see_cell(std::uint32_t column, std::string_view cell, DecimalMark mark);

  const Layout& layout_;
  std::map<std::uint32_t, Column> columns_;  // without a header: those behind the last known one
};

}  // namespace linehaul
