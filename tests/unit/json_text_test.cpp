#include "output/json_text.h"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <string>
#include <string_view>

using namespace std::string_view_literals;
using linehaul::append_json_string;
using linehaul::append_json_string_or_null;
using linehaul::TextBuffer;

namespace {

std::string json(std::string_view text) {
  TextBuffer out;
  append_json_string(text, out);
  return std::string(out.view());
}

// The two-digit escape of a control character that has no letter.
std::string escaped(int byte) {
  switch (byte) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (byte >= 0x20) return std::string(1, static_cast<char>(byte));
  const std::string_view hex = "0123456789abcdef";
  return std::string("\\u00") + hex[static_cast<std::size_t>(byte / 16)] +
         hex[static_cast<std::size_t>(byte % 16)];
}

}  // namespace

TEST_CASE("strings with and without escapes") {
  CHECK(json("") == "\"\"");
  CHECK(json("Transportation Charges") == "\"Transportation Charges\"");
  CHECK(json("12\" \\ / \x7F") == "\"12\\\" \\\\ / \x7F\"");
  CHECK(json("\b\f\n\r\t") == "\"\\b\\f\\n\\r\\t\"");
  CHECK(json("\0\x01\x0B\x1A\x1F"sv) == "\"\\u0000\\u0001\\u000b\\u001a\\u001f\"");
  CHECK(json("Zoë Lindqvist, 東京 📦 \u2028\u00A0") == "\"Zoë Lindqvist, 東京 📦 \u2028\u00A0\"");
}

TEST_CASE("null for an empty text only") {
  TextBuffer out;
  append_json_string_or_null("", out);
  out.append(",");
  append_json_string_or_null(" ", out);
  out.append(",");
  append_json_string_or_null("null", out);
  CHECK(out.view() == "null,\" \",\"null\"");
}

TEST_CASE("every byte at every place among others") {
  // 16 bytes are written at once where none needs an escape: all lengths and places around that and twice
  // that.
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t size = 1; size <= 36; ++size) {
      for (std::size_t place = 0; place < size; ++place) {
        for (const char filler : {'a', '\x20', '\x21', '\x7F', '\x80', '\xFF'}) {
          std::string text(size, filler);
          text[place] = static_cast<char>(byte);
          const std::string expected =
              '"' + std::string(place, filler) + escaped(byte) + std::string(size - place - 1, filler) + '"';
          if (json(text) != expected) {
            CAPTURE(byte);
            CAPTURE(size);
            CAPTURE(place);
            CHECK(json(text) == expected);
          }
        }
      }
    }
  }
}

TEST_CASE("what is written is JSON that says the same") {
  std::string all;
  for (int i = 0; i < 0x80; ++i) all += static_cast<char>(i);
  all += "ä€📦";
  simdjson::dom::parser parser;
  for (std::size_t start = 0; start < 0x80; ++start) {
    const std::string text = all.substr(start) + all.substr(0, start);
    std::string_view read;
    REQUIRE(parser.parse(json(text)).get(read) == simdjson::SUCCESS);
    CHECK(read == text);
  }
}

TEST_CASE("texts are appended, and long ones of nothing but escapes fit") {
  TextBuffer out;
  std::string expected;
  for (std::size_t size = 0; size < 3000; size += 101) {
    append_json_string(std::string(size, '\x01'), out);
    expected += '"';
    for (std::size_t i = 0; i < size; ++i) expected += "\\u0001";
    expected += '"';
  }
  CHECK(out.view() == expected);
}
