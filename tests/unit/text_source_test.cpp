#include "input/text_source.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/input_file.h"
#include "unit/record_text.h"
#include "unit/temporary_file.h"

using namespace std::string_view_literals;
using linehaul::Dialect;
using linehaul::Encoding;
using linehaul::FileText;
using linehaul::InputFile;
using linehaul::MemoryText;
using linehaul::RecordReader;
using linehaul::TextBuffer;

namespace {

std::string rest_of(linehaul::TextSource& source) {
  TextBuffer text;
  for (std::size_t before = 0; source.append_to(text); before = text.size()) CHECK(text.size() > before);
  CHECK_FALSE(source.append_to(text));
  return std::string(text.view());
}

// ASCII text as UTF-16 behind its byte-order mark.
std::string utf16(std::string_view text, Encoding encoding) {
  const bool is_big_endian = encoding == Encoding::utf16_be;
  std::string bytes = is_big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    if (is_big_endian) bytes += '\0';
    bytes += c;
    if (!is_big_endian) bytes += '\0';
  }
  return bytes;
}

struct Case {
  std::string bytes;
  std::string_view text;
  Encoding encoding = Encoding::automatic;  // asked for
  Encoding settled = Encoding::automatic;   // found
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const TemporaryFile content(c.bytes);
    for (const std::size_t block : {1u, 2u, 3u, 4u, 5u, 64u, 4096u}) {
      CAPTURE(c.bytes);
      CAPTURE(block);
      InputFile file(content.path());
      FileText source(file, block, c.encoding);
      CHECK(rest_of(source) == c.text);
      CHECK(source.ended());
      CHECK(source.encoding() == c.settled);
      CHECK(source.first_bytes() == std::string_view(c.bytes).substr(0, 512));
    }
  }
}

}  // namespace

TEST_CASE("text in memory comes in pieces of the size asked for") {
  MemoryText source("abcdefg", 3);
  TextBuffer text;
  CHECK(source.append_to(text));
  CHECK(text.view() == "abc");
  CHECK(source.append_to(text));
  CHECK(text.view() == "abcdef");
  CHECK(source.append_to(text));
  CHECK(text.view() == "abcdefg");
  CHECK_FALSE(source.append_to(text));
}

TEST_CASE("the byte-order mark goes, nothing else does") {
  check({
      {"", ""},
      {"a", "a"},
      {"ab", "ab"},
      {"a,b\n", "a,b\n"},
      {"\xEF\xBB\xBF", ""},
      {"\xEF\xBB\xBFVersion\n", "Version\n"},
      {"\xEF\xBB\xBF\xEF\xBB\xBFx", "\xEF\xBB\xBFx"},
      {"\xEF\xBB", "\xEF\xBB"},
      {"\xEF", "\xEF"},
      {"\xEF\xBBx,y", "\xEF\xBBx,y"},
      {"x\xEF\xBB\xBF", "x\xEF\xBB\xBF"},
      {"\xEF\xBB\xBF\xE4", "\xE4", Encoding::windows_1252, Encoding::windows_1252},
  });
}

TEST_CASE("UTF-16 with a byte-order mark is decoded") {
  for (const Encoding encoding : {Encoding::utf16_le, Encoding::utf16_be}) {
    check({
        {utf16("", encoding), "", Encoding::automatic, encoding},
        {utf16("a", encoding), "a", Encoding::automatic, encoding},
        {utf16("a,\"b\"\r\n", encoding), "a,\"b\"\r\n", Encoding::automatic, encoding},
        {utf16("a,b\n", encoding) + "x", "a,b\n\uFFFD", Encoding::automatic, encoding},
        // Asked for: a mark is not needed.
        {utf16("a,b\n", encoding).substr(2), "a,b\n", encoding, encoding},
        {utf16("a,b\n", encoding), "a,b\n", encoding, encoding},
    });
  }
  check({
      {std::string("\xFF\xFE\xDF\x00\x3D\xD8\xE6\xDC"sv), "ß📦", Encoding::automatic, Encoding::utf16_le},
      {std::string("\xFE\xFF\x00\xDF\xD8\x3D\xDC\xE6"sv), "ß📦", Encoding::automatic, Encoding::utf16_be},
      {std::string("\xFE\xFF\x00\x61\xD8\x3D"sv), "a\uFFFD", Encoding::automatic, Encoding::utf16_be},
  });
}

TEST_CASE("UTF-16 that lost its byte-order mark shows in its first 8 bytes") {
  for (const Encoding encoding : {Encoding::utf16_le, Encoding::utf16_be}) {
    check({
        {utf16("Date,\"b\"\n", encoding).substr(2), "Date,\"b\"\n", Encoding::automatic, encoding},
        {utf16("Date", encoding).substr(2), "Date", Encoding::automatic, encoding},
        {utf16("abc", encoding).substr(2), "abc"},  // too short to tell: a NUL is a NUL
        {utf16("Date", encoding).substr(2), "Date", Encoding::windows_1252, Encoding::windows_1252},
    });
  }
  check({
      {std::string("a\0b\0cd\0e"sv), "abcde"},
      {std::string("abcdefg\0"sv), "abcdefg"},
      {std::string("\0\0\0\0\0\0\0\0a"sv), "a"},
  });
}

TEST_CASE("NUL bytes go before quotes are read") {
  check({
      {std::string("\0"sv), ""},
      {std::string("\0\0a\0,\0\0b\0\n\0"sv), "a,b\n"},
      {utf16("a\0b\n"sv, Encoding::utf16_le), "ab\n", Encoding::automatic, Encoding::utf16_le},
      {std::string("\xEF\xBB\xBF\0a"sv), "a"},
  });
  const TemporaryFile content("a,\0\"b\0\"\0\"\0,\"\0\nc\",\"\"\0\n\0\0\nd\0\n"sv);
  for (const std::size_t block : {1u, 2u, 3u, 64u}) {
    CAPTURE(block);
    InputFile file(content.path());
    FileText source(file, block, Encoding::automatic);
    RecordReader reader(source, Dialect{});
    // Without the NULs a,"b"","<LF>c",""<LF><LF>d<LF>: the second cell is b", in quotes.
    CHECK(all_records(reader) == "1 @9 [a][b\",]\n2 @15 [c\"][] loose\n4 @18 [d]\n");
  }
}

TEST_CASE("the head can be looked at, longer and longer, before it is handed out") {
  const TemporaryFile content(
      "\xEF\xBB\xBF"
      "0123456789");
  InputFile file(content.path());
  FileText source(file, 4, Encoding::automatic);
  CHECK(source.head().empty());
  CHECK(source.extend_head());
  CHECK(source.head() == "01234");  // what is there is known by its first 8 bytes: two blocks
  CHECK(source.extend_head());
  CHECK(source.head() == "012345678");
  CHECK_FALSE(source.ended());
  CHECK(rest_of(source) == "0123456789");
  CHECK(source.head().empty());

  InputFile again(content.path());
  FileText whole(again, 4, Encoding::automatic);
  while (whole.extend_head()) CHECK(whole.head().size() <= 10);
  CHECK(whole.ended());
  CHECK(whole.head() == "0123456789");
  CHECK_FALSE(whole.extend_head());
  CHECK(rest_of(whole) == "0123456789");
}

TEST_CASE("what is finished can go out before every read") {
  const TemporaryFile content("abcdef");
  InputFile file(content.path());
  FileText source(file, 4, Encoding::automatic);
  int reads = 0;
  source.before_read([&reads] { ++reads; });
  CHECK(rest_of(source) == "abcdef");
  CHECK(reads == 3);  // two blocks and the end
}

TEST_CASE("the bytes an input begins with are kept undecoded, 512 of them") {
  const std::string bytes = utf16(std::string(1000, 'x'), Encoding::utf16_le);
  const TemporaryFile content(bytes);
  InputFile file(content.path());
  FileText source(file, 100, Encoding::automatic);
  CHECK(rest_of(source) == std::string(1000, 'x'));
  CHECK(source.first_bytes() == std::string_view(bytes).substr(0, 512));
}
