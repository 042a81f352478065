#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace linehaul::fuzz {

/// The lines of a text, as many of them as `most`.
inline std::vector<std::string_view> cells_of(std::string_view text, std::size_t most) {
  std::vector<std::string_view> cells;
  while (cells.size() < most) {
    const std::size_t end = text.find('\n');
    cells.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return cells;
}

}  // namespace linehaul::fuzz
