#include "input/record_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/input_file.h"
#include "unit/record_text.h"
#include "unit/temporary_file.h"

using linehaul::Dialect;
using linehaul::Encoding;
using linehaul::FileText;
using linehaul::InputFile;
using linehaul::MemoryText;
using linehaul::Problem;
using linehaul::Record;
using linehaul::RecordReader;
using linehaul::TextSource;

namespace {

struct Shape {
  std::string_view text;
  std::vector<std::string_view> records;  // as record_text() writes them
  std::size_t max_record_size = RecordReader::kDefaultMaxRecordSize;
  Encoding encoding = Encoding::automatic;
  Dialect dialect = {};
};

const std::vector<Shape> kWholeFiles = {
    {"", {}},
    {"a", {"1 @1 [a] open"}},
    {"a,b\nc,d\n", {"1 @4 [a][b]", "2 @8 [c][d]"}},
    {"a,b\r\nc,d\r\n", {"1 @4 [a][b]", "2 @9 [c][d]"}},
    {"a,b\rc,d\r", {"1 @4 [a][b]", "2 @8 [c][d]"}},
    // All line ends in one file; CR CR LF is a CR and a CR LF.
    {"a\nb\r\nc\rd\n\re\r\r\nf",
     {"1 @2 [a]", "2 @4 [b]", "3 @7 [c]", "4 @9 [d]", "6 @12 [e]", "8 @15 [f] open"}},
    {"a,b\nc,d", {"1 @4 [a][b]", "2 @7 [c][d] open"}},
    {"a,b\nc,", {"1 @4 [a][b]", "2 @6 [c][] open"}},
    {"a,b\r\nc,d\r", {"1 @4 [a][b]", "2 @9 [c][d]"}},
};

const std::vector<Shape> kBlank = {
    {"\n", {}},
    {"\r\n\n\r", {}},
    {"\n\r\n\ra,b\n\n\n\nc,d\r\n\r\n", {"4 @8 [a][b]", "8 @15 [c][d]"}},
    {" \n\t\n", {"1 @2 [ ]", "2 @4 [\\t]"}},
    {",,\n", {"1 @3 [][][]"}},
    {"\"\",x,\"\"\n", {"1 @8 [][x][]"}},
    {"\"\"\n\"\"", {"1 @3 []", "2 @5 [] open"}},
    {"a,,\n,,b\n", {"1 @4 [a][][]", "2 @8 [][][b]"}},
};

const std::vector<Shape> kQuoted = {
    {"a,\"b,c\",\"d\"\"e\"\n", {"1 @15 [a][b,c][d\"e]"}},
    {"\"a\"\n", {"1 @4 [a]"}},
    {"a\n\"q\"", {"1 @2 [a]", "2 @5 [q] open"}},
    {"\"\"\"\"\n\"\"\"a\"\n\"b\"\"\"\n\"\"\"\"\"\"\n",
     {"1 @5 [\"]", "2 @11 [\"a]", "3 @17 [b\"]", "4 @24 [\"\"]"}},
    {"\"\"\"\",\"\"\"\"\n", {"1 @10 [\"][\"]"}},
    {"\"x\ny\",z\n\"p\r\nq\"\r\nlast,1\n", {"1+2 @8 [x\\ny][z]", "3+2 @15 [p\\r\\nq]", "5 @23 [last][1]"}},
    {"\"a\rb\"\rc\r", {"1+2 @6 [a\\rb]", "3 @8 [c]"}},
    {"\"\n\n\r\n\r\"\nb\n", {"1+5 @8 [\\n\\n\\r\\n\\r]", "6 @10 [b]"}},
    {"\"a\n\"\"b\"\"\nc\",d\ne", {"1+3 @14 [a\\n\"b\"\\nc][d]", "4 @15 [e] open"}},
    {"\"a\n", {"1 @3 unterminated-quote {\"a}"}},
    // Blanks behind a closing quote.
    {"\"a\" ,\"b\"\t \n", {"1 @11 [a][b]"}},
    {"\"a\"  \r\n\"b,\"\n", {"1 @6 [a]", "2 @12 [b,]"}},
    {"x\n\"b\" ", {"1 @2 [x]", "2 @6 [b] open"}},
    // A quote that does not begin its cell is text.
    {"a\"b,c\"\"d, \"e\"\n", {"1 @14 [a\"b][c\"\"d][ \"e\"] loose"}},
    {"12\" pipe,\"12\"\" pipe\"\nx\n", {"1 @21 [12\" pipe][12\" pipe] loose", "2 @23 [x]"}},
    {"a\"\n\"b\"\n", {"1 @3 [a\"] loose", "2 @7 [b]"}},
};

// A stray or open quote costs its first line; every line behind it is read again.
const std::vector<Shape> kBadQuotes = {
    {"a,\"b\"c,d\nnext,1\n", {"1 @9 stray-quote {a,\"b\"c,d}", "2 @16 [next][1]"}},
    {"\"a\" \"b\"\nx\n", {"1 @8 stray-quote {\"a\" \"b\"}", "2 @10 [x]"}},
    {"a,\"\"b\nx\n", {"1 @6 stray-quote {a,\"\"b}", "2 @8 [x]"}},
    {"\"a\"b\r\nx\r\n", {"1 @5 stray-quote {\"a\"b}", "2 @8 [x]"}},
    {"\"a\"b", {"1 @4 stray-quote {\"a\"b} open"}},
    {"p\n\"a\"b,\"c\nd\",e\nf\n",
     {"1 @2 [p]", "2 @10 stray-quote {\"a\"b,\"c}", "3 @15 [d\"][e] loose", "4 @17 [f]"}},
    {"a,\"b\nc\"d\ne,f\n", {"1 @5 stray-quote {a,\"b}", "2 @9 [c\"d] loose", "3 @13 [e][f]"}},
    {"a,\"b\n\"c\",d\ne\n", {"1 @5 stray-quote {a,\"b}", "2 @11 [c][d]", "3 @13 [e]"}},
    {"a,\"b\r\nc\"d\r\ne,f\r\n", {"1 @5 stray-quote {a,\"b}", "2 @10 [c\"d] loose", "3 @15 [e][f]"}},
    {"\"a,b\nc,d\ne,f\n", {"1 @5 unterminated-quote {\"a,b}", "2 @9 [c][d]", "3 @13 [e][f]"}},
    {"\"a\r\nb\r\n", {"1 @3 unterminated-quote {\"a}", "2 @6 [b]"}},
    {"\"a\rb\r", {"1 @3 unterminated-quote {\"a}", "2 @5 [b]"}},
    {"x,\"a\n\n\nb\n", {"1 @5 unterminated-quote {x,\"a}", "4 @9 [b]"}},
    {"a,b\nc,\"d\n", {"1 @4 [a][b]", "2 @9 unterminated-quote {c,\"d}"}},
    {"a\nb,\"", {"1 @2 [a]", "2 @5 unterminated-quote {b,\"} open"}},
    {"a\n\"", {"1 @2 [a]", "2 @3 unterminated-quote {\"} open"}},
    {"\"\"\"\nx\n", {"1 @4 unterminated-quote {\"\"\"}", "2 @6 [x]"}},
    {"\"a\"\"\nx\n", {"1 @5 unterminated-quote {\"a\"\"}", "2 @7 [x]"}},
    // Two strays that close each other make one record: only RowJudge can tell.
    {"a,\"b\nc\",d\ne\n", {"1+2 @10 [a][b\\nc][d]", "3 @12 [e]"}},
};

const std::vector<Shape> kTooLong = {
    {"0123456789\nab\n", {"1 @11 [0123456789]", "2 @14 [ab]"}, 10},
    {"0123456789\r\nab\r\n", {"1 @11 [0123456789]", "2 @15 [ab]"}, 10},
    {"ab\n0123456789", {"1 @3 [ab]", "2 @13 [0123456789] open"}, 10},
    {"0123456789X\nab\n", {"1 @12 record-too-long {0123456789}", "2 @15 [ab]"}, 10},
    {"a,b,c,d,e,f\nab\n", {"1 @12 record-too-long {a,b,c,d,e,}", "2 @15 [ab]"}, 10},
    {"0123456789012345678901234567890123456789\r\nab\r\n",
     {"1 @41 record-too-long {0123456789}", "2 @45 [ab]"},
     10},
    {"ab\n01234567890123456789", {"1 @3 [ab]", "2 @23 record-too-long {0123456789} open"}, 10},
    {"ab\n01234567890123456789\n", {"1 @3 [ab]", "2 @24 record-too-long {0123456789}"}, 10},
    // A quoted cell of one line; of several lines; whose first line alone is too long.
    {"a,\"bcdefghijk\"\nab\n", {"1 @15 record-too-long {a,\"bcdefgh}", "2 @18 [ab]"}, 10},
    {"\"abcd\nefgh\nijkl\"\nab\n",
     {"1 @6 unterminated-quote {\"abcd}", "2 @11 [efgh]", "3 @17 [ijkl\"] loose", "4 @20 [ab]"},
     10},
    {"\"abcdefghijkl\nm\"\nab\n",
     {"1 @14 record-too-long {\"abcdefghi}", "2 @17 [m\"] loose", "3 @20 [ab]"},
     10},
    // The quote comes only behind the limit.
    {"0123456789ab,\"c\"\nde\n", {"1 @17 record-too-long {0123456789}", "2 @20 [de]"}, 10},
    {"0123456789ab,\"c\nde\"\nfg\n",
     {"1 @16 record-too-long {0123456789}", "2 @20 [de\"] loose", "3 @23 [fg]"},
     10},
    {"\"a\"b0123456789\ncd\n", {"1 @15 record-too-long {\"a\"b012345}", "2 @18 [cd]"}, 10},
    {"\"abc\ndefghijk\"x\nyz\n",
     {"1 @5 unterminated-quote {\"abc}", "2 @16 [defghijk\"x] loose", "3 @19 [yz]"},
     10},
    {"\"ab\ncdefghijkl\nm\n", {"1 @4 unterminated-quote {\"ab}", "2 @15 [cdefghijkl]", "3 @17 [m]"}, 10},
    {"ab\n\"cdefghijklm", {"1 @3 [ab]", "2 @15 record-too-long {\"cdefghijk} open"}, 10},
};

const std::vector<Shape> kEncodings = {
    {"Stra\xC3\x9F"
     "e,\xE2\x82\xAC,\xF0\x9F\x93\xA6\n",
     {"1 @17 [Straße][€][📦]"}},
    {"Stra\xDF"
     "e,\xE2\x82\xAC,\x80\nb\n",
     {"1 @13 [Straße][€][€] recoded", "2 @15 [b]"}},
    {"\"a\"\"\xE4\",\"\xFC\"\n", {"1 @11 [a\"ä][ü] recoded"}},
    {"\xE4\n\"b\xE4\nx\n", {"1 @2 [ä] recoded", "2 @6 unterminated-quote {\"b\\xe4}", "3 @8 [x]"}},
    {"a\n\xE4,b\nc\n",
     {"1 @2 [a]", "2 @6 bad-encoding {\\xe4,b}", "3 @8 [c]"},
     RecordReader::kDefaultMaxRecordSize,
     Encoding::utf8},
    {"\xC3\xA4,\"\x80\"\"\"\nb\n",
     {"1 @9 [Ã¤][€\"]", "2 @11 [b]"},
     RecordReader::kDefaultMaxRecordSize,
     Encoding::windows_1252},
    {"\xC3\xA4,\x80\n", {"1 @5 [Ã¤][\\xc2\\x80]"}, RecordReader::kDefaultMaxRecordSize, Encoding::iso_8859_1},
};

const std::vector<Shape> kDialects = {
    {"a;\"b;c\";d,e\n", {"1 @12 [a][b;c][d,e]"}, RecordReader::kDefaultMaxRecordSize, {}, {';', '"'}},
    {"a\t\"b\"\t\tc\n", {"1 @9 [a][b][][c]"}, RecordReader::kDefaultMaxRecordSize, {}, {'\t', '"'}},
    {"a|'b|''c'|\"d\n", {"1 @13 [a][b|'c][\"d]"}, RecordReader::kDefaultMaxRecordSize, {}, {'|', '\''}},
    {"\"a,b\"\n", {"1 @6 [\"a][b\"]"}, RecordReader::kDefaultMaxRecordSize, {}, {',', '\0'}},
};

std::string expected(const Shape& shape) {
  std::string text;
  for (const std::string_view record : shape.records) text.append(record) += '\n';
  return text;
}

std::string read(TextSource& source, const Shape& shape) {
  RecordReader reader(source, shape.dialect, shape.encoding, shape.max_record_size);
  std::string records = all_records(reader);
  CHECK(reader.next() == nullptr);  // the end stays the end
  return records;
}

// In one piece, in pieces of 1 to 64 bytes, and from a file in blocks.
void check(const std::vector<Shape>& shapes) {
  for (const Shape& shape : shapes) {
    CAPTURE(shape.text);
    MemoryText whole(shape.text);
    CHECK(read(whole, shape) == expected(shape));
    for (std::size_t piece = 1; piece <= 64; ++piece) {
      CAPTURE(piece);
      MemoryText pieces(shape.text, piece);
      CHECK(read(pieces, shape) == expected(shape));
    }
    const TemporaryFile content(shape.text);
    for (const std::size_t block : {1u, 2u, 3u, 64u}) {
      CAPTURE(block);
      InputFile file(content.path());
      FileText blocks(file, block, shape.encoding);
      CHECK(read(blocks, shape) == expected(shape));
    }
  }
}

}  // namespace

TEST_CASE("line ends, and none at the end of the file") { check(kWholeFiles); }
TEST_CASE("blank lines and empty cells") { check(kBlank); }
TEST_CASE("quoted cells") { check(kQuoted); }
TEST_CASE("stray and open quotes cost one line") { check(kBadQuotes); }
TEST_CASE("records over the size limit") { check(kTooLong); }
TEST_CASE("cells that are not UTF-8") { check(kEncodings); }
TEST_CASE("other delimiters and quotes") { check(kDialects); }

TEST_CASE("records larger than any piece, far into a file") {
  // 50 records of 3 lines and 1,000 to 1,049 bytes of cell, with an ordinary one behind each.
  std::string text;
  std::string records;
  for (std::size_t i = 0; i < 50; ++i) {
    const std::string filler(998 + i, 'x');
    const std::string line = std::to_string(4 * i + 1);
    text += "\"" + filler + "\r\n\n\"\r\n";
    records += line + "+3 @" + std::to_string(text.size() - 1) + " [" + filler + "\\r\\n\\n]\n";
    text += "b,c\n";
    records += std::to_string(4 * i + 4) + " @" + std::to_string(text.size()) + " [b][c]\n";
  }
  for (const std::size_t piece : {7u, 64u, 1000u, 4096u, 1000000u}) {
    CAPTURE(piece);
    MemoryText source(text, piece);
    RecordReader reader(source, Dialect{});
    CHECK(all_records(reader) == records);
  }
}

TEST_CASE("a line over the limit never stands in memory as a whole, its message stays short") {
  std::string text(5000, 'x');
  text += "\nab\n";
  for (const std::size_t piece : {1u, 64u, 10000u}) {
    MemoryText source(text, piece);
    RecordReader reader(source, Dialect{}, Encoding::automatic, 2000);
    const Record* record = reader.next();
    REQUIRE(record != nullptr);
    CHECK(record->problem() == Problem::record_too_long);
    CHECK(record->raw() == std::string(1024, 'x'));
    CHECK(all_records(reader) == "2 @5004 [ab]\n");
  }
}

TEST_CASE("a record is given up after its first line") {
  struct Case {
    std::string_view text;
    std::string_view given_up;
    std::string_view rest;
  };
  for (const Case& c : {
           Case{"a,\"b\nc\",d\ne\n", "1 @5 unterminated-quote {a,\"b}", "2 @10 [c\"][d] loose\n3 @12 [e]\n"},
           {"a,\"b\r\nc\",d\r\ne\r\n", "1 @5 unterminated-quote {a,\"b}",
            "2 @11 [c\"][d] loose\n3 @14 [e]\n"},
           {"a,\"b\r\rc\",d\re", "1 @5 unterminated-quote {a,\"b}", "3 @11 [c\"][d] loose\n4 @12 [e] open\n"},
           {"a,\"\nc\",\"d\"\"\n\",e", "1 @4 unterminated-quote {a,\"}",
            "2+2 @15 [c\"][d\"\\n][e] loose open\n"},
           {"\n\n\"p\nq\",r", "3 @5 unterminated-quote {\"p}", "4 @9 [q\"][r] loose open\n"},
       }) {
    for (std::size_t piece = 1; piece <= 64; ++piece) {
      CAPTURE(c.text);
      CAPTURE(piece);
      MemoryText source(c.text, piece);
      RecordReader reader(source, Dialect{});
      REQUIRE(reader.next() != nullptr);
      CHECK(record_text(*reader.give_up_after_first_line()) == c.given_up);
      CHECK(all_records(reader) == c.rest);
    }
  }
}

TEST_CASE("a record's bytes and single cells") {
  MemoryText source("a,\"b \"\"c\"\"\",,d\r\n\xE4,x\r\n", 3);
  RecordReader reader(source, Dialect{});
  const Record* record = reader.next();
  REQUIRE(record != nullptr);
  CHECK(record->raw() == "a,\"b \"\"c\"\"\",,d");
  CHECK(record->columns() == 4);
  CHECK(record->fields().size() == 3);
  CHECK(record->cell(0) == "a");
  CHECK(record->cell(1) == "b \"c\"");
  CHECK(record->cell(2).empty());
  CHECK(record->cell(3) == "d");
  CHECK(record->cell(4).empty());
  record = reader.next();
  REQUIRE(record != nullptr);
  CHECK(record->raw() == "\xE4,x");  // as in the input, not decoded
  CHECK(record->cell(0) == "ä");
}
