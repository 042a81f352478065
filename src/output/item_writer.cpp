#include "output/item_writer.h"

#include <algorithm>

#include "model/cell_text.h"
#include "output/json_text.h"

namespace linehaul {
namespace {

/// Room for the keys and punctuation of a line, a date and two amounts; texts reserve for themselves.
constexpr std::size_t kFixedPart = 512;

std::string json_key(std::string_view name) {
  TextBuffer text;
  text.append(",");
  append_json_string(name, text);
  text.append(":");
  return std::string(text.view());
}

void put_text(std::string_view key, std::string_view text, TextBuffer& out) {
  out.append(key);
  append_json_string_or_null(text, out);
}

}  // namespace

ItemWriter::ItemWriter(const Schema& schema, const Layout& layout, WriteOptions options)
    : layout_(layout), options_(options), has_documented_id_(schema.field("id_base") != nullptr) {
  TextBuffer carrier;
  put_text(",\"carrier\":", schema.carrier, carrier);
  carrier_member_ = carrier.view();
  for (const std::string& name : layout.names()) raw_keys_.push_back(json_key(name));
}

/// The row is written only when an item asks for it: many rows give none.
void ItemWriter::begin_record(const Record& record) {
  record_ = &record;
  raw_.clear();
}

std::string_view ItemWriter::written_id(const LineItem& item, std::string_view id) const {
  const bool documented = options_.documented_only && has_documented_id_ && !item.id_base.empty();
  return documented ? item.id_base : id;
}

void ItemWriter::put_amount(const Decimal& amount, TextBuffer& out) const {
  const bool quoted = options_.amounts == AmountStyle::string;
  if (quoted) out.put('"');
  out.advance(amount.write(out.end()));
  if (quoted) out.put('"');
}

void ItemWriter::write(const LineItem& item, std::string_view id, std::string_view tags, TextBuffer& out) {
  put_text("{\"id\":", written_id(item, id), out);
  out.reserve(kFixedPart);
  if (item.transaction_date) {
    out.put(",\"transaction_date\":\"");
    item.transaction_date->write(out.end());
    out.advance(Timestamp::kTextSize);
    out.put('"');
  } else {
    out.put(",\"transaction_date\":null");
  }
  put_text(",\"account_id\":", item.account_id, out);
  put_text(",\"invoice_id\":", item.invoice_id, out);
  put_text(",\"tracking_number\":", item.tracking_number, out);
  out.reserve(kFixedPart);
  out.put(",\"gross_cost\":");
  put_amount(item.gross_cost, out);
  out.put(",\"net_cost\":");
  put_amount(item.net_cost, out);
  put_text(",\"charge_description\":", written_description(item), out);
  out.append(",\"trackstar_tags\":");
  out.append(tags);
  if (!options_.documented_only) {
    out.append(carrier_member_);
    put_text(",\"currency\":", item.currency, out);
    put_text(",\"charge_code\":", item.charge_code, out);
    put_text(",\"charge_detail\":", item.charge_detail, out);
  }
  if (options_.raw != RawCells::none) {
    if (raw_.size() == 0) build_raw();
    out.append(",\"raw\":");
    out.append(raw_.view());
  }
  out.append("}\n");
}

std::string_view ItemWriter::raw_key(std::uint32_t column) {
  while (raw_keys_.size() <= column) {
    raw_keys_.push_back(json_key(layout_.name(static_cast<std::uint32_t>(raw_keys_.size()))));
  }
  return raw_keys_[column];
}

/// The record as an object. Cells that a short row lacks and blank surplus ones never appear.
void ItemWriter::build_raw() {
  const Record& record = *record_;
  raw_.append("{");
  bool first = true;
  const auto put_key = [&](std::uint32_t column) {
    raw_.append(raw_key(column).substr(first ? 1 : 0));  // no comma in front of the first key
    first = false;
  };
  std::uint32_t next = 0;
  const std::uint32_t width = std::min(record.columns(), layout_.width());
  const auto put_empty_until = [&](std::uint32_t column) {
    if (options_.raw != RawCells::all) return;
    for (; next < std::min(column, width); ++next) {
      put_key(next);
      raw_.append("\"\"");
    }
  };
  for (const Field& field : record.fields()) {
    if (field.column >= layout_.width() && trim(record.text(field)).empty()) continue;
    put_empty_until(field.column);
    put_key(field.column);
    append_json_string(record.text(field), raw_);
    next = field.column + 1;
  }
  put_empty_until(width);
  raw_.append("}");
}

}  // namespace linehaul
