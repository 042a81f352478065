#include "tagging/idle_rules.h"

#include <unordered_map>

namespace linehaul {
namespace {

/// Goes from the last rule to the first and knows what the rule at hand cannot escape.
class Replacements {
 public:
  explicit Replacements(const Conditions& conditions) : conditions_(conditions) {}

  /// The rule behind that replaces whatever the rule does; nullptr where there is none.
  const TagRule* of(const TagRule& rule) const {
    if (rule.stop) return nullptr;
    const auto same = sets_.find(conditions_.description(rule.when));
    if (same != sets_.end()) return same->second;
    if (always_ != nullptr || rule.has_set || !rule.remove.empty() || rule.add.empty()) return always_;
    const TagRule* last = nullptr;
    for (const TagTemplate& tag : rule.add) {
      const auto found = added_.find(tag.name_hash);
      if (found == added_.end()) return nullptr;
      last = found->second;
    }
    return last;
  }

  void enter(const TagRule& rule) {
    const bool looks_at_tags = conditions_.tests_tags(rule.when);
    if (looks_at_tags || rule.stop) {  // what rules before it did can matter, or last
      always_ = nullptr;
      sets_.clear();
      added_.clear();
    }
    if (looks_at_tags) return;
    const bool is_always = conditions_.is_always(rule.when);
    if (rule.has_set) sets_[conditions_.description(rule.when)] = &rule;
    if (rule.has_set && is_always) always_ = &rule;
    for (const TagTemplate& tag : rule.add) {
      if (is_always && tag.has_value && tag.gaps.empty()) added_[tag.name_hash] = &rule;
    }
  }

 private:
  const Conditions& conditions_;
  const TagRule* always_ = nullptr;                       // sets, whatever the item
  std::unordered_map<std::string, const TagRule*> sets_;  // by condition
  std::unordered_map<std::uint64_t, const TagRule*>
      added_;  // with a value, by hash of the name, whatever the item
};

}  // namespace

std::vector<std::string> find_idle_rules(const RuleList& list, const Conditions& conditions) {
  std::vector<const TagRule*> replacing(list.rules.size());
  Replacements replacements(conditions);
  for (std::size_t i = list.rules.size(); i-- > 0;) {
    replacing[i] = replacements.of(list.rules[i]);
    replacements.enter(list.rules[i]);
  }
  std::vector<std::string> reasons(list.rules.size());
  const TagRule* stopping = nullptr;
  for (std::size_t i = 0; i < list.rules.size(); ++i) {
    if (stopping != nullptr) {
      reasons[i] = stopping->label() + " before it always stops";
    } else if (replacing[i] != nullptr) {
      reasons[i] = replacing[i]->label() + " behind it always replaces what it adds";
    }
    const bool stops = list.rules[i].stop && conditions.is_always(list.rules[i].when);
    if (stopping == nullptr && stops) stopping = &list.rules[i];
  }
  return reasons;
}

}  // namespace linehaul
