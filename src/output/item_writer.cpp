#include "output/item_writer.h"

#include <cstring>

#include "output/json_text.h"

namespace linehaul {
namespace {

/// Room for the keys and punctuation of a line, a date and two amounts.
constexpr std::size_t kFixedPart = 512;

char* put(std::string_view text, char* to) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

/// A literal; its size is known where it is copied.
template <std::size_t kSize>
char* put(const char (&literal)[kSize], char* to) {
  std::memcpy(to, literal, kSize - 1);
  return to + kSize - 1;
}

/// A key and its text in quotes, or `null`.
template <std::size_t kSize>
char* put_text(const char (&key)[kSize], std::string_view text, char* to) {
  to = put(key, to);
  if (text.empty()) return put("null", to);
  *to++ = '"';
  to = put_json_text<TextEnd::exact>(text, to);
  *to++ = '"';
  return to;
}

}  // namespace

ItemWriter::ItemWriter(const Schema& schema, const Layout& layout, const WriteOptions& options)
    : LineWriter(schema, options.documented_only),
      amounts_(options.amounts),
      has_raw_(options.raw != RawCells::none),
      documented_only_(options.documented_only),
      raw_object_(layout, options.raw) {
  TextBuffer carrier;
  carrier.append(",\"carrier\":");
  append_json_string_or_null(schema.carrier, carrier);
  carrier_member_ = carrier.view();
}

void ItemWriter::begin_record(const Record& record) {
  record_ = &record;
  raw_size_ = 0;
}

/// The first item's is made in its place, further ones have it from there.
void ItemWriter::append_raw(TextBuffer& out) {
  if (raw_size_ != 0) {
    out.reserve(raw_size_);
    out.put(out.view().substr(raw_begin_, raw_size_));
    return;
  }
  raw_begin_ = out.size();
  raw_object_.append(*record_, out);
  raw_size_ = out.size() - raw_begin_;
}

char* ItemWriter::put_amount(const Decimal& amount, char* to) const {
  const bool quoted = amounts_ == AmountStyle::string;
  if (quoted) *to++ = '"';
  to += amount.write(to);
  if (quoted) *to++ = '"';
  return to;
}

void ItemWriter::write(const LineItem& item, std::string_view id, const WrittenTags& tags, TextBuffer& out) {
  const std::string_view shown_id = written_id(item, id);
  const std::string_view description = written_description(item);
  const std::size_t texts = shown_id.size() + item.account_id.size() + item.invoice_id.size() +
                            item.tracking_number.size() + description.size() + item.currency.size() +
                            item.charge_code.size() + item.charge_detail.size();
  out.reserve(kFixedPart + carrier_member_.size() + texts * kLongestJsonEscape + tags.json.size());

  char* to = put_text("{\"id\":", shown_id, out.end());
  if (item.transaction_date) {
    to = put(",\"transaction_date\":\"", to);
    item.transaction_date->write(to);
    to += Timestamp::kTextSize;
    *to++ = '"';
  } else {
    to = put(",\"transaction_date\":null", to);
  }
  to = put_text(",\"account_id\":", item.account_id, to);
  to = put_text(",\"invoice_id\":", item.invoice_id, to);
  to = put_text(",\"tracking_number\":", item.tracking_number, to);
  char* const gross = put(",\"gross_cost\":", to);
  char* const behind = put_amount(item.gross_cost, gross);
  to = put(",\"net_cost\":", behind);
  if (item.net_cost.is_spelled_as(item.gross_cost)) {  // without a discount: the same text once more
    to = put({gross, static_cast<std::size_t>(behind - gross)}, to);
  } else {
    to = put_amount(item.net_cost, to);
  }
  to = put_text(",\"charge_description\":", description, to);
  to = put(tags.json, put(",\"trackstar_tags\":", to));
  if (!documented_only_) {
    to = put(carrier_member_, to);
    to = put_text(",\"currency\":", item.currency, to);
    to = put_text(",\"charge_code\":", item.charge_code, to);
    to = put_text(",\"charge_detail\":", item.charge_detail, to);
  }
  if (has_raw_) to = put(",\"raw\":", to);
  out.advance(static_cast<std::size_t>(to - out.end()));
  if (has_raw_) append_raw(out);
  out.append("}\n");
}

}  // namespace linehaul
