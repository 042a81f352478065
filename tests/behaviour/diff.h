#pragma once

#include <string>
#include <string_view>

namespace linehaul::behaviour {

/// A line diff for people: "- " expected, "+ " actual, "  " common. Long lines are cut around their first
/// difference, control characters are escaped, and a missing newline at the end is named.
std::string diff(std::string_view expected, std::string_view actual);

/// Whether `actual` has the lines of `pattern`, where a pattern line `...` stands for any number of lines.
bool matches_lines(std::string_view pattern, std::string_view actual);

}  // namespace linehaul::behaviour
