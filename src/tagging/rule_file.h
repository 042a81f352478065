#pragma once

#include <string>

#include "tagging/tag_rules.h"

namespace linehaul {

/// Reads a rule file, the grammar of schemas/tag_rules.schema.json, and compiles its conditions into
/// `conditions`. Throws Failure (usage), `PATH:LINE:COLUMN: bad-rules: rule 2 "name": ...`.
RuleList read_rule_file(const std::string& path, Conditions& conditions);

}  // namespace linehaul
