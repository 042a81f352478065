#pragma once

#include <set>
#include <string>
#include <vector>

#include "output/item_columns.h"
#include "output/reporter.h"
#include "parsing/layout.h"
#include "tagging/tag_rules.h"

namespace linehaul {

/// Finds out which columns of source rows that the command line speaks of are in none of a run's inputs.
/// Carriers name theirs differently, so that one input lacks a column means nothing. Of rule files `linehaul
/// tags check` says so: they are for all carriers, not only for those of one run.
class ColumnSearch {
 public:
  /// `columns`: of --columns; `filters`: texts of --where. Throws Failure (usage) for one that is wrong.
  ColumnSearch(const std::vector<ItemColumn>& columns, const std::vector<std::string>& filters);

  /// To be called for each input.
  void see(const Layout& layout);
  /// Names those that no input had, unless none could be read. That --columns asks for one makes the exit
  /// status look; that a filter does is a notice: it may be for more carriers than the run has.
  void report(Reporter& reporter) const;

 private:
  std::string complaint(std::string_view by, const std::string& name) const;
  std::set<std::string> wanted_;  // by --columns, and not found yet
  std::set<std::string> tested_;  // by --where, likewise
  std::set<std::string> seen_;    // in the inputs, for the nearest name
};

/// Throws Failure (usage) where a column is a tag that no rule can give.
void refuse_tags_without_rule(const std::vector<ItemColumn>& columns, const TagRules& rules);

}  // namespace linehaul
