#include "output/json_text.h"

#include <cstdint>
#include <cstring>

namespace linehaul {
namespace {

constexpr std::size_t kLongestEscape = 6;
constexpr std::uint64_t kEachByte = 0x0101010101010101ULL;
constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

/// High bit set in (at least) the lowest byte of `word` that is zero; zero when none is.
constexpr std::uint64_t zero_bytes(std::uint64_t word) { return (word - kEachByte) & ~word & kHighBits; }

/// Whether eight bytes hold a quote, a backslash or a control character.
constexpr bool needs_escape(std::uint64_t word) {
  const std::uint64_t control = (word - kEachByte * 0x20) & ~word & kHighBits;
  return (control | zero_bytes(word ^ (kEachByte * '"')) | zero_bytes(word ^ (kEachByte * '\\'))) != 0;
}

/// What follows the backslash of a two-character escape; 0 for a character that has none.
constexpr char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

/// Writes one character and returns where the next one goes.
char* put_escaped(char c, char* to) {
  constexpr std::string_view hex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20 && c != '"' && c != '\\') {
    *to++ = c;
  } else if (const char letter = short_escape(c)) {
    *to++ = '\\';
    *to++ = letter;
  } else {
    for (const char prefix : {'\\', 'u', '0', '0'}) *to++ = prefix;
    *to++ = hex[byte >> 4U];
    *to++ = hex[byte & 15U];
  }
  return to;
}

}  // namespace

/// The end of the text is kept in a local pointer: through the buffer it would be stored for every byte.
void append_json_string(std::string_view text, TextBuffer& out) {
  out.reserve(text.size() * kLongestEscape + 2);
  char* to = out.end();
  *to++ = '"';
  const char* bytes = text.data();
  std::size_t rest = text.size();
  for (; rest >= 8; rest -= 8, bytes += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, 8);
    if (needs_escape(word)) {
      for (int i = 0; i < 8; ++i) to = put_escaped(bytes[i], to);
    } else {
      std::memcpy(to, bytes, 8);
      to += 8;
    }
  }
  for (; rest != 0; --rest) to = put_escaped(*bytes++, to);
  *to++ = '"';
  out.advance(static_cast<std::size_t>(to - out.end()));
}

void append_json_string_or_null(std::string_view text, TextBuffer& out) {
  if (text.empty()) {
    out.append("null");
  } else {
    append_json_string(text, out);
  }
}

}  // namespace linehaul
