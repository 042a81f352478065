#include "input/encoding.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

using linehaul::append_iso_8859_1;
using linehaul::append_windows_1252;
using linehaul::byte_order_mark;
using linehaul::Encoding;
using linehaul::is_utf8;
using linehaul::Utf16Decoder;

namespace {

std::string all_bytes() {
  std::string bytes;
  for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
  return bytes;
}

// Code units as bytes, in the order of the encoding.
std::string utf16(std::u16string_view units, Encoding encoding) {
  std::string bytes;
  for (const char16_t unit : units) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    const bool is_big_endian = encoding == Encoding::utf16_be;
    bytes += is_big_endian ? high : low;
    bytes += is_big_endian ? low : high;
  }
  return bytes;
}

std::string decoded(std::string_view bytes, Encoding encoding, std::size_t piece) {
  std::string utf8;
  Utf16Decoder decoder(encoding);
  for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
    decoder.append(bytes.substr(0, piece), utf8);
  decoder.finish(utf8);
  return utf8;
}

}  // namespace

TEST_CASE("UTF-8 is told from other bytes") {
  for (const std::string_view text : {"", "abc", "Stra\u00DFe", "\u20AC", "\U0001F4E6", "\uFEFF"}) {
    CAPTURE(text);
    CHECK(is_utf8(text));
  }
  for (const std::string_view text :
       {"Stra\xDF"
        "e",
        "\x80", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xFF\xFE"}) {
    CAPTURE(text);
    CHECK_FALSE(is_utf8(text));
  }
  CHECK_FALSE(is_utf8(std::string(200, 'a') + '\xE4' + std::string(200, 'a')));
}

TEST_CASE("byte-order marks") {
  struct Case {
    std::string_view bytes;
    Encoding encoding;
    std::size_t size;
  };
  for (const Case& c : {
           Case{"\xEF\xBB\xBFVersion", Encoding::utf8, 3},
           {std::string_view("\xFF\xFEV\0", 4), Encoding::utf16_le, 2},
           {std::string_view("\xFE\xFF\0V", 4), Encoding::utf16_be, 2},
           {"\xEF\xBB", Encoding::automatic, 0},
           {"\xFF", Encoding::automatic, 0},
           {"Version", Encoding::automatic, 0},
           {"", Encoding::automatic, 0},
       }) {
    CAPTURE(c.bytes);
    CHECK(byte_order_mark(c.bytes).encoding == c.encoding);
    CHECK(byte_order_mark(c.bytes).size == c.size);
  }
}

TEST_CASE("Windows-1252") {
  std::string utf8 = "before ";
  append_windows_1252(
      "Stra\xDF"
      "e \x80\x92\x9F\xA0\xFF",
      utf8);
  CHECK(utf8 == "before Stra\u00DFe \u20AC\u2019\u0178\u00A0\u00FF");

  utf8.clear();
  append_windows_1252("\x81\x8D\x8F\x90\x9D", utf8);
  CHECK(utf8 == "\xC2\x81\xC2\x8D\xC2\x8F\xC2\x90\xC2\x9D");

  utf8.clear();
  append_windows_1252(
      "\x80\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8E\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9A\x9B\x9C"
      "\x9E\x9F",
      utf8);
  CHECK(utf8 == "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

  utf8.clear();
  append_windows_1252(all_bytes(), utf8);
  CHECK(is_utf8(utf8));
}

TEST_CASE("ISO-8859-1") {
  std::string utf8 = "before ";
  append_iso_8859_1("L\xE4nge \x80\x9F\xA0\xFF", utf8);
  CHECK(utf8 == "before L\u00E4nge \xC2\x80\xC2\x9F\u00A0\u00FF");

  utf8.clear();
  append_iso_8859_1(all_bytes(), utf8);
  CHECK(is_utf8(utf8));
  CHECK(utf8.size() == 128 + 2 * 128);
}

TEST_CASE("UTF-16 in pieces of any size") {
  struct Case {
    std::u16string_view units;
    std::string_view utf8;
  };
  for (const Case& c : {
           Case{u"", ""},
           {u"Net Amount\r\n5.00", "Net Amount\r\n5.00"},
           {u"\u007F\u0080\u07FF\u0800\uFFFF", "\u007F\xC2\x80\u07FF\u0800\uFFFF"},
           {u"a\U00010000\U0001F4E6\U0010FFFFb", "a\U00010000\U0001F4E6\U0010FFFFb"},
           {u"\uFEFFa", "\uFEFFa"},
           {u"a\xD83D", "a\uFFFD"},
           {u"a\xD83D"
            u"b",
            "a\uFFFDb"},
           {u"a\xDCE6"
            u"b",
            "a\uFFFDb"},
           {u"\xD83D\xD83D\xDCE6", "\uFFFD\U0001F4E6"},
           {u"\xDCE6\xD83D", "\uFFFD\uFFFD"},
       }) {
    for (const Encoding encoding : {Encoding::utf16_le, Encoding::utf16_be}) {
      for (const std::size_t piece : {1u, 2u, 3u, 5u, 1000u}) {
        CAPTURE(c.utf8);
        CAPTURE(piece);
        CHECK(decoded(utf16(c.units, encoding), encoding, piece) == c.utf8);
      }
    }
  }
}

TEST_CASE("UTF-16 that ends in mid-character") {
  CHECK(decoded(std::string_view("a\0b", 3), Encoding::utf16_le, 1) == "a\uFFFD");
  CHECK(decoded(std::string_view("\x3D\xD8\xE6", 3), Encoding::utf16_le, 2) == "\uFFFD\uFFFD");

  std::string utf8;
  Utf16Decoder decoder(Encoding::utf16_be);
  decoder.append(std::string_view("\xD8\x3D\0", 3), utf8);
  decoder.finish(utf8);
  decoder.append(std::string_view("\0b", 2), utf8);
  decoder.finish(utf8);
  CHECK(utf8 == "\uFFFD\uFFFDb");
}
