#include "output/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "diagnostic.h"
#include "output/json_text.h"

namespace linehaul {

void Facts::add(std::string_view name, std::vector<std::string> values, std::size_t shown) {
  facts_.emplace_back(name, std::move(values));
  facts_.back().is_list = true;
  facts_.back().shown = shown;
}

void Facts::write_text(std::string_view indent, TextBuffer& out) const {
  for (const Fact& fact : facts_) {
    const std::size_t shown = std::min(fact.values.size(), fact.shown);
    std::string text;
    for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + printable(fact.values[i]);
    if (shown < fact.values.size()) text += fmt::format(" and {} more", fact.values.size() - shown);
    std::string name = fact.name;
    std::replace(name.begin(), name.end(), '_', ' ');
    out.append(fmt::format("{}{:<16} {}\n", indent, name, text.empty() ? "none" : text));
  }
}

void Facts::write_json(TextBuffer& out) const {
  const char* separator = "{";
  for (const Fact& fact : facts_) {
    out.append(separator);
    separator = ",";
    append_json_string(fact.name, out);
    out.append(":");
    if (!fact.is_list) {
      append_json_string(fact.values.front(), out);
      continue;
    }
    out.append("[");
    for (const std::string& value : fact.values) {
      if (&value != &fact.values.front()) out.append(",");
      append_json_string(value, out);
    }
    out.append("]");
  }
  out.append(facts_.empty() ? "{}" : "}");
}

}  // namespace linehaul
