#include "parsing/first_records.h"

#include <algorithm>
#include <map>

#include "input/record_reader.h"
#include "model/cell_text.h"
#include "parsing/row_judge.h"

namespace linehaul {
namespace {

/// Collects what single cells show; a contradiction leaves it open for good.
template <typename Kind>
class Agreement {
 public:
  void hear(Kind shown) {
    if (shown == Kind::unknown) return;
    if (agreed_ != Kind::unknown && agreed_ != shown) contradicted_ = true;
    agreed_ = shown;
  }
  Kind result() const { return contradicted_ ? Kind::unknown : agreed_; }

 private:
  Kind agreed_ = Kind::unknown;
  bool contradicted_ = false;
};

/// Of two widths that as many rows have the narrower one: surplus cells are what is rare.
RowWidths row_widths(const std::map<std::uint32_t, std::uint32_t>& rows_by_width) {
  RowWidths widths;
  std::uint32_t most = 0;
  for (const auto& [width, rows] : rows_by_width) {
    if (rows > most) widths.usual = width;
    most = std::max(most, rows);
    widths.widest = width;
  }
  return widths;
}

}  // namespace

std::uint32_t visit_first_records(std::string_view head, bool is_whole, const Recognized& recognized,
                                  Encoding encoding, const std::function<void(const Record&)>& visit) {
  is_whole = is_whole && head.size() <= kFirstBytesOfText;
  MemoryText text(head.substr(0, kFirstBytesOfText));
  RecordReader reader(text, recognized.dialect, encoding);
  RowJudge judge(*recognized.schema, recognized.layout);
  std::uint32_t records = 0;
  std::uint32_t data = 0;
  while (data < kFirstRecords) {
    const Record* record = reader.next();
    if (record == nullptr) break;
    const bool is_open = !record->has_line_end() || record->problem() == Problem::unterminated_quote;
    if (!is_whole && is_open) break;  // it may go on behind the head
    if (++records <= recognized.records_before_data) continue;
    const RowKind kind = judge.judge(*record);
    if (kind == RowKind::swallowed) reader.give_up_after_first_line();
    if (kind != RowKind::data) continue;
    ++data;
    visit(*record);
  }
  return data;
}

Conventions settle_conventions(std::string_view head, bool is_whole, const Recognized& recognized,
                               Encoding encoding, const Parser& parser) {
  const DateOrderRule& rule = recognized.schema->date_order;
  const auto rule_column = recognized.layout.find(rule.column);
  Agreement<DecimalMark> mark;
  Agreement<DateOrder> order;
  DateOrder by_rule = rule.otherwise;
  bool rule_is_open = rule_column.has_value();
  std::map<std::uint32_t, std::uint32_t> rows_by_width;
  visit_first_records(head, is_whole, recognized, encoding, [&](const Record& record) {
    if (!parser.is_invoice_row(record)) ++rows_by_width[record.columns()];
    for (const std::uint32_t column : parser.amount_columns()) mark.hear(shown_mark(record.cell(column)));
    for (const std::uint32_t column : parser.date_columns())
      order.hear(shown_order(unguarded(record.cell(column))));
    if (!rule_is_open) return;
    const std::string_view value = trim(record.cell(*rule_column));
    if (value.empty()) return;
    rule_is_open = false;
    if (value == rule.month_first_value) by_rule = DateOrder::month_first;
  });
  Conventions result{mark.result(), order.result(), SettledBy::first_records, SettledBy::first_records,
                     row_widths(rows_by_width)};
  if (result.decimal_mark == DecimalMark::unknown) {
    result.decimal_mark = recognized.schema->decimal_mark;
    result.decimal_mark_by =
        result.decimal_mark == DecimalMark::unknown ? SettledBy::nobody : SettledBy::format;
  }
  if (result.date_order == DateOrder::unknown) {
    result.date_order = by_rule;
    result.date_order_by = by_rule == DateOrder::unknown ? SettledBy::nobody : SettledBy::format;
  }
  return result;
}

}  // namespace linehaul
