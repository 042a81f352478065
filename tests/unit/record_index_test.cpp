// The index against the scanner: whatever the bytes, both readers must see the same records.

#include "input/record_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "unit/record_readings.h"

using linehaul::Dialect;
using linehaul::Encoding;
using linehaul::RecordIndex;

namespace {

/// The same numbers on every machine: a 64-bit linear congruential generator (Knuth's constants).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t roll(std::size_t sides) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % sides;
  }

 private:
  std::uint64_t state_;
};

/// Which pieces a text is thrown together from: `D` is the delimiter and `Q` the quote. Repeated ones are
/// likelier.
struct Flavour {
  std::vector<std::string_view> pieces;
  std::size_t longest;
};

const std::vector<Flavour> kFlavours = {
    // Ordinary: quotes where they belong.
    {{"a", "bc", "DDD", "D", "D", "Qq,DqQD", "DQQD", "DQaQQbQD", "DQxyQ\n", "\n", "\r\n", "12.50"}, 400},
    // Wide rows of few cells, in which blocks hold nothing but delimiters.
    {{"DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD", "word", "DQl\nm, nQD", "\n"},
     60},
    // Hostile: nothing but what punctuates.
    {{"D", "Q", "\n", "\r", "a", " "}, 120},
    {{"D", "QQ", "Q", "D", "\r\n", "a", "\t", "\n\n"}, 90},
    // Bytes that are not UTF-8, and some that are.
    {{"D", "\xE4", "ß", "D",
      "DQ\xFC"
      "QQQD",
      "\n", "a", "DQé\nQD", "📦"},
     150},
    // Rarely a quote that is odd, with much behind it.
    {{"aD", "bD", "cD", "dD", "eD", "fD", "gD", "hD", "iD", "jD", "kD", "DQlQD", "DQmnQD", "oQD", "\n", "\n"},
     3000},
};

std::string thrown_together(Dice& dice, const Flavour& flavour, Dialect dialect) {
  std::string text;
  for (std::size_t rest = dice.roll(flavour.longest) + 1; rest > 0; --rest) {
    for (const char c : flavour.pieces[dice.roll(flavour.pieces.size())]) {
      text += c == 'D' ? dialect.delimiter : c == 'Q' && dialect.quote != '\0' ? dialect.quote : c;
    }
  }
  return text;
}

void compare(std::uint64_t seed, std::size_t texts, const Reading& how) {
  Dice dice(seed);
  std::size_t records = 0;
  for (std::size_t i = 0; i < texts; ++i) {
    const std::string text = thrown_together(dice, kFlavours[i % kFlavours.size()], how.dialect);
    const std::string expected = all_accessors(text, text.size(), how, true);
    records += static_cast<std::size_t>(std::count(expected.begin(), expected.end(), '\n'));
    for (const std::size_t piece :
         {text.size(), std::size_t{1}, dice.roll(7) + 2, dice.roll(60) + 9, dice.roll(300) + 64}) {
      if (all_accessors(text, piece, how, false) == expected) continue;
      CAPTURE(text);
      CAPTURE(piece);
      REQUIRE(all_accessors(text, piece, how, false) == expected);
    }
  }
  CHECK(records > texts);
}

}  // namespace

TEST_CASE("the index and the scanner see the same records in thousands of texts") {
  compare(1, 1200, {});
  compare(2, 600, {.gives_up = true});
  compare(3, 400, {.dialect = {';', '"'}});
  compare(4, 400, {.dialect = {'\t', '\''}, .gives_up = true});
  compare(5, 300, {.dialect = {',', '\0'}});
  compare(6, 300, {.dialect = {'\xA7', '"'}});
  compare(7, 300, {.encoding = Encoding::utf8});
  compare(8, 300, {.encoding = Encoding::windows_1252});
  compare(9, 400, {.max_record_size = 40, .gives_up = true});
  // Punctuation that no index can tell apart: the scanner reads it all.
  compare(10, 120, {.dialect = {'"', '"'}});
  compare(11, 120, {.dialect = {'\n', '"'}});
  compare(12, 120, {.dialect = {',', '\r'}});
}

TEST_CASE("every place in a block for every kind of byte") {
  // A record that begins anywhere in a block and whose punctuation falls on each of its edges.
  for (const std::string_view punctuation :
       {",", "\"q\",", "\"\"\"\",", "\"a\"\"b\"", "\n", "\r\n", "\"\",", "\"\n\",x", "x\"y", "\"a\"b"}) {
    for (std::size_t before = 0; before < 140; ++before) {
      std::string text = std::string(before, 'x') + (before % 3 == 0 ? "," : "\n");
      text += std::string(punctuation) + "\n" + std::string(130, ',') + "tail\nlast,1\n";
      CAPTURE(text);
      CHECK(all_accessors(text, text.size(), {}, false) == all_accessors(text, text.size(), {}, true));
    }
  }
}

TEST_CASE("an index ends in front of what it cannot read") {
  const std::string text =
      "a,,b\n\n\"c\"\"d\",\"e\nf\"\r\ng,\"h\"i\nj\n" + std::string(RecordIndex::kPadding, '\0');
  RecordIndex index({});
  index.begin_text(text.size());
  CHECK_FALSE(index.build(text.data(), 0, text.size() - RecordIndex::kPadding));
  REQUIRE(index.records().size() == 2);
  const linehaul::IndexedRecord& first = index.records()[0];
  CHECK(first.begin == 0);
  CHECK(first.end == 4);
  CHECK(first.columns == 3);
  REQUIRE(index.fields(first).size() == 2);
  CHECK(index.fields(first)[1].column == 2);
  const linehaul::IndexedRecord& second = index.records()[1];
  CHECK(second.begin == 6);
  CHECK(second.has_doubled_quotes);
  CHECK(second.has_specials);
  CHECK(index.fields(second)[0].decoded);
  CHECK(index.fields(second)[1].size == 3);
}

TEST_CASE("fields stay where they are while more of a text is indexed") {
  const std::string text = "a,b\nc,d\ne,f\n" + std::string(RecordIndex::kPadding, '\0');
  RecordIndex index({});
  index.begin_text(12);
  REQUIRE(index.build(text.data(), 0, 8));
  REQUIRE(index.records().size() == 2);
  const auto first = index.fields(index.records()[0]);
  const auto second = index.fields(index.records()[1]);
  index.keep(1);  // so that the second one's place is free again
  REQUIRE(index.build(text.data(), 8, 12));
  REQUIRE(index.records().size() == 1);
  CHECK(first[0].begin == 0);
  CHECK(first[1].begin == 2);
  CHECK(index.fields(index.records()[0]).data() == second.data());
  CHECK(second[1].begin == 10);
  CHECK_FALSE(index.build(text.data(), 0, 4096));  // more than there is room for
  CHECK(index.records().empty());
}
