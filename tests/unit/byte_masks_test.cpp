#include "input/byte_masks.h"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>

using namespace linehaul;

namespace {

struct Answers {
  std::uint64_t comma, punctuation, specials;
  bool is_plain;
  friend bool operator==(const Answers&, const Answers&) = default;
};

template <typename Bytes64>
[[gnu::always_inline]] inline Answers ask(const char* bytes) {
  const Bytes64 block(bytes);
  return {block.any_of(','), block.any_of(',', '\n', '\xE4'), block.specials(), block.is_plain('"')};
}

#if defined(__SSE2__)
LINEHAUL_AVX2 Answers ask_avx2(const char* bytes) { return ask<Avx2Bytes64>(bytes); }
#endif

}  // namespace

TEST_CASE("every kind of registers gives the same answers for every byte in every place") {
  std::array<char, 64> bytes{};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      bytes.fill('x');
      bytes[at] = static_cast<char>(byte);
      bytes[(at + byte) % bytes.size()] = ',';
      const Answers expected = ask<PlainBytes64>(bytes.data());
      REQUIRE(expected.is_plain == (expected.specials == 0 && byte != '"'));
#if defined(__SSE2__)
      REQUIRE(ask<Sse2Bytes64>(bytes.data()) == expected);
      if (__builtin_cpu_supports("avx2")) REQUIRE(ask_avx2(bytes.data()) == expected);
#endif
      REQUIRE((expected.comma >> ((at + byte) % bytes.size()) & 1U) == 1);
    }
  }
}

TEST_CASE("bits of masks") {
  CHECK(prefix_xor(0) == 0);
  CHECK(prefix_xor(0b1001000) == 0b0111000);
  CHECK(prefix_xor(1) == ~std::uint64_t{0});
  CHECK(below_lowest(0b1000) == 0b0111);
  CHECK(below_lowest(0) == ~std::uint64_t{0});
  CHECK(through_lowest(0b11000) == 0b1111);
}
