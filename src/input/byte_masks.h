#pragma once

#include <cstdint>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace linehaul {

// 64 bytes of text, asked as a whole where in them a character stands: bit i of an answer is byte i. One
// class for each kind of registers, all with the same questions.

/// Any processor.
class PlainBytes64 {
 public:
  explicit PlainBytes64(const char* bytes) : bytes_(bytes) {}

  /// Where one of the characters stands.
  template <typename... Chars>
  std::uint64_t any_of(Chars... chars) const {
    return where([=](char c) { return ((c == chars) || ...); });
  }
  /// Where a character stands that JSON escapes, but for quotes: a backslash or a control character.
  std::uint64_t specials() const {
    return where([](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\\'; });
  }
  /// Whether neither one of these stands anywhere nor a quote.
  bool is_plain(char quote) const { return (specials() | any_of(quote)) == 0; }

 private:
  template <typename Test>
  std::uint64_t where(Test test) const {
    std::uint64_t mask = 0;
    for (unsigned i = 0; i < 64; ++i) mask |= std::uint64_t{test(bytes_[i])} << i;
    return mask;
  }

  const char* bytes_;
};

#if defined(__SSE2__)

/// Part of every x86-64.
class Sse2Bytes64 {
 public:
  explicit Sse2Bytes64(const char* bytes) {
    for (int i = 0; i < 4; ++i) parts_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + i);
  }

  template <typename... Chars>
  std::uint64_t any_of(Chars... chars) const {
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
      mask |= bits((_mm_cmpeq_epi8(parts_[i], _mm_set1_epi8(chars)) | ...)) << (16 * i);
    }
    return mask;
  }
  std::uint64_t specials() const {
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
      const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(parts_[i], _mm_set1_epi8(0x1F)), parts_[i]);
      mask |= bits(control | _mm_cmpeq_epi8(parts_[i], _mm_set1_epi8('\\'))) << (16 * i);
    }
    return mask;
  }
  bool is_plain(char quote) const {
    __m128i lowest = parts_[0];
    for (int i = 1; i < 4; ++i) lowest = _mm_min_epu8(lowest, parts_[i]);
    __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(lowest, _mm_set1_epi8(0x1F)), lowest);
    for (const __m128i part : parts_) {
      found |= _mm_cmpeq_epi8(part, _mm_set1_epi8(quote)) | _mm_cmpeq_epi8(part, _mm_set1_epi8('\\'));
    }
    return _mm_movemask_epi8(found) == 0;
  }

 private:
  static std::uint64_t bits(__m128i found) { return static_cast<std::uint32_t>(_mm_movemask_epi8(found)); }

  __m128i parts_[4];
};

#define LINEHAUL_AVX2 [[gnu::target("avx2,popcnt,bmi")]]

/// Whether code that is LINEHAUL_AVX2 may run: the processors since 2013.
inline bool has_avx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
}

/// Half the instructions; for code that is LINEHAUL_AVX2.
class Avx2Bytes64 {
 public:
  LINEHAUL_AVX2 explicit Avx2Bytes64(const char* bytes)
      : low_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes))),
        high_(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes) + 1)) {}

  template <typename... Chars>
  LINEHAUL_AVX2 std::uint64_t any_of(Chars... chars) const {
    return bits((_mm256_cmpeq_epi8(low_, _mm256_set1_epi8(chars)) | ...),
                (_mm256_cmpeq_epi8(high_, _mm256_set1_epi8(chars)) | ...));
  }
  LINEHAUL_AVX2 std::uint64_t specials() const { return bits(specials(low_), specials(high_)); }
  LINEHAUL_AVX2 bool is_plain(char quote) const {
    const __m256i quotes = _mm256_set1_epi8(quote);
    const __m256i backslashes = _mm256_set1_epi8('\\');
    const __m256i lowest = _mm256_min_epu8(low_, high_);
    const __m256i found = _mm256_cmpeq_epi8(_mm256_min_epu8(lowest, _mm256_set1_epi8(0x1F)), lowest) |
                          _mm256_cmpeq_epi8(low_, quotes) | _mm256_cmpeq_epi8(high_, quotes) |
                          _mm256_cmpeq_epi8(low_, backslashes) | _mm256_cmpeq_epi8(high_, backslashes);
    return _mm256_movemask_epi8(found) == 0;
  }

 private:
  LINEHAUL_AVX2 static __m256i specials(__m256i bytes) {
    const __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    return control | _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
  }
  LINEHAUL_AVX2 static std::uint64_t bits(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32U;
  }

  __m256i low_;
  __m256i high_;
};

#endif

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
