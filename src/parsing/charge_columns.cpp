#include "parsing/charge_columns.h"

#include <algorithm>

#include "model/cell_text.h"

namespace linehaul {

ChargeColumns::ChargeColumns(const FileContext& context)
    : RowParser(context), row_total_(want_amount_column(context.schema.row_total)), unknown_(context) {
  for (const ChargeText& charge : context.schema.charge_columns) add_column(charge.code, charge.text, false);
  for (const std::string& column : context.schema.reserved_columns) add_column(column, "", true);
  // Items come in the order of the file's columns.
  std::sort(charges_.begin(), charges_.end(), [this](const Charge& a, const Charge& b) {
    return cells_.column(a.slot) < cells_.column(b.slot);
  });
  if (const auto slot = want_amount_column(context.schema.sole_charge_column)) {
    sole_charge_ = {*slot, column_name(*slot), column_name(*slot), false};
    want_money({*slot});
  }
}

/// A column that stands twice holds two charges.
void ChargeColumns::add_column(const std::string& schema_column, const std::string& text, bool reserved) {
  std::size_t found = 0;
  for (const NumberedColumn& column : context_.layout.find_repeated(schema_column)) {
    if (column.number != 0) continue;  // numbered by another tool: not known as the same charge
    if (++found == 2) {
      context_.notices.once(Problem::repeated_charge_column, schema_column, 0,
                            "the charge column \"" + schema_column +
                                "\" stands twice; both are read as charges, remove one if it is a copy");
    }
    const Slot slot = want_amount(column.column);
    want_money({slot});
    // A renamed column must not give its charges other ids.
    const std::string& spelling = context_.layout.header()[column.column];
    const bool is_alias =
        spelling != schema_column && normalized_name(spelling) != normalized_name(schema_column);
    const std::string& name = is_alias ? schema_column : spelling;
    charges_.push_back({slot, name, text.empty() ? name : text, reserved});
  }
}

RowOutcome ChargeColumns::parse_row(RowItems& items) {
  LineItem shipment;
  Decimal total;
  if (!read_identity(shipment)) return RowOutcome::rejected;
  for (const Charge& charge : charges_) {
    if (!read_charge(charge, shipment, items, total)) return RowOutcome::rejected;
  }
  const bool has_charges = !items.empty();
  std::optional<Decimal> stated;
  if (row_total_ && !read_amount(*row_total_, stated)) return RowOutcome::rejected;
  if (sole_charge_) {
    if (has_charges || (stated && !stated->is_zero())) {
      std::optional<Decimal> repeated;
      if (!read_amount(sole_charge_->slot, repeated)) return RowOutcome::rejected;
      if (repeated) skip(SkipReason::row_total, *repeated);
    } else if (!read_charge(*sole_charge_, shipment, items, total)) {
      return RowOutcome::rejected;
    }
  }
  compare_row_total(stated, total);
  return RowOutcome::items;
}

bool ChargeColumns::read_charge(const Charge& charge, const LineItem& shipment, RowItems& items,
                                Decimal& total) {
  std::optional<Decimal> amount;
  if (!read_amount(charge.slot, amount)) return false;
  if (!amount || amount->is_zero()) return true;
  if (!add(total, *amount, charge.slot)) return false;
  if (charge.reserved) {
    context_.notices.once(
        Problem::reserved_money, charge.code, line(),
        "the reserved column \"" + charge.code + "\" holds money; it is emitted under that name");
  }
  LineItem& item = items.add(shipment);
  item.charge_description = charge.text;
  item.charge_code = item.id_charge[0] = charge.code;
  item.gross_cost = item.net_cost = *amount;
  item.cost_column = item.description_column = cells_.column(charge.slot);
  item.cost_rule = "the cell's amount";
  item.description_rule = charge.text == charge.code ? "the column's name" : "what people call this column";
  return true;
}

}  // namespace linehaul
