#include "commands/column_search.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "diagnostic.h"
#include "failure.h"
#include "output/messages.h"
#include "text/ascii.h"
#include "text/counted.h"
#include "text/nearest.h"

namespace linehaul {

ColumnSearch::ColumnSearch(const std::vector<ItemColumn>& columns, const std::vector<std::string>& tested,
                           std::string tested_by)
    : tested_(tested.begin(), tested.end()), tested_by_(std::move(tested_by)) {
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
  note_tested();
}

std::string ColumnSearch::complaint(std::string_view by, const std::string& name) const {
  return std::string(by) + ": no input has a column \"" + name + "\"" +
         did_you_mean(name, {seen_.begin(), seen_.end()});
}

/// Rules for all carriers can speak of many columns that the run's have not.
void ColumnSearch::note_tested() const {
  constexpr std::size_t kNamed = 5;
  std::size_t named = 0;
  for (const std::string& name : tested_) {
    if (named++ == kNamed) break;
    say({.level = MessageLevel::notice, .text = printable(complaint(tested_by_, name))});
  }
  if (tested_.size() <= kNamed) return;
  const std::string more = counted(tested_.size() - kNamed, "more column");
  say({.level = MessageLevel::notice, .text = tested_by_ + ": no input has " + more + " named there"});
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
