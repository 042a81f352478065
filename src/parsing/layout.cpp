#include "parsing/layout.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>
#include <utility>

#include "model/cell_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kNumber = "{n}";

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The number that stands in `name` where the pattern has `{n}`; both normalized.
std::optional<std::uint32_t> number_in(std::string_view name, std::string_view before,
                                       std::string_view after) {
  if (name.size() <= before.size() + after.size()) return std::nullopt;
  if (!name.starts_with(before) || !name.ends_with(after)) return std::nullopt;
  return whole_number(name.substr(before.size(), name.size() - before.size() - after.size()));
}

/// A pattern normalized on both sides of its number. `XC{n} Name` is "xc" and " name".
std::pair<std::string, std::string> normalized_pattern(std::string_view pattern) {
  const std::size_t mark = std::min(pattern.find(kNumber), pattern.size());
  const std::string_view after = pattern.substr(std::min(mark + kNumber.size(), pattern.size()));
  // A letter in the number's place keeps the blank or the joint beside it as normalizing a whole name would.
  std::string whole = normalized_name(std::string(pattern.substr(0, mark)) + "0" + std::string(after));
  std::string tail = normalized_name("0" + std::string(after)).substr(1);
  whole.resize(whole.size() - tail.size() - 1);
  return {whole, tail};
}

}  // namespace

Layout::Layout(const Schema& schema, const std::vector<std::string_view>& header)
    : schema_(schema), has_header_(true) {
  read_schema();
  read_header(header);
}

Layout::Layout(const Schema& schema) : schema_(schema), has_header_(false) {
  read_schema();
  std::vector<std::string_view> header;
  for (const SchemaColumn& column : schema.columns) header.push_back(column.name);
  read_header(header);
}

void Layout::read_schema() {
  known_.reserve(schema_.columns.size());
  columns_.reserve(schema_.columns.size());
  for (std::uint32_t i = 0; i < schema_.columns.size(); ++i) {
    const SchemaColumn& column = schema_.columns[i];
    const auto [known, is_new] = known_.try_emplace(normalized_name(column.name));
    columns_.push_back(&*known);
    if (schema_.lookup == ColumnLookup::by_position) first_.try_emplace(known->first, i);
    known->second.is_repeated = !is_new;
    if (!is_new) continue;
    for (const std::string& alias : column.aliases) {
      std::string spelling = normalized_name(alias);
      if (spelling != known->first) known->second.aliases.push_back(std::move(spelling));
    }
  }
}

void Layout::read_header(const std::vector<std::string_view>& header) {
  number_names(header);
  normalized_.reserve(header.size());
  for (const std::string_view name : header) normalized_.push_back(normalized_name(name));
  if (schema_.lookup == ColumnLookup::by_position) return;
  first_.reserve(header.size());
  for (std::uint32_t i = 0; i < header.size(); ++i) first_.try_emplace(normalized_[i], i);
}

/// Hardly any name stands twice: only those that do are looked up by number. The views are of names_, which
/// has room for all of them.
void Layout::number_names(const std::vector<std::string_view>& header) {
  std::unordered_set<std::string_view> given(header.size());
  std::unordered_map<std::string, std::uint32_t> last_number;
  header_.reserve(header.size());
  names_.reserve(header.size());
  for (std::uint32_t i = 0; i < header.size(); ++i) {
    header_.emplace_back(trim(header[i]));
    names_.push_back(header_.back().empty() ? "column " + std::to_string(i + 1) : header_.back());
    if (given.insert(names_.back()).second) continue;
    const std::string name = names_.back();
    std::uint32_t& number = last_number.try_emplace(name, 1).first->second;
    do {
      names_.back() = name + " (" + std::to_string(++number) + ")";
    } while (!given.insert(names_.back()).second);
  }
}

std::string Layout::name(std::uint32_t column) const {
  return column < names_.size() ? names_[column] : "column " + std::to_string(column + 1);
}

std::optional<std::uint32_t> Layout::find_named(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found != names_.end()) return static_cast<std::uint32_t>(std::distance(names_.begin(), found));
  constexpr std::string_view kUnnamed = "column ";
  constexpr std::uint32_t kMostColumns = 1000000;
  if (!name.starts_with(kUnnamed)) return std::nullopt;
  const auto number = whole_number(name.substr(kUnnamed.size()));
  const bool is_beyond = number && *number > width() && *number <= kMostColumns;
  return is_beyond && this->name(*number - 1) == name ? std::optional(*number - 1) : std::nullopt;
}

/// Where a column of that normalized name stands.
std::optional<std::uint32_t> Layout::position(std::string_view spelling) const {
  const auto found = first_.find(spelling);
  return found != first_.end() && found->second < width() ? std::optional(found->second) : std::nullopt;
}

std::vector<std::uint32_t> Layout::find_all(std::string_view schema_column) const {
  std::vector<std::uint32_t> result;
  if (schema_column.empty()) return result;
  const std::string name = normalized_name(schema_column);
  if (const auto column = position(name)) result.push_back(*column);
  const auto known = known_.find(name);
  if (known == known_.end()) return result;
  for (const std::string& alias : known->second.aliases) {
    if (const auto column = position(alias)) result.push_back(*column);
  }
  if (result.empty() && known->second.is_repeated) {  // all of them numbered by another tool
    for (const NumberedColumn& column : find_repeated(schema_column)) result.push_back(column.column);
  }
  return result;
}

std::optional<std::uint32_t> Layout::find(std::string_view schema_column) const {
  const std::vector<std::uint32_t> found = find_all(schema_column);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool Layout::is_repeated(std::string_view schema_column) const {
  const auto column = find(schema_column);
  return column && std::count(normalized_.begin(), normalized_.end(), normalized_[*column]) > 1;
}

std::vector<NumberedColumn> Layout::find_numbered(std::string_view pattern) const {
  std::vector<NumberedColumn> result;
  if (pattern.empty()) return result;
  const auto [before, after] = normalized_pattern(pattern);
  for (std::uint32_t i = 0; i < normalized_.size(); ++i) {
    if (const auto number = number_in(normalized_[i], before, after)) result.push_back({*number, i});
  }
  for (const auto& [name, known] : known_) {
    const auto number = known.aliases.empty() ? std::nullopt : number_in(name, before, after);
    if (!number) continue;
    for (const std::string& alias : known.aliases) {
      if (const auto column = position(alias)) result.push_back({*number, *column});
    }
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const NumberedColumn& a, const NumberedColumn& b) { return a.number < b.number; });
  return result;
}

std::vector<NumberedColumn> Layout::find_repeated(std::string_view schema_column) const {
  std::vector<NumberedColumn> result;
  std::vector<std::string> names{normalized_name(schema_column)};
  if (const auto known = known_.find(names.front()); known != known_.end()) {
    names.insert(names.end(), known->second.aliases.begin(), known->second.aliases.end());
  }
  for (std::uint32_t i = 0; i < normalized_.size(); ++i) {
    for (const std::string& name : names) {
      const std::string_view found = normalized_[i];
      if (!found.starts_with(name)) continue;
      const auto number = found.size() == name.size() ? std::optional<std::uint32_t>(0)
                                                      : number_in(found.substr(name.size()), " ", "");
      if (!number) continue;
      result.push_back({*number, i});
      break;
    }
  }
  return result;
}

bool Layout::is_documented(std::string_view name) const { return known_.contains(normalized_name(name)); }

std::vector<std::uint32_t> Layout::unknown_columns() const {
  std::unordered_set<std::string_view> aliases;
  for (const auto& [name, known] : known_) aliases.insert(known.aliases.begin(), known.aliases.end());
  const auto is_spelling = [&](const std::string& name) {
    return known_.contains(name) || aliases.contains(name);
  };
  const GroupColumns& groups = schema_.groups;
  const std::string group = normalized_pattern(groups.charge).first;  // "xc"
  const auto is_in_group = [&](const std::string& name) {
    for (const std::string* pattern : {&groups.other_name, &groups.other_amount, &groups.freight_discounts}) {
      const auto [before, after] = normalized_pattern(*pattern);
      if (number_in(name, before, after)) return true;
    }
    if (!name.starts_with(group)) return false;
    const std::size_t end = name.find_first_not_of("0123456789", group.size());
    return end != std::string::npos && end > group.size() && is_spelling(group + "1" + name.substr(end));
  };
  const auto is_known = [&](const std::string& name) {
    if (is_spelling(name) || (!groups.charge.empty() && is_in_group(name))) return true;
    const std::size_t blank = name.rfind(' ');  // a repeat that another tool numbered
    if (blank == std::string::npos || !whole_number(std::string_view(name).substr(blank + 1))) return false;
    const auto column = known_.find(name.substr(0, blank));
    return column != known_.end() && column->second.is_repeated;
  };
  std::vector<std::uint32_t> result;
  if (schema_.lookup == ColumnLookup::by_position) return result;
  for (std::uint32_t i = 0; i < normalized_.size(); ++i) {
    if (!normalized_[i].empty() && !is_known(normalized_[i])) result.push_back(i);
  }
  return result;
}

std::vector<std::string_view> Layout::unknown_names() const {
  std::vector<std::string_view> result;
  for (const std::uint32_t column : unknown_columns()) result.push_back(names_[column]);
  return result;
}

/// The same as whether find() finds the schema's column of that number: without normalizing its name again.
bool Layout::has(std::size_t schema_column) const {
  const auto& [name, known] = *columns_[schema_column];
  const std::string& given = schema_.columns[schema_column].name;
  const auto is_there = [&](const std::string& spelling) { return position(spelling).has_value(); };
  if (given.empty()) return false;
  return is_there(name) || std::any_of(known.aliases.begin(), known.aliases.end(), is_there) ||
         (known.is_repeated && !find_repeated(given).empty());
}

std::vector<std::string> Layout::missing_columns() const {
  std::vector<std::string> result;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string& name = schema_.columns[i].name;
    if (has(i) || std::find(result.begin(), result.end(), name) != result.end()) continue;
    result.push_back(name);
  }
  return result;
}

}  // namespace linehaul
