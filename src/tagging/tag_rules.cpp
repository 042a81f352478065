#include "tagging/tag_rules.h"

#include <utility>

#include "tagging/rule_file.h"
#include "tagging/where.h"

namespace linehaul {

std::string TagRule::label() const {
  const std::string text = "rule " + std::to_string(number);
  return name.empty() ? text : text + " \"" + name + "\"";
}

TagRules::TagRules(const std::vector<std::string>& rule_files, const std::vector<std::string>& filters) {
  for (const std::string& path : rule_files) lists_.push_back(read_rule_file(path, conditions_));
  std::vector<Conditions::Id> kept;
  for (const std::string& filter : filters) kept.push_back(compile_filter(filter, conditions_));
  if (!kept.empty()) filter_ = conditions_.all(std::move(kept));
  conditions_.finish();
}

}  // namespace linehaul
