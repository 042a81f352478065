#include "parsing/charge_pairs.h"

#include <algorithm>
#include <set>

#include "text/ascii.h"

namespace linehaul {
namespace {

constexpr std::string_view kSubtotal = "subtotal";

bool are_numbered(const std::vector<NumberedColumn>& columns) {
  std::set<std::uint32_t> numbers;
  for (const NumberedColumn& column : columns) numbers.insert(column.number);
  return numbers.size() == columns.size();
}

void set_charge(LineItem& item, std::string_view description, const Decimal& amount) {
  item.charge_description = item.id_charge[0] = description.empty() ? "Unspecified charge" : description;
  item.gross_cost = item.net_cost = amount;
}

}  // namespace

ChargePairs::ChargePairs(const FileContext& context)
    : RowParser(context),
      freight_(want_amount_column(context.schema.pairs.freight)),
      row_total_(want_amount_column(context.schema.row_total)) {
  find_pairs();
  if (freight_) want_money({*freight_});
}

/// Names that other tools numbered belong together by number; equal names by their order, first to first.
void ChargePairs::find_pairs() {
  const PairColumns& names = context_.schema.pairs;
  const auto descriptions = context_.layout.find_repeated(names.description);
  const auto amounts = context_.layout.find_repeated(names.amount);
  const bool by_number = are_numbered(descriptions) && are_numbered(amounts);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    auto description = descriptions.end();
    if (by_number) {
      description = std::find_if(descriptions.begin(), descriptions.end(),
                                 [&](const NumberedColumn& d) { return d.number == amounts[i].number; });
    } else if (i < descriptions.size()) {
      description = descriptions.begin() + static_cast<std::ptrdiff_t>(i);
    }
    Pair pair{std::nullopt, want_amount(amounts[i].column)};
    if (description != descriptions.end()) pair.description = cells_.want(description->column);
    pairs_.push_back(pair);
    want_money({pair.amount});
  }
}

bool ChargePairs::is_subtotal(std::string_view description) const {
  const auto& subtotals = context_.schema.pairs.subtotals;
  return ends_with_ignoring_case(description, kSubtotal) ||
         std::any_of(subtotals.begin(), subtotals.end(),
                     [&](const std::string& label) { return equal_ignoring_case(description, label); });
}

RowOutcome ChargePairs::parse_row(RowItems& items) {
  LineItem shipment;
  Sum sum;
  if (!read_identity(shipment)) return RowOutcome::rejected;
  if (!read_pairs(shipment, items, sum) || !add_freight(shipment, items, sum)) return RowOutcome::rejected;
  return RowOutcome::items;
}

bool ChargePairs::read_pairs(const LineItem& shipment, RowItems& items, Sum& sum) {
  std::optional<Decimal> amount;
  for (const Pair& pair : pairs_) {
    const std::string_view description = pair.description ? text(*pair.description) : std::string_view{};
    if (!read_amount(pair.amount, amount)) return false;
    if (!amount) {
      if (!description.empty()) note_half_pair(pair, "amount");
      continue;
    }
    if (amount->is_zero()) continue;
    if (is_subtotal(description)) {
      skip(SkipReason::subtotal, *amount);
      continue;
    }
    if (description.empty()) note_half_pair(pair, "description");
    if (equal_ignoring_case(description, context_.schema.pairs.freight_text)) sum.has_freight = true;
    if (!add(sum.pairs, *amount, pair.amount)) return false;
    LineItem& item = items.add(shipment);
    set_charge(item, description, *amount);
    item.cost_column = cells_.column(pair.amount);
    item.cost_rule = "the pair's amount";
    if (pair.description) item.description_column = cells_.column(*pair.description);
    item.description_rule = description.empty() ? "the pair has none" : "the pair's description";
  }
  return true;
}

/// P: the pairs, T: the freight beside them, N: the row's total. P = N: the freight is in the pairs. P + T =
/// N: it is not, and comes first. Neither: it is emitted unless a pair is called like it.
bool ChargePairs::add_freight(const LineItem& shipment, RowItems& items, const Sum& sum) {
  std::optional<Decimal> freight;
  std::optional<Decimal> total;
  if (freight_ && !read_amount(*freight_, freight)) return false;
  if (row_total_ && !read_amount(*row_total_, total)) return false;
  Decimal with_freight = sum.pairs;
  if (freight && !add(with_freight, *freight, *freight_)) return false;
  const bool pairs_match = total && sum.pairs == *total;
  const bool is_beside = freight && !freight->is_zero() && !pairs_match &&
                         ((total && with_freight == *total) || !sum.has_freight);
  if (is_beside) {
    LineItem& item = items.add_in_front(shipment);
    set_charge(item, context_.schema.pairs.freight_text, *freight);
    item.cost_column = item.description_column = cells_.column(*freight_);
    item.cost_rule = total && with_freight == *total
                         ? "the row's total is the pairs and this"
                         : "no pair is called like it, so it is taken as a charge";
    item.description_rule = "what the freight is called";
  } else if (freight) {
    skip(SkipReason::freight_in_pairs, *freight);
  }
  compare_row_total(total, is_beside ? with_freight : sum.pairs);
  return true;
}

void ChargePairs::note_half_pair(const Pair& pair, std::string_view missing) {
  const std::string name = column_name(pair.amount);
  context_.notices.once(
      Problem::incomplete_charge, missing, line(),
      "the charge of column \"" + name + "\" has no " + std::string(missing) +
          (missing == "amount" ? "; it gives no item" : "; it comes out as \"Unspecified charge\""));
}

}  // namespace linehaul
