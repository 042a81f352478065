#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linehaul {

/// The word with the smallest edit distance to `typed`, letter case aside; empty when there are no words.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words);

/// The same where it is near enough to have been meant; else empty.
std::string_view near_word(std::string_view typed, const std::vector<std::string_view>& words);

/// What stands behind a message about a mistyped word: `; did you mean "word"?`, or nothing for an empty one.
std::string did_you_mean(std::string_view word);

/// How to go on behind `unknown option "--rwa"`: `; did you mean "--raw"?`, or all words where none is near.
std::string suggestion(std::string_view typed, const std::vector<std::string_view>& words);

}  // namespace linehaul
