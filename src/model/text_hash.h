#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace linehaul {

/// 128 bits that stand for a text in tables too large to keep the texts. Not for use against an enemy: two
/// texts of n share a hash with a probability of about n^2 / 2^129.
struct TextHash {
  std::uint64_t low;
  std::uint64_t high;

  friend bool operator==(const TextHash&, const TextHash&) = default;
};

inline constexpr TextHash kNoText = {0x6A09E667F3BCC909, 0xBB67AE8584CAA73B};  // roots of 2 and 3

/// With `before`, the hash of another text: of both, in that order. Where one ends and the other begins
/// counts.
TextHash hash_of(std::string_view text, const TextHash& before = kNoText);

/// For standard containers.
struct TextHashLow {
  std::size_t operator()(const TextHash& hash) const { return hash.low; }
};

}  // namespace linehaul
