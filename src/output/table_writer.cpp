#include "output/table_writer.h"

#include "output/csv_text.h"
#include "output/json_text.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

std::string start_of(const ItemColumn& column, bool is_first, bool is_csv) {
  if (is_csv) return is_first ? "" : ",";
  TextBuffer start;
  start.append(is_first ? "{" : ",");
  append_json_string(column.title, start);
  start.append(":");
  return std::string(start.view());
}

std::string_view text_of(const LineItem& item, ItemField key) {
  switch (key) {
    case ItemField::account_id:
      return item.account_id;
    case ItemField::invoice_id:
      return item.invoice_id;
    case ItemField::tracking_number:
      return item.tracking_number;
    case ItemField::charge_description:
      return written_description(item);
    case ItemField::currency:
      return item.currency;
    case ItemField::charge_code:
      return item.charge_code;
    case ItemField::charge_detail:
      return item.charge_detail;
    default:
      return {};
  }
}

}  // namespace

TableWriter::TableWriter(const Schema& schema, const Layout& layout, const WriteOptions& options,
                         const std::vector<ItemColumn>& columns)
    : LineWriter(schema, options.documented_only),
      options_(options),
      is_csv_(options.form == ItemForm::csv),
      carrier_(schema.carrier),
      raw_object_(layout, options.raw) {
  for (const ItemColumn& column : columns) {
    Place& place = places_.emplace_back();
    place.column = &column;
    place.start = start_of(column, places_.size() == 1, is_csv_);
    if (column.kind != ItemColumn::Kind::cell) continue;
    const auto number = layout.find_named(column.name);
    place.is_in_file = number.has_value();
    if (number) place.slot = cells_.want(*number);
  }
}

void TableWriter::begin_record(const Record& record) {
  record_ = &record;
  raw_.clear();
  cells_.load(record);
}

void TableWriter::write(const LineItem& item, std::string_view id, const WrittenTags& tags, TextBuffer& out) {
  const std::size_t begin = out.size();
  for (const Place& place : places_) {
    out.append(place.start);
    switch (place.column->kind) {
      case ItemColumn::Kind::key:
        put_key(place.column->key, item, written_id(item, id), tags.json, out);
        break;
      case ItemColumn::Kind::cell:
        put_text(place.is_in_file ? cells_[place.slot] : std::string_view{}, out);
        break;
      case ItemColumn::Kind::tag:
        put_tag(place.column->name, tags.list, out);
        break;
    }
  }
  if (out.size() == begin) out.append("\"\"");  // a line without anything on it would be no row
  out.append(is_csv_ ? "\n" : "}\n");
}

void TableWriter::put_key(ItemField key, const LineItem& item, std::string_view id, std::string_view tags,
                          TextBuffer& out) {
  switch (key) {
    case ItemField::id:
      return put_text(id, out);
    case ItemField::transaction_date:
      return put_text(item.transaction_date ? item.transaction_date->text() : std::string(), out);
    case ItemField::gross_cost:
      return put_amount(item.gross_cost, out);
    case ItemField::net_cost:
      return put_amount(item.net_cost, out);
    case ItemField::trackstar_tags:
      return put_json(tags, out);
    case ItemField::carrier:
      return put_text(carrier_, out);
    case ItemField::raw:
      return put_json(raw(), out);
    default:
      return put_text(text_of(item, key), out);
  }
}

/// Its value; of a tag without one that it is there.
void TableWriter::put_tag(std::string_view name, std::span<const Tag> tags, TextBuffer& out) const {
  for (const Tag& tag : tags) {
    if (!equal_ignoring_case(tag.name, name)) continue;
    return tag.has_value ? put_text(tag.value, out) : put_json("true", out);
  }
  put_text({}, out);
}

/// Empty is null; CSV has nothing for that.
void TableWriter::put_text(std::string_view text, TextBuffer& out) const {
  if (!is_csv_) return append_json_string_or_null(text, out);
  if (options_.guards_formulas) {
    append_guarded_csv_cell(text, out);
  } else {
    append_csv_cell(text, out);
  }
}

void TableWriter::put_json(std::string_view json, TextBuffer& out) const {
  if (is_csv_) {
    append_csv_cell(json, out);
  } else {
    out.append(json);
  }
}

void TableWriter::put_amount(const Decimal& amount, TextBuffer& out) const {
  const bool has_quotes = !is_csv_ && options_.amounts == AmountStyle::string;
  if (has_quotes) out.append("\"");
  out.reserve(Decimal::kMaxText);
  out.advance(amount.write(out.end()));
  if (has_quotes) out.append("\"");
}

std::string_view TableWriter::raw() {
  if (raw_.size() == 0) raw_object_.append(*record_, raw_);
  return raw_.view();
}

std::vector<ItemColumn> table_columns(const WriteOptions& options) {
  if (!options.columns.empty() || options.form == ItemForm::json_lines) return options.columns;
  return all_item_columns(options.documented_only, options.raw != RawCells::none);
}

void append_table_start(const WriteOptions& options, TextBuffer& out) {
  if (options.form != ItemForm::csv) return;
  if (options.has_byte_order_mark) out.append("\xEF\xBB\xBF");
  const char* separator = "";
  for (const ItemColumn& column : table_columns(options)) {
    out.append(separator);
    append_csv_cell(column.title, out);
    separator = ",";
  }
  out.append("\n");
}

}  // namespace linehaul
