#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "model/line_item.h"

namespace linehaul {

/// How many items there are of a kind and what they cost; one currency, exact.
struct Tally {
  std::uint64_t items = 0;
  Decimal gross;
  Decimal net;

  void add(std::uint64_t more_items, const Decimal& more_gross, const Decimal& more_net);
};

/// The items of a file by what people ask about. By name, then by currency: currencies are never added
/// up.
struct Breakdown {
  using Table = std::map<std::string, std::map<std::string, Tally, std::less<>>, std::less<>>;
  Table by_account;
  Table by_description;
  Table by_tag;  ///< `review`, `gl:6110`; an item counts under each of its tags

  /// `tags`: their labels.
  void add(const LineItem& item, std::span<const std::string> tags);
};

}  // namespace linehaul
