#include "model/text_hash.h"

#include <algorithm>
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

std::uint64_t word(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

}  // namespace

TextHash hash_of(std::string_view text) {
  std::uint64_t low = kRoot2 ^ text.size();
  std::uint64_t high = kRoot3 + text.size();
  const char* bytes = text.data();
  for (std::size_t rest = text.size(); rest != 0;) {
    const std::size_t size = std::min<std::size_t>(rest, 8);
    const std::uint64_t value = word(bytes, size);
    low = fold(low ^ value, kRoot5);
    high = fold(high + value, kRoot7) ^ low;
    bytes += size;
    rest -= size;
  }
  return {fold(low, kRoot3), fold(high, kRoot2)};
}

}  // namespace linehaul
