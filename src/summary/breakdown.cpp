#include "summary/breakdown.h"

namespace linehaul {
namespace {

template <typename Table>
typename Table::mapped_type& entry(Table& table, std::string_view key) {
  const auto found = table.find(key);
  return found != table.end() ? found->second : table[std::string(key)];
}

void add_to(Breakdown::Table& table, std::string_view name, const LineItem& item) {
  entry(entry(table, name), item.currency).add(1, item.gross_cost, item.net_cost);
}

}  // namespace

void Tally::add(std::uint64_t more_items, const Decimal& more_gross, const Decimal& more_net) {
  items += more_items;
  gross = sum(gross, more_gross).value_or(gross);
  net = sum(net, more_net).value_or(net);
}

void Breakdown::add(const LineItem& item, std::span<const std::string> tags) {
  add_to(by_account, item.account_id, item);
  add_to(by_description, item.charge_description, item);
  for (const std::string& tag : tags) add_to(by_tag, tag, item);
}

}  // namespace linehaul
