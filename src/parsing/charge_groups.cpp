#include "parsing/charge_groups.h"

#include <algorithm>
#include <map>

namespace linehaul {

ChargeGroups::ChargeGroups(const FileContext& context)
    : RowParser(context),
      freight_(want_amount_column(context.schema.groups.freight)),
      fee_(want_amount_column(context.schema.groups.fee)),
      row_total_(want_amount_column(context.schema.row_total)),
      unknown_(context) {
  for (const NumberedColumn& discount :
       context.layout.find_numbered(context.schema.groups.freight_discounts)) {
    freight_discounts_.push_back(want_amount(discount.column));
    if (freight_) want_discount(*freight_, freight_discounts_.back());
  }
  if (freight_) want_money({*freight_});
  if (fee_) want_money({*fee_});
  find_groups();
  find_others();
}

void ChargeGroups::find_groups() {
  const GroupColumns& names = context_.schema.groups;
  std::map<std::uint32_t, std::array<std::optional<std::uint32_t>, 4>> found;
  const std::string* patterns[] = {&names.code, &names.name, &names.charge, &names.discount};
  for (std::size_t part = 0; part < 4; ++part) {
    for (const NumberedColumn& column : context_.layout.find_numbered(*patterns[part])) {
      found[column.number][part] = column.column;
    }
  }
  for (const auto& [number, columns] : found) {
    if (!columns[2] || !columns[3]) continue;  // required by why_unfit()
    Group group{std::nullopt, std::nullopt, want_amount(*columns[2]), want_amount(*columns[3])};
    if (columns[0]) group.code = cells_.want(*columns[0]);
    if (columns[1]) group.name = cells_.want(*columns[1]);
    groups_.push_back(group);
    want_money({group.charge});
    want_discount(group.charge, group.discount);
  }
}

void ChargeGroups::find_others() {
  const auto names = context_.layout.find_numbered(context_.schema.groups.other_name);
  for (const NumberedColumn& amount : context_.layout.find_numbered(context_.schema.groups.other_amount)) {
    std::string code = context_.schema.groups.other_name;
    code.replace(code.find("{n}"), 3, std::to_string(amount.number));
    Other other{want_amount(amount.column), std::nullopt, std::move(code)};
    for (const NumberedColumn& name : names) {
      if (name.number == amount.number) other.name = cells_.want(name.column);
    }
    want_money({other.amount});
    others_.push_back(std::move(other));
  }
}

RowOutcome ChargeGroups::parse_row(RowItems& items) {
  LineItem shipment;
  if (!read_identity(shipment)) return RowOutcome::rejected;
  if (!read_freight(shipment, items) || !read_others(shipment, items)) return RowOutcome::rejected;
  for (const Group& group : groups_) {
    if (!read_group(group, shipment, items)) return RowOutcome::rejected;
  }
  if (!read_fee(shipment, items)) return RowOutcome::rejected;
  if (context_.options.documented_only) {
    // The hosted API documents the groups alone, and of them those with a name and a charge.
    items.drop_if([this](const LineItem& item) {
      if (!item.is_documented) skip(SkipReason::not_documented, item.net_cost);
      return !item.is_documented;
    });
  }
  return RowOutcome::items;
}

bool ChargeGroups::read_discount(Slot slot, Decimal& discounts) {
  std::optional<Decimal> discount;
  return read_amount(slot, discount) && (!discount || add(discounts, discount->magnitude(), slot));
}

/// A discount brings the charge toward zero, whatever its own sign; without a charge it is a credit.
bool ChargeGroups::set_costs(LineItem& item, const Decimal& charge, const Decimal& discounts, Slot slot) {
  item.gross_cost = item.net_cost = charge;
  item.cost_column = cells_.column(slot);
  item.cost_rule = discounts.is_zero() ? "the charge" : "the charge less its discounts";
  item.gross_column = item.cost_column;
  item.gross_rule = "the charge";
  return add(item.net_cost, charge.is_negative() ? discounts : discounts.negated(), slot);
}

bool ChargeGroups::read_freight(const LineItem& shipment, RowItems& items) {
  std::optional<Decimal> charge;
  Decimal discounts;
  if (!freight_) return true;
  if (!read_amount(*freight_, charge)) return false;
  for (const Slot slot : freight_discounts_) {
    if (!read_discount(slot, discounts)) return false;
  }
  const Decimal amount = charge.value_or(Decimal());
  if (amount.is_zero() && discounts.is_zero()) return true;
  LineItem& item = items.add(shipment);
  item.charge_description = item.charge_code = item.id_charge[0] = context_.schema.groups.freight;
  item.description_rule = "the column's name";
  return set_costs(item, amount, discounts, *freight_);
}

bool ChargeGroups::read_others(const LineItem& shipment, RowItems& items) {
  std::optional<Decimal> amount;
  for (const Other& other : others_) {
    if (!read_amount(other.amount, amount)) return false;
    if (!amount || amount->is_zero()) continue;
    LineItem& item = items.add(shipment);
    const std::string_view name = other.name ? text(*other.name) : std::string_view{};
    item.charge_description = name.empty() ? std::string_view(other.code) : name;
    item.charge_code = item.id_charge[0] = other.code;
    item.gross_cost = item.net_cost = *amount;
    item.cost_column = cells_.column(other.amount);
    item.cost_rule = "the cell's amount";
    if (other.name) item.description_column = cells_.column(*other.name);
    item.description_rule = "the name beside the amount";
  }
  return true;
}

bool ChargeGroups::read_group(const Group& group, const LineItem& shipment, RowItems& items) {
  std::optional<Decimal> charge;
  Decimal discounts;
  if (!read_amount(group.charge, charge) || !read_discount(group.discount, discounts)) return false;
  const Decimal amount = charge.value_or(Decimal());
  if (amount.is_zero() && discounts.is_zero()) return true;
  LineItem& item = items.add(shipment);
  const std::string_view name = group.name ? text(*group.name) : std::string_view{};
  item.charge_code = group.code ? text(*group.code) : std::string_view{};
  item.charge_description = name.empty() ? item.charge_code : name;
  if (item.charge_description.empty()) item.charge_description = "Unspecified charge";
  item.id_charge[0] = item.charge_code.empty() ? item.charge_description : item.charge_code;
  if (group.name) item.description_column = cells_.column(*group.name);
  item.description_rule = name.empty() ? "the group has a code only" : "the group's name";
  item.is_documented = !name.empty() && !amount.is_zero();
  return set_costs(item, amount, discounts, group.charge);
}

bool ChargeGroups::sum_of(const RowItems& items, Decimal& total) {
  for (const LineItem& item : items) {
    if (!add(total, item.net_cost, *freight_)) return false;
  }
  return true;
}

/// The invoice fee is in the row's total on some rows only: it is a charge exactly where the total needs it.
bool ChargeGroups::read_fee(const LineItem& shipment, RowItems& items) {
  std::optional<Decimal> stated;
  std::optional<Decimal> fee;
  if (row_total_ && !read_amount(*row_total_, stated)) return false;
  if (fee_ && !read_amount(*fee_, fee)) return false;
  Decimal computed;
  if (!sum_of(items, computed)) return false;
  Decimal with_fee = computed;
  if (fee && !add(with_fee, *fee, *fee_)) return false;
  if (!fee || !stated || computed == *stated || with_fee != *stated) {
    if (fee) skip(SkipReason::invoice_fee, *fee);
    compare_row_total(stated, computed);
    return true;
  }
  compare_row_total(stated, with_fee);
  LineItem& item = items.add(shipment);
  item.charge_description = item.charge_code = item.id_charge[0] = context_.schema.groups.fee;
  item.gross_cost = item.net_cost = *fee;
  item.cost_column = cells_.column(*fee_);
  item.cost_rule = "the row's total needs it";
  item.description_rule = "the column's name";
  return true;
}

}  // namespace linehaul
