#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tagging/conditions.h"
#include "tagging/tag.h"

namespace linehaul {

/// A tag that a rule adds. Its value can have gaps that are filled in from the item.
struct TagTemplate {
  struct Gap {
    std::size_t at;       ///< where in `value` the text of the field goes
    std::uint32_t field;  ///< of Conditions
  };

  std::string name;
  std::string value;
  bool has_value = false;
  std::vector<Gap> gaps;
  std::string json;  ///< of a tag without gaps; with gaps what stands before the value, `{"gl":`

  std::uint64_t name_hash = 0;

  Tag tag() const { return {name, value, has_value, json, true, name_hash}; }
};

struct TagRule {
  std::string name;        ///< empty: it has none
  std::size_t number = 1;  ///< in its file
  Conditions::Id when = 0;
  bool is_trigger_enough = false;  ///< `when` holds where its trigger does
  bool has_set = false;
  std::vector<TagTemplate> set;
  std::vector<TagTemplate> add;
  std::vector<std::string> remove;
  bool stop = false;

  /// `rule 2 "big UPS"`
  std::string label() const;
};

/// The rules of one file.
struct RuleList {
  std::string file;
  TagLimits limits;
  std::vector<TagRule> rules;
};

/// What a run does with tags: the rules of its files in order, and which items it keeps. Built once, shared
/// by all who apply it.
class TagRules {
 public:
  /// Throws Failure (usage) for a rule file or a filter that is wrong in any way, with the place and the
  /// nearest known word. `filters` are texts of --where.
  TagRules(const std::vector<std::string>& rule_files, const std::vector<std::string>& filters);
  TagRules(const TagRules&) = delete;
  TagRules& operator=(const TagRules&) = delete;

  /// Nothing to apply and nothing to leave out.
  bool is_empty() const { return lists_.empty() && !filter_; }

  const Conditions& conditions() const { return conditions_; }
  const std::vector<RuleList>& lists() const { return lists_; }
  /// Holds for the items that are kept; nothing: all are.
  std::optional<Conditions::Id> filter() const { return filter_; }

 private:
  Conditions conditions_;
  std::vector<RuleList> lists_;
  std::optional<Conditions::Id> filter_;
};

}  // namespace linehaul
