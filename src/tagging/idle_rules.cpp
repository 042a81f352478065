#include "tagging/idle_rules.h"

namespace linehaul {
namespace {

/// The rule behind `index` that replaces whatever it does; nullptr when there is none.
const TagRule* find_replacing(const std::vector<TagRule>& rules, std::size_t index,
                              const Conditions& conditions,
                              const std::vector<std::string>& conditions_in_words) {
  if (rules[index].stop) return nullptr;
  for (std::size_t i = index + 1; i < rules.size(); ++i) {
    const TagRule& later = rules[i];
    if (conditions.tests_tags(later.when)) return nullptr;  // what the rule did can matter
    const bool holds_too =
        conditions.is_always(later.when) || conditions_in_words[i] == conditions_in_words[index];
    if (later.has_set && holds_too) return &later;
    if (later.stop) return nullptr;  // what the rule did can last
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> find_idle_rules(const RuleList& list, const Conditions& conditions) {
  std::vector<std::string> in_words;
  for (const TagRule& rule : list.rules) in_words.push_back(conditions.description(rule.when));
  std::vector<std::string> reasons(list.rules.size());
  const TagRule* stopping = nullptr;
  for (std::size_t i = 0; i < list.rules.size(); ++i) {
    const TagRule* replacing = find_replacing(list.rules, i, conditions, in_words);
    if (stopping != nullptr) {
      reasons[i] = stopping->label() + " before it always stops";
    } else if (replacing != nullptr) {
      reasons[i] = replacing->label() + " behind it always sets other tags";
    }
    const bool stops = list.rules[i].stop && conditions.is_always(list.rules[i].when);
    if (stopping == nullptr && stops) stopping = &list.rules[i];
  }
  return reasons;
}

}  // namespace linehaul
