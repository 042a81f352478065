#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace linehaul {

/// "00" to "99", one behind the other.
inline constexpr auto kDigitPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

/// Two digits; `number` is at most 99.
inline void put_pair(char* out, std::uint64_t number) { std::memcpy(out, &kDigitPairs[2 * number], 2); }

}  // namespace linehaul
