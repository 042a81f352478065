#include "commands/column_search.h"

#include <algorithm>
#include <string_view>

#include "failure.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace linehaul {

ColumnSearch::ColumnSearch(const std::vector<ItemColumn>& columns) {
  for (const ItemColumn& column : columns) {
    if (column.kind == ItemColumn::Kind::cell) wanted_.insert(column.name);
  }
}

void ColumnSearch::see(const Layout& layout) {
  if (wanted_.empty()) return;
  seen_.insert(layout.names().begin(), layout.names().end());
  std::erase_if(wanted_, [&](const std::string& name) { return layout.find_named(name).has_value(); });
}

void ColumnSearch::report(Reporter& reporter) const {
  if (seen_.empty()) return;
  const std::vector<std::string_view> names(seen_.begin(), seen_.end());
  for (const std::string& name : wanted_) {
    reporter.report(Failure(ExitStatus::look, "--columns: no input has a column \"" + name + "\"" +
                                                  did_you_mean(near_word(name, names))));
  }
}

void refuse_tags_without_rule(const std::vector<ItemColumn>& columns, const TagRules& rules) {
  std::vector<std::string_view> names;
  for (const RuleList& list : rules.lists()) {
    for (const TagRule& rule : list.rules) {
      for (const auto* tags : {&rule.set, &rule.add}) {
        for (const TagTemplate& tag : *tags) names.push_back(tag.name);
      }
    }
  }
  for (const ItemColumn& column : columns) {
    if (column.kind != ItemColumn::Kind::tag) continue;
    const auto is_it = [&](std::string_view name) { return equal_ignoring_case(name, column.name); };
    if (std::any_of(names.begin(), names.end(), is_it)) continue;
    throw Failure(ExitStatus::usage, "--columns: no rule of --rules gives a tag \"" + column.name + "\"" +
                                         did_you_mean(near_word(column.name, names)));
  }
}

}  // namespace linehaul
