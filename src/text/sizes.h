#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace linehaul {

/// A number of bytes for people, cut to one decimal: `512 B`, `1.0 kB`, `3.9 GB`.
inline std::string size_text(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  constexpr std::array<const char*, 6> kUnits = {"kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  std::uint64_t tenths = bytes / 100;
  while (tenths >= 10'000) {
    tenths /= 1000;
    ++unit;
  }
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " " + kUnits[unit];
}

}  // namespace linehaul
