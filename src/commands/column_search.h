#pragma once

#include <set>
#include <string>
#include <vector>

#include "output/item_columns.h"
#include "output/reporter.h"
#include "parsing/layout.h"
#include "tagging/tag_rules.h"

namespace linehaul {

/// Finds out which columns of source rows that --columns asks for are in none of a run's inputs. Carriers
/// name theirs differently, so that one input lacks a column means nothing.
class ColumnSearch {
 public:
  explicit ColumnSearch(const std::vector<ItemColumn>& columns);

  /// To be called for each input.
  void see(const Layout& layout);
  /// Names those that no input had, unless none could be read; the exit status says look.
  void report(Reporter& reporter) const;

 private:
  std::set<std::string> wanted_;  // and not found yet
  std::set<std::string> seen_;    // in the inputs, for the nearest name
};

/// Throws Failure (usage) where a column is a tag that no rule can give.
void refuse_tags_without_rule(const std::vector<ItemColumn>& columns, const TagRules& rules);

}  // namespace linehaul
