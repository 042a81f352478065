// Where a line item's fields come from, for people who ask (`linehaul explain`).

#include "parsing/row_parser.h"

namespace linehaul {

FieldOrigin RowParser::origin(std::string_view field, const Slots& slots, std::string_view otherwise) const {
  for (const Slot slot : slots) {
    if (text(slot).empty()) continue;
    const bool is_fallback = slot != slots.front();
    return {field, column_name(slot), std::string(cells_[slot]),
            is_fallback ? "\"" + column_name(slots.front()) + "\" is blank, this column comes next" : ""};
  }
  return {field, slots.empty() ? "" : column_name(slots.front()), "", std::string(otherwise)};
}

std::vector<FieldOrigin> RowParser::origins(const LineItem& item) const {
  constexpr std::string_view kElsewhere = "not in this row: from its invoice row or the options";
  const auto otherwise = [&](std::string_view value) {
    return value.empty() ? std::string_view("blank") : kElsewhere;
  };
  const auto cell = [&](std::string_view field, std::uint32_t column, std::string_view rule) {
    if (column == LineItem::kNoColumn) return FieldOrigin{field, "", "", std::string(rule)};
    return FieldOrigin{field, context_.layout.name(column), std::string(record().cell(column)),
                       std::string(rule)};
  };
  FieldOrigin date = origin("transaction_date", date_, item.transaction_date ? kElsewhere : "blank");
  const bool has_order = date.text.find('/') != std::string::npos;
  if (has_order && date.rule.empty() && conventions_.date_order != DateOrder::unknown) {
    date.rule = conventions_.date_order == DateOrder::day_first ? "days come before months in this file"
                                                                : "months come before days in this file";
  }
  const bool has_gross = item.gross_column != LineItem::kNoColumn;
  std::vector<FieldOrigin> result;
  result.push_back(std::move(date));
  result.push_back(origin("account_id", account_, otherwise(item.account_id)));
  result.push_back(origin("invoice_id", invoice_, otherwise(item.invoice_id)));
  result.push_back(origin("tracking_number", tracking_, otherwise(item.tracking_number)));
  result.push_back(cell("gross_cost", has_gross ? item.gross_column : item.cost_column,
                        has_gross ? item.gross_rule : "as the net cost"));
  result.push_back(cell("net_cost", item.cost_column, item.cost_rule));
  result.push_back(cell("charge_description", item.description_column, item.description_rule));
  result.push_back(
      origin("currency", currency_, item.currency.empty() ? "not stated" : "the options' or the format's"));
  result.push_back(
      origin("charge_code", code_, item.charge_code.empty() ? "none" : "of the column or group of the cost"));
  result.push_back(origin("charge_detail", detail_, "none"));
  return result;
}

}  // namespace linehaul
