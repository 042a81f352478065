#include "tagging/text_tests.h"

#include <doctest/doctest.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using linehaul::TestBits;
using linehaul::TextAnswers;
using linehaul::TextTests;
using Kind = linehaul::TextTests::Kind;

namespace {

struct Test {
  Kind kind;
  std::string value;
  std::uint32_t number;
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

/// What the test says, by a plain search.
bool holds(const Test& test, const std::string& text) {
  if (test.kind == Kind::equal) return text == test.value;
  const std::string low = lower(text);
  const std::string part = lower(test.value);
  if (test.kind == Kind::starts_with) return low.starts_with(part);
  if (test.kind == Kind::ends_with) return low.ends_with(part);
  return low.find(part) != std::string::npos;
}

bool is_set(const std::uint64_t* bits, std::uint32_t test) {
  return (bits[test / 64] >> (test % 64) & 1U) != 0;
}

bool answer(const TextTests& tests, std::uint32_t test, std::string_view text) {
  TestBits bits(tests.words());
  std::string room;
  tests.answer(text, bits.data(), room);
  return is_set(bits.data(), test);
}

std::string random_text(std::mt19937& random, std::size_t longest) {
  static constexpr std::string_view kLetters = "aAbB\xC3 ";
  std::string text(1 + random() % longest, ' ');
  for (char& c : text) c = kLetters[random() % kLetters.size()];
  return text;
}

}  // namespace

TEST_CASE("equality keeps to case, parts of a text do not") {
  TextTests tests;
  const auto equal = tests.add(Kind::equal, "Fuel");
  const auto contains = tests.add(Kind::contains, "UE");
  const auto starts = tests.add(Kind::starts_with, "fU");
  const auto ends = tests.add(Kind::ends_with, "El");
  tests.finish();
  for (const auto test : {equal, contains, starts, ends}) CHECK(answer(tests, test, "Fuel"));
  for (const auto test : {contains, starts, ends}) CHECK(answer(tests, test, "FUEL"));
  CHECK_FALSE(answer(tests, equal, "FUEL"));
  CHECK_FALSE(answer(tests, starts, "a fuel"));
  CHECK(answer(tests, ends, "a fuel"));
  CHECK_FALSE(answer(tests, ends, "fuels"));
  CHECK_FALSE(answer(tests, contains, ""));
}

TEST_CASE("the same test asked for twice is one, tests of other kinds and lists are others") {
  TextTests tests;
  const auto first = tests.add(Kind::contains, "a");
  CHECK(tests.add(Kind::contains, "A") == first);
  CHECK(tests.add(Kind::starts_with, "a") != first);
  const auto equal = tests.add(Kind::equal, "a");
  CHECK(tests.add(Kind::equal, "a") == equal);
  CHECK(tests.add(Kind::equal, "A") != equal);
  CHECK(tests.add_any_of({"a"}) == equal);
  const auto list = tests.add_any_of({"a", "b", "a"});
  CHECK(list != equal);
  const auto pattern = tests.add_pattern(std::make_shared<const RE2>("a"));
  CHECK(tests.add_pattern(std::make_shared<const RE2>("a")) == pattern);
  tests.finish();
  CHECK(tests.size() == 6);
  for (const auto test : {first, equal, list, pattern}) CHECK(answer(tests, test, "a"));
  CHECK(answer(tests, list, "b"));
  CHECK_FALSE(answer(tests, equal, "b"));
}

TEST_CASE("patterns are unanchored and keep to case") {
  TextTests tests;
  const auto plain = tests.add_pattern(std::make_shared<const RE2>("b.c"));
  const auto anchored = tests.add_pattern(std::make_shared<const RE2>("^a.*z$"));
  const auto any_case = tests.add_pattern(std::make_shared<const RE2>("(?i)B.C"));
  tests.finish();
  CHECK(answer(tests, plain, "abxcz"));
  CHECK_FALSE(answer(tests, plain, "aBxCz"));
  CHECK(answer(tests, any_case, "aBxCz"));
  CHECK(answer(tests, anchored, "aBxCz"));
  CHECK_FALSE(answer(tests, anchored, "aBxCz1"));
}

TEST_CASE("many tests on many texts are answered as by plain searches") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    TextTests tests;
    std::vector<Test> all;
    for (std::size_t i = 0; i < 200; ++i) {
      Test test{static_cast<Kind>(random() % 4), random_text(random, 5), 0};
      test.number = tests.add(test.kind, test.value);
      all.push_back(std::move(test));
    }
    tests.finish();
    TextAnswers answers(tests);
    TestBits bits(tests.words(), ~std::uint64_t{0});  // must be overwritten
    std::string room;
    for (int i = 0; i < 100; ++i) {
      // Short ones come again, so that what is remembered is asked too; long ones are not remembered.
      const std::string text = random_text(random, i % 10 == 0 ? 200 : 6);
      tests.answer(text, bits.data(), room);
      const std::uint64_t* remembered = answers.answer(text);
      for (const Test& test : all) {
        CAPTURE(text);
        CAPTURE(test.value);
        REQUIRE(is_set(bits.data(), test.number) == holds(test, text));
        REQUIRE(is_set(remembered, test.number) == holds(test, text));
      }
    }
  }
}

TEST_CASE("what is remembered is the text's own, whatever came before") {
  TextTests tests;
  const auto seven = tests.add(Kind::ends_with, "7");
  tests.finish();
  TextAnswers answers(tests);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 5000; ++i) {
      const std::string text = (i % 3 == 0 ? std::string(70, 'x') : "x") + std::to_string(i);
      REQUIRE(is_set(answers.answer(text), seven) == (i % 10 == 7));
    }
  }
}
