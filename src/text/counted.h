#pragma once

#include <cstdint>
#include <string>

namespace linehaul {

/// `1 item`, `2 items`.
inline std::string counted(std::uint64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

}  // namespace linehaul
