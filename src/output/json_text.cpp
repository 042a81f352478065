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

void put_escaped(char c, TextBuffer& out) {
  switch (c) {
    case '"':
      out.put("\\\"");
      return;
    case '\\':
      out.put("\\\\");
      return;
    case '\b':
      out.put("\\b");
      return;
    case '\f':
      out.put("\\f");
      return;
    case '\n':
      out.put("\\n");
      return;
    case '\r':
      out.put("\\r");
      return;
    case '\t':
      out.put("\\t");
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0x20) return out.put(c);
  constexpr std::string_view hex = "0123456789abcdef";
  out.put("\\u00");
  out.put(hex[byte >> 4U]);
  out.put(hex[byte & 15U]);
}

}  // namespace

void append_json_string(std::string_view text, TextBuffer& out) {
  out.reserve(text.size() * kLongestEscape + 2);
  out.put('"');
  const char* bytes = text.data();
  std::size_t rest = text.size();
  while (rest >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, 8);
    if (needs_escape(word)) {
      for (int i = 0; i < 8; ++i) put_escaped(bytes[i], out);
    } else {
      std::memcpy(out.end(), bytes, 8);
      out.advance(8);
    }
    bytes += 8;
    rest -= 8;
  }
  for (; rest != 0; --rest) put_escaped(*bytes++, out);
  out.put('"');
}

void append_json_string_or_null(std::string_view text, TextBuffer& out) {
  if (text.empty()) {
    out.append("null");
  } else {
    append_json_string(text, out);
  }
}

}  // namespace linehaul
