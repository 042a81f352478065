#include "output/item_columns.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "failure.h"
#include "model/cell_text.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr std::string_view kCellPrefix = "raw.";
constexpr std::string_view kTagPrefix = "tags.";

[[noreturn]] void fail(const std::string& message) {
  throw Failure(ExitStatus::usage, "--columns: " + message);
}

/// Takes a name off the list, and the comma behind it.
std::string take_name(std::string_view& list) {
  list = trim(list);
  std::string name;
  if (list.starts_with('"')) {
    for (list.remove_prefix(1);; list.remove_prefix(1)) {
      if (list.empty()) fail("a quote is not closed");
      if (list.front() == '"') {
        list.remove_prefix(1);
        if (!list.starts_with('"')) break;
      }
      name += list.front();
    }
    list = trim(list);
    if (!list.empty() && list.front() != ',') fail("behind \"" + name + "\" there must be a comma");
  } else {
    const std::string_view word = list.substr(0, list.find(','));
    name = trim(word);
    list.remove_prefix(word.size());
  }
  if (name.empty()) fail("a name is missing");
  return name;
}

ItemColumn column_called(const std::string& title) {
  const auto named = [&](ItemColumn::Kind kind, std::string_view prefix) {
    return ItemColumn{kind, ItemField::raw, title.substr(prefix.size()), title};
  };
  if (title.starts_with(kCellPrefix) && title.size() > kCellPrefix.size()) {
    return named(ItemColumn::Kind::cell, kCellPrefix);
  }
  if (title.starts_with(kTagPrefix) && title.size() > kTagPrefix.size()) {
    return named(ItemColumn::Kind::tag, kTagPrefix);
  }
  const auto key = std::find(kItemFieldNames.begin(), kItemFieldNames.end(), title);
  if (key == kItemFieldNames.end()) {
    std::vector<std::string_view> names(kItemFieldNames.begin(), kItemFieldNames.end());
    for (const char* more : {"raw.COLUMN", "tags.NAME"}) names.emplace_back(more);
    fail("unknown column \"" + title + "\"" + suggestion(title, names));
  }
  const auto number = std::distance(kItemFieldNames.begin(), key);
  return {ItemColumn::Kind::key, static_cast<ItemField>(number), {}, title};
}

}  // namespace

std::vector<ItemColumn> read_item_columns(const std::string& list) {
  std::vector<ItemColumn> columns;
  std::string_view rest = list;
  for (;;) {
    ItemColumn column = column_called(take_name(rest));
    for (const ItemColumn& other : columns) {
      if (other.title == column.title) fail("\"" + column.title + "\" stands there twice");
    }
    columns.push_back(std::move(column));
    if (rest.empty()) return columns;
    rest.remove_prefix(1);
  }
}

std::vector<ItemColumn> all_item_columns(bool documented_only, bool with_raw) {
  std::vector<ItemColumn> columns;
  for (std::uint32_t number = 0; number < kItemFields; ++number) {
    const auto key = static_cast<ItemField>(number);
    const bool is_undocumented = key > ItemField::trackstar_tags && key != ItemField::raw;
    if ((documented_only && is_undocumented) || (key == ItemField::raw && !with_raw)) continue;
    columns.push_back({ItemColumn::Kind::key, key, {}, std::string(kItemFieldNames[number])});
  }
  return columns;
}

bool has_raw_key(const std::vector<ItemColumn>& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const ItemColumn& column) {
    return column.kind == ItemColumn::Kind::key && column.key == ItemField::raw;
  });
}

}  // namespace linehaul
