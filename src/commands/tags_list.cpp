#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "commands/tags.h"
#include "output/json_writer.h"
#include "summary/breakdown.h"

namespace linehaul {
namespace {

struct TagSums {
  std::string label;
  std::map<std::string, Tally> by_currency;
};

/// By the tag's JSON, `""` for items without a tag.
using Table = std::map<std::string, TagSums, std::less<>>;

void write_json(const Table& table, TextBuffer& out) {
  JsonWriter json(out);
  json.open_list();
  for (const auto& [tag, sums] : table) {
    for (const auto& [currency, tally] : sums.by_currency) {
      json.open_object();
      json.key("tag");
      json.raw(tag.empty() ? "null" : tag);
      json.key("currency");
      json.text_or_null(currency);
      json.key("items");
      json.number(tally.items);
      json.key("gross");
      json.amount(tally.gross);
      json.key("net");
      json.amount(tally.net);
      json.close_object();
    }
  }
  json.close_list();
  out.append("\n");
}

void write_text(const Table& table, TextBuffer& out) {
  using Row = std::array<std::string, 5>;
  std::vector<Row> rows{{"tag", "cur", "items", "net", "gross"}};
  for (const auto& [tag, sums] : table) {
    for (const auto& [currency, tally] : sums.by_currency) {
      rows.push_back({tag.empty() ? "(none)" : printable(sums.label), currency.empty() ? "-" : currency,
                      std::to_string(tally.items), tally.net.text(), tally.gross.text()});
    }
  }
  std::array<std::size_t, 5> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  for (const Row& row : rows) {
    out.append(fmt::format("{:<{}} {:<{}} {:>{}} {:>{}} {:>{}}\n", row[0], widths[0], row[1], widths[1],
                           row[2], widths[2], row[3], widths[3], row[4], widths[4]));
  }
}

}  // namespace

ExitStatus list_tags(const ListTagsOptions& options) {
  ItemLines lines(options.files, {}, nullptr);
  Table table;
  lines.read([&](const JsonItem& item, FileNotices&, std::uint64_t) {
    const ItemView& view = item.view();
    const std::string currency(view.text(static_cast<std::uint32_t>(ItemField::currency)));
    const Decimal gross = view.gross_cost.value_or(Decimal());
    const Decimal net = view.net_cost.value_or(Decimal());
    const auto count = [&](std::string_view json, const std::string& label) {
      const auto found = table.find(json);
      TagSums& sums = found != table.end() ? found->second : table[std::string(json)];
      sums.label = label;
      sums.by_currency[currency].add(1, gross, net);
    };
    const std::vector<Tag>& tags = item.tags();
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
      const bool is_repeated = std::any_of(tags.begin(), tag, [&](const Tag& t) { return t.is_same(*tag); });
      if (!is_repeated) count(tag->json, tag_label(*tag));
    }
    if (item.tags().empty()) count("", "");
  });
  // Sums of a part would look like sums of all.
  if (lines.reporter().status() > ExitStatus::look) return lines.finish();
  if (options.json) {
    write_json(table, lines.out());
  } else if (!table.empty() || lines.reporter().status() == ExitStatus::done) {
    write_text(table, lines.out());
  }
  return lines.finish();
}

}  // namespace linehaul
