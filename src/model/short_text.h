#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace linehaul {

/// A text of 1 to 7 bytes as a number that no other text has; 0 for an empty or a longer one. Codes of
/// charges and currencies are so short: compared as numbers they cost no call.
inline std::uint64_t short_key(std::string_view text) {
  const std::size_t size = text.size();
  if (size == 0 || size > 7) return 0;
  const std::uint64_t mark = static_cast<std::uint64_t>(size) << 56U;
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
    return mark | first | static_cast<std::uint64_t>(last) << (8 * (size - sizeof last));
  }
  const auto byte = [text](std::size_t at) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at])) << (8 * at);
  };
  return mark | byte(0) | byte(size / 2) | byte(size - 1);
}

}  // namespace linehaul
