#pragma once

#include <string>
#include <vector>

#include "tagging/tag_rules.h"

namespace linehaul {

/// For each rule why it can never take effect, whatever the items: a rule before it always stops, or what it
/// does is always replaced by a later `set`. Empty: it can. Found from the rules alone, so a rule that merely
/// contradicts itself is not found.
std::vector<std::string> find_idle_rules(const RuleList& list, const Conditions& conditions);

}  // namespace linehaul
