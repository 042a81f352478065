#pragma once

#include <simdjson.h>

#include <deque>
#include <string>
#include <vector>

#include "tagging/tag.h"

namespace linehaul {

/// What is wrong with a list of tags.
struct BadTags {
  std::string message;
};

/// Reads a JSON list of tags. Names and values are views into the parser's text, `json` into `texts`, which
/// grows. Throws BadTags.
std::vector<Tag> read_tags(simdjson::dom::element list, std::deque<std::string>& texts);

}  // namespace linehaul
