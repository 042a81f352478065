#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace linehaul {

/// 64 bytes of text, asked as a whole where in them a character stands: bit i of an answer is byte i.
/// SSE2 is part of every x86-64; elsewhere a loop says the same.
class Bytes64 {
 public:
  static constexpr std::uint32_t kSize = 64;

#if defined(__SSE2__)
  explicit Bytes64(const char* bytes) {
    for (int i = 0; i < 4; ++i) parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + i);
  }

  /// Where one of the characters stands.
  template <typename... Chars>
  std::uint64_t any_of(Chars... chars) const {
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
      const __m128i found = (_mm_cmpeq_epi8(parts_[i], _mm_set1_epi8(chars)) | ...);
      mask |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(found))} << (16 * i);
    }
    return mask;
  }

 private:
  __m128i parts_[4];
#else
  explicit Bytes64(const char* bytes) : bytes_(bytes) {}

  template <typename... Chars>
  std::uint64_t any_of(Chars... chars) const {
    std::uint64_t mask = 0;
    for (std::uint32_t i = 0; i < kSize; ++i) {
      mask |= std::uint64_t{((bytes_[i] == chars) || ...)} << i;
    }
    return mask;
  }

 private:
  const char* bytes_;
#endif
};

/// Bit i of the result says whether an odd number of the bits 0 to i are set.
inline std::uint64_t prefix_xor(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// The bits below the lowest one that is set; all for none.
inline std::uint64_t below_lowest(std::uint64_t bits) { return ~bits & (bits - 1); }

/// The lowest bit that is set and those below it; all for none.
inline std::uint64_t through_lowest(std::uint64_t bits) { return bits ^ (bits - 1); }

}  // namespace linehaul
