#include "fuzz/line_items.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <set>

#include "fuzz/require.h"
#include "model/amount.h"
#include "model/date.h"

namespace linehaul::fuzz {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr std::array<std::string_view, 14> kKeys = {"id",
                                                    "transaction_date",
                                                    "account_id",
                                                    "invoice_id",
                                                    "tracking_number",
                                                    "gross_cost",
                                                    "net_cost",
                                                    "charge_description",
                                                    "trackstar_tags",
                                                    "carrier",
                                                    "currency",
                                                    "charge_code",
                                                    "charge_detail",
                                                    "raw"};

/// What the sums need of a line.
struct Item {
  std::string id;
  std::string currency;
  Decimal gross;
  Decimal net;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number of JSON without an exponent: `-12.50`.
Decimal amount_of(std::string_view spelling) {
  std::string_view digits = spelling.substr(spelling.starts_with('-') ? 1 : 0);
  const std::string_view whole = digits.substr(0, digits.find('.'));
  const bool has_point = whole.size() != digits.size();
  const std::string_view decimals = has_point ? digits.substr(whole.size() + 1) : "0";
  const bool is_number = !whole.empty() && !decimals.empty() && std::ranges::all_of(whole, is_digit) &&
                         std::ranges::all_of(decimals, is_digit) && (whole.size() == 1 || whole[0] != '0');
  require(is_number, "no amount", spelling);
  const auto value = read_amount(spelling, DecimalMark::point).value;
  require(value && value->text() == spelling, "an amount that is not read again", spelling);
  return *value;
}

std::string_view text_of(ondemand::value value, std::string_view line) {
  const std::string_view text = value.get_string();
  require(!text.empty(), "an empty text", line);
  return text;
}

void require_raw(ondemand::object raw, std::string_view line) {
  std::set<std::string> names;
  for (auto cell : raw) {
    const std::string_view name = cell.unescaped_key();
    require(names.insert(std::string(name)).second, "a column twice", line);
    text_of(cell.value(), line);
  }
}

void read_member(std::string_view key, ondemand::value value, std::string_view line, Item& item) {
  if (key == "gross_cost" || key == "net_cost") {
    std::string_view token = value.raw_json_token();
    while (token.ends_with(' ')) token.remove_suffix(1);
    (key == "net_cost" ? item.net : item.gross) = amount_of(token);
  } else if (key == "trackstar_tags") {
    require(value.count_elements() == 0, "tags from nowhere", line);
  } else if (key == "raw") {
    require_raw(value.get_object(), line);
  } else if (key == "id" || key == "charge_description" || key == "carrier") {
    const std::string_view text = text_of(value, line);
    if (key == "id") item.id = text;
  } else if (!value.is_null()) {
    const std::string_view text = text_of(value, line);
    if (key == "currency") item.currency = text;
    const bool is_date = key != "transaction_date" || read_date(text, DateOrder::unknown).value;
    require(is_date, "no date", line);
  }
}

Item read_line(std::string_view line, ondemand::parser& parser) {
  const simdjson::padded_string padded(line);
  ondemand::document document = parser.iterate(padded);
  Item item;
  std::size_t number = 0;
  for (auto member : document.get_object()) {
    const std::string key(std::string_view(member.unescaped_key()));
    require(number < kKeys.size() && key == kKeys[number], "a key or its place", line);
    read_member(key, member.value(), line, item);
    ++number;
  }
  require(number == kKeys.size(), "a key is missing", line);
  require(document.current_location().error() == simdjson::OUT_OF_BOUNDS, "something behind the object",
          line);
  return item;
}

}  // namespace

void Sum::add(std::uint64_t more, const Decimal& more_gross, const Decimal& more_net) {
  items += more;
  require(add_to(gross, more_gross) && add_to(net, more_net), "a sum that is too long", more_net.text());
}

Sums require_line_items(std::string_view lines, bool has_unique_ids) {
  require(lines.empty() || lines.ends_with('\n'), "a line without its end", lines);
  Sums sums;
  std::set<std::string> ids;
  ondemand::parser parser;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(line.size() + 1);
    const Item item = read_line(line, parser);
    const bool is_new = ids.insert(item.id).second;
    require(is_new || !has_unique_ids, "an id twice", item.id);
    sums[item.currency].add(1, item.gross, item.net);
  }
  return sums;
}

}  // namespace linehaul::fuzz
