#include "model/text_hash.h"

#include <cstring>

namespace linehaul {
namespace {

// Odd 64-bit constants: the fractional parts of the square roots of 5, 7, 11 and 13.
constexpr std::uint64_t kRoot5 = 0x3C6EF372FE94F82BULL;
constexpr std::uint64_t kRoot7 = 0xA54FF53A5F1D36F1ULL;
constexpr std::uint64_t kRoot11 = 0x510E527FADE682D1ULL;
constexpr std::uint64_t kRoot13 = 0x9B05688C2B3E6C1FULL;

__extension__ using UInt128 = unsigned __int128;

/// The 128-bit product of two words folded into one: every bit of both reaches every bit of the result.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const UInt128 product = static_cast<UInt128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

template <typename Word>
std::uint64_t word_at(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// Two chains, each of which takes all of the text, 16 bytes a step.
class Mixer {
 public:
  Mixer(const TextHash& before, std::uint64_t size) : low_(before.low ^ size), high_(before.high + size) {}

  void mix(std::uint64_t a, std::uint64_t b) {
    low_ = fold(low_ ^ a, b ^ kRoot5);
    high_ = fold(high_ ^ b, a ^ kRoot7);
  }
  TextHash result() const { return {fold(low_, kRoot11), fold(high_ ^ low_, kRoot13)}; }

 private:
  std::uint64_t low_;
  std::uint64_t high_;
};

}  // namespace

/// As the size counts too, the last step may take bytes again that an earlier one took, or one byte twice.
TextHash hash_of(std::string_view text, const TextHash& before) {
  const std::size_t size = text.size();
  const char* const bytes = text.data();
  Mixer mixer(before, size);
  if (size >= 16) {
    for (std::size_t at = 0; at + 16 < size; at += 16) {
      mixer.mix(word_at<std::uint64_t>(bytes + at), word_at<std::uint64_t>(bytes + at + 8));
    }
    mixer.mix(word_at<std::uint64_t>(bytes + size - 16), word_at<std::uint64_t>(bytes + size - 8));
  } else if (size >= 8) {
    mixer.mix(word_at<std::uint64_t>(bytes), word_at<std::uint64_t>(bytes + size - 8));
  } else if (size >= 4) {
    mixer.mix(word_at<std::uint32_t>(bytes), word_at<std::uint32_t>(bytes + size - 4));
  } else if (size > 0) {
    mixer.mix(word_at<std::uint8_t>(bytes) << 8U | word_at<std::uint8_t>(bytes + size / 2),
              word_at<std::uint8_t>(bytes + size - 1));
  }
  return mixer.result();
}

}  // namespace linehaul
