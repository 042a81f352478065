#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "model/decimal.h"

namespace linehaul::fuzz {

/// Of the line items of a currency.
struct Sum {
  std::uint64_t items = 0;
  Decimal gross;
  Decimal net;

  void add(std::uint64_t more, const Decimal& more_gross, const Decimal& more_net);
  bool operator==(const Sum&) const = default;
};
using Sums = std::map<std::string, Sum>;

/// Ends the process unless every line is a line item as schemas/invoice_line_item.schema.json has it: JSON,
/// all keys in their order, values of their kinds, no column twice in `raw`. `has_unique_ids`: nor an id
/// twice.
Sums require_line_items(std::string_view lines, bool has_unique_ids);

}  // namespace linehaul::fuzz
