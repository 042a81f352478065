#include "model/occurrence_table.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

using namespace std::string_view_literals;
using linehaul::OccurrenceTable;

TEST_CASE("every text is counted by itself") {
  OccurrenceTable table;
  CHECK(table.count("a") == 1);
  CHECK(table.count("a") == 2);
  CHECK(table.count("b") == 1);
  CHECK(table.count("a") == 3);
  CHECK(table.count("b") == 2);
  CHECK(table.count("") == 1);
  CHECK(table.count("") == 2);
}

TEST_CASE("texts that differ little are different texts") {
  OccurrenceTable table;
  for (const std::string_view text :
       {""sv, "\0"sv, "\0\0"sv, "\0\0\0\0\0\0\0\0"sv, "\0\0\0\0\0\0\0\0\0"sv, "a"sv, "a\0"sv, "\0a"sv, "aa"sv,
        "abcdefgh"sv, "abcdefghi"sv, "abcdefgi"sv, "hgfedcba"sv, "abcdefghabcdefgh"sv, "abcdefghabcdefgi"sv,
        "abcdefgiabcdefgh"sv, "1234567812345678x"sv, "8765432112345678x"sv}) {
    CAPTURE(text);
    CHECK(table.count(text) == 1);
  }
}

TEST_CASE("clear forgets everything") {
  OccurrenceTable table;
  table.clear();
  for (int i = 0; i < 5000; ++i) table.count(std::to_string(i));
  table.clear();
  for (int i = 0; i < 5000; ++i) CHECK(table.count(std::to_string(i)) == 1);
}

TEST_CASE("counts survive every growth of the table") {
  // Text number i is counted once more whenever a new text has come: all counts are known at any size.
  OccurrenceTable table;
  std::uint32_t wrong = 0;
  for (std::uint32_t size = 1; size <= 3000; ++size) {
    wrong += table.count("text " + std::to_string(size)) != 1;
    wrong += table.count("the one that always comes") != size;
  }
  for (std::uint32_t i = 1; i <= 3000; ++i) wrong += table.count("text " + std::to_string(i)) != 2;
  CHECK(wrong == 0);
}

TEST_CASE("a million texts are counted exactly") {
  constexpr std::uint32_t kTexts = 1000000;
  const auto text = [](std::uint32_t number) {
    return "1ZH7R204242560" + std::to_string(number) + ":00000H7R204226:iss.frt.003";
  };
  OccurrenceTable table;
  std::uint32_t wrong = 0;
  for (std::uint32_t i = 0; i < kTexts; ++i) wrong += table.count(text(i)) != 1;
  CHECK(wrong == 0);
  for (std::uint32_t i = 0; i < kTexts; i += 3) wrong += table.count(text(i)) != 2;
  for (std::uint32_t i = 0; i < kTexts; ++i) wrong += table.count(text(i)) != (i % 3 == 0 ? 3u : 2u);
  CHECK(wrong == 0);
}

TEST_CASE("the hash of two texts tells where one ends and the other begins") {
  OccurrenceTable table;
  const std::string text = "0123456789abcdef0123456789abcdef0123456789";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CHECK(table.count(std::string_view(text).substr(0, size)) == 1);
    for (std::size_t cut = 0; cut <= size; ++cut) {
      const auto before = linehaul::hash_of(std::string_view(text).substr(0, cut));
      CHECK(table.count(linehaul::hash_of(std::string_view(text).substr(cut, size - cut), before)) == 1);
    }
  }
}
