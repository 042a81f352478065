#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace linehaul {

/// The 1 to 7 bytes of a text in one word, the first one in the lowest byte, zeros behind the last.
inline std::uint64_t short_word(std::string_view text) {
  const std::size_t size = text.size();
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
    return first | static_cast<std::uint64_t>(last) << (8 * (size - sizeof last));
  }
  const auto byte = [text](std::size_t at) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at])) << (8 * at);
  };
  return byte(0) | byte(size / 2) | byte(size - 1);
}

/// A text of 1 to 7 bytes as a number that no other text has; 0 for an empty or a longer one. Codes of
/// charges and currencies are so short: compared as numbers they cost no call.
inline std::uint64_t short_key(std::string_view text) {
  const std::size_t size = text.size();
  if (size == 0 || size > 7) return 0;
  return short_word(text) | static_cast<std::uint64_t>(size) << 56U;
}

/// a == b for texts as short as identifiers: eight bytes at a time, the last eight overlapping those before,
/// because a call of memcmp costs more than the comparison.
inline bool is_same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const std::size_t size = a.size();
  const auto differ = [a, b]<typename Word>(std::size_t at, Word) {
    Word in_a = 0;
    Word in_b = 0;
    std::memcpy(&in_a, a.data() + at, sizeof in_a);
    std::memcpy(&in_b, b.data() + at, sizeof in_b);
    return in_a != in_b;
  };
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (differ(at, std::uint64_t{})) return false;
    }
    return !differ(size - 8, std::uint64_t{});
  }
  if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
  for (std::size_t at = 0; at < size; ++at) {
    if (a[at] != b[at]) return false;
  }
  return true;
}

}  // namespace linehaul
