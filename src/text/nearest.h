#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linehaul {

/// The words that can have been meant, `"dhl_ecommerce" or "dhl_express"`: the few that begin with what was
/// typed, else the nearest one where it is near enough; empty where none is. `before` and `after` stand
/// around each.
std::string near_words(std::string_view typed, const std::vector<std::string_view>& words,
                       std::string_view before = "\"", std::string_view after = "\"");

/// The same as a question behind a complaint: `; did you mean "--raw"?`; empty where no word is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& words,
                         std::string_view before = "\"", std::string_view after = "\"");

/// How to go on behind `unknown value "xml"`: did_you_mean(), or all words where none is near.
std::string suggestion(std::string_view typed, const std::vector<std::string_view>& words);

}  // namespace linehaul
