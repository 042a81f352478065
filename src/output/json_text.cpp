#include "output/json_text.h"

namespace linehaul {
namespace {

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

}  // namespace

char* put_json_escape(char c, char* to) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (const char letter = short_escape(c)) {
    *to++ = '\\';
    *to++ = letter;
  } else {
    const auto byte = static_cast<unsigned char>(c);
    for (const char prefix : {'\\', 'u', '0', '0'}) *to++ = prefix;
    *to++ = kHex[byte >> 4U];
    *to++ = kHex[byte & 15U];
  }
  return to;
}

void append_json_text(std::string_view text, TextBuffer& out) {
  out.reserve(text.size() * kLongestJsonEscape + JsonChunk::kSize);
  const char* end = put_json_text<TextEnd::exact>(text, out.end());
  out.advance(static_cast<std::size_t>(end - out.end()));
}

void append_json_string(std::string_view text, TextBuffer& out) {
  out.reserve(text.size() * kLongestJsonEscape + 2);
  char* to = out.end();
  *to++ = '"';
  to = put_json_text<TextEnd::exact>(text, to);
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
