#include "commands/column_search.h"

#include <algorithm>
#include <string_view>

#include "diagnostic.h"
#include "failure.h"
#include "output/messages.h"
#include "tagging/where.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace linehaul {

ColumnSearch::ColumnSearch(const std::vector<ItemColumn>& columns, const std::vector<std::string>& filters) {
  Conditions conditions;
  for (const std::string& filter : filters) compile_filter(filter, conditions);
  tested_.insert(conditions.columns().begin(), conditions.columns().end());
  for (const ItemColumn& column : columns) {
    if (column.kind == ItemColumn::Kind::cell) wanted_.insert(column.name);
  }
}

void ColumnSearch::see(const Layout& layout) {
  if (wanted_.empty() && tested_.empty()) return;
  seen_.insert(layout.names().begin(), layout.names().end());
  const auto is_there = [&](const std::string& name) { return layout.find_named(name).has_value(); };
  std::erase_if(wanted_, is_there);
  std::erase_if(tested_, is_there);
}

void ColumnSearch::report(Reporter& reporter) const {
  if (seen_.empty()) return;
  for (const std::string& name : wanted_) {
    reporter.report(Failure(ExitStatus::look, complaint("--columns", name)));
  }
  for (const std::string& name : tested_) {
    say({.level = MessageLevel::notice, .text = printable(complaint("--where", name))});
  }
}

std::string ColumnSearch::complaint(std::string_view by, const std::string& name) const {
  return std::string(by) + ": no input has a column \"" + name + "\"" +
         did_you_mean(name, {seen_.begin(), seen_.end()});
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
                                         did_you_mean(column.name, names));
  }
}

}  // namespace linehaul
