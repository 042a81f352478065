#include "model/text_hash.h"

#include <cstring>

namespace linehaul {
namespace {

// Odd 64-bit constants: the fractional parts of the square roots of 2, 3, 5 and 7.
constexpr std::uint64_t kRoot2 = 0x6A09E667F3BCC909ULL;
constexpr std::uint64_t kRoot3 = 0xBB67AE8584CAA73BULL;
constexpr std::uint64_t kRoot5 = 0x3C6EF372FE94F82BULL;
constexpr std::uint64_t kRoot7 = 0xA54FF53A5F1D36F1ULL;

__extension__ using UInt128 = unsigned __int128;

/// The 128-bit product of two words folded into one: every bit of both reaches every bit of the result.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const UInt128 product = static_cast<UInt128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

}  // namespace

TextHash hash_of(std::string_view text) {
  std::uint64_t low = kRoot2 ^ text.size();
  std::uint64_t high = kRoot3 + text.size();
  const auto mix = [&](std::uint64_t word) {
    low = fold(low ^ word, kRoot5);
    high = fold(high + word, kRoot7) ^ low;
  };
  std::uint64_t word = 0;
  for (; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
    std::memcpy(&word, text.data(), sizeof word);
    mix(word);
  }
  if (!text.empty()) {
    word = 0;
    std::memcpy(&word, text.data(), text.size());
    mix(word);
  }
  return {fold(low, kRoot3), fold(high, kRoot2)};
}

}  // namespace linehaul
