#include "tagging/line_item_view.h"

#include <algorithm>

#include "model/cell_text.h"

namespace linehaul {
namespace {

constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;

}  // namespace

LineItemView::LineItemView(const Conditions& conditions, std::string_view carrier, const Layout& layout,
                           DecimalMark mark)
    : conditions_(conditions), columns_(conditions.columns().size()) {
  for (const std::string& name : conditions.columns()) {
    wanted_.push_back({layout.find_named(name).value_or(kNoColumn)});
  }
  view_.decimal_mark = mark;
  view_.columns = columns_;
  view_.text(ItemField::carrier) = carrier;
}

/// Rules look at few columns of many. A column often stands where it stood in the record before; else it is
/// searched for.
void LineItemView::begin_record(const Record& record) {
  const auto fields = record.fields();
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    auto& [number, place] = wanted_[i];
    if (place >= fields.size() || fields[place].column != number) {
      const auto found =
          std::lower_bound(fields.begin(), fields.end(), number,
                           [](const Field& field, std::uint32_t column) { return field.column < column; });
      place = static_cast<std::size_t>(std::distance(fields.begin(), found));
    }
    const bool is_there = place < fields.size() && fields[place].column == number;
    columns_[i] = is_there ? trim(record.text(fields[place])) : std::string_view{};
  }
}

const ItemView& LineItemView::view(const LineItem& item, std::string_view id) {
  view_.transaction_date = item.transaction_date;
  view_.gross_cost = item.gross_cost;
  view_.net_cost = item.net_cost;
  view_.text(ItemField::id) = id;
  view_.text(ItemField::account_id) = item.account_id;
  view_.text(ItemField::invoice_id) = item.invoice_id;
  view_.text(ItemField::tracking_number) = item.tracking_number;
  view_.text(ItemField::charge_description) = written_description(item);
  view_.text(ItemField::currency) = item.currency;
  view_.text(ItemField::charge_code) = item.charge_code;
  view_.text(ItemField::charge_detail) = item.charge_detail;
  if (conditions_.wants_text(ItemField::transaction_date)) {
    if (item.transaction_date) item.transaction_date->write(date_);
    view_.text(ItemField::transaction_date) = {date_, item.transaction_date ? Timestamp::kTextSize : 0};
  }
  if (conditions_.wants_text(ItemField::gross_cost)) {
    view_.text(ItemField::gross_cost) = {gross_, item.gross_cost.write(gross_)};
  }
  if (conditions_.wants_text(ItemField::net_cost)) {
    view_.text(ItemField::net_cost) = {net_, item.net_cost.write(net_)};
  }
  return view_;
}

}  // namespace linehaul
