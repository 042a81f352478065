#include "tagging/idle_rules.h"

#include <unordered_map>

namespace linehaul {
namespace {

/// The rule behind each that replaces whatever it does; nullptr where there is none. Goes from the last rule
/// to the first and knows which `set`s the rule at hand cannot escape.
std::vector<const TagRule*> find_replacing(const std::vector<TagRule>& rules, const Conditions& conditions) {
  std::vector<const TagRule*> replacing(rules.size());
  const TagRule* always = nullptr;
  std::unordered_map<std::string, const TagRule*> by_condition;
  for (std::size_t i = rules.size(); i-- > 0;) {
    const TagRule& rule = rules[i];
    const std::string words = conditions.description(rule.when);
    if (!rule.stop) {
      const auto same = by_condition.find(words);
      replacing[i] = same != by_condition.end() ? same->second : always;
    }
    const bool looks_at_tags = conditions.tests_tags(rule.when);
    if (looks_at_tags || rule.stop) {  // what rules before it did can matter, or last
      always = nullptr;
      by_condition.clear();
    }
    if (!rule.has_set || looks_at_tags) continue;
    if (conditions.is_always(rule.when)) always = &rule;
    by_condition[words] = &rule;
  }
  return replacing;
}

}  // namespace

std::vector<std::string> find_idle_rules(const RuleList& list, const Conditions& conditions) {
  const std::vector<const TagRule*> replacing = find_replacing(list.rules, conditions);
  std::vector<std::string> reasons(list.rules.size());
  const TagRule* stopping = nullptr;
  for (std::size_t i = 0; i < list.rules.size(); ++i) {
    if (stopping != nullptr) {
      reasons[i] = stopping->label() + " before it always stops";
    } else if (replacing[i] != nullptr) {
      reasons[i] = replacing[i]->label() + " behind it always sets other tags";
    }
    const bool stops = list.rules[i].stop && conditions.is_always(list.rules[i].when);
    if (stopping == nullptr && stops) stopping = &list.rules[i];
  }
  return reasons;
}

}  // namespace linehaul
