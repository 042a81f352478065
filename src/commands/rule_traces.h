#pragma once

#include <string_view>
#include <vector>

#include "tagging/tagger.h"
#include "text/text_buffer.h"

namespace linehaul {

/// What explain says of each rule: matched, not reached, or the test that failed; and the tags in the end.
void write_rules_text(const std::vector<RuleTrace>& traces, std::string_view tags_json, TextBuffer& out);
/// The same as two members of a JSON object, with a comma in front.
void write_rules_json(const std::vector<RuleTrace>& traces, std::string_view tags_json, TextBuffer& out);

}  // namespace linehaul
