#include "tagging/substring_index.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using linehaul::SubstringIndex;

namespace {

/// Pattern and end of each occurrence.
using Hits = std::multiset<std::pair<std::uint32_t, std::size_t>>;

Hits indexed(const std::vector<std::string>& patterns, std::string_view text) {
  SubstringIndex index;
  for (const std::string& pattern : patterns) index.add(pattern);
  index.finish();
  Hits hits;
  index.find(text, [&](std::uint32_t pattern, std::size_t end) {
    hits.emplace(pattern, end);
    return true;
  });
  return hits;
}

Hits searched(const std::vector<std::string>& patterns, std::string_view text) {
  Hits hits;
  for (std::uint32_t p = 0; p < patterns.size(); ++p) {
    for (std::size_t at = text.find(patterns[p]); at != std::string_view::npos;
         at = text.find(patterns[p], at + 1)) {
      hits.emplace(p, at + patterns[p].size());
    }
  }
  return hits;
}

std::string random_text(std::mt19937& random, std::size_t longest, unsigned letters, char first) {
  std::string text(random() % (longest + 1), ' ');
  for (char& c : text) c = static_cast<char>(static_cast<unsigned char>(first) + random() % letters);
  return text;
}

}  // namespace

TEST_CASE("an index without patterns finds nothing") {
  SubstringIndex index;
  CHECK(index.empty());
  index.finish();
  index.find("text", [](std::uint32_t, std::size_t) {
    FAIL("found");
    return true;
  });
}

TEST_CASE("who has seen the shorter patterns is spared them") {
  SubstringIndex index;
  for (const char* pattern : {"a", "aa", "aaa"}) index.add(pattern);
  index.finish();
  std::vector<bool> seen(3);
  std::size_t calls = 0;
  index.find("aaaaaaaaaa", [&](std::uint32_t pattern, std::size_t) {
    ++calls;
    const bool is_new = !seen[pattern];
    seen[pattern] = true;
    return is_new;
  });
  CHECK(seen == std::vector<bool>{true, true, true});
  CHECK(calls < 16);  // 27 without that
}

TEST_CASE("patterns that a text starts with") {
  SubstringIndex index;
  for (const char* pattern : {"fuel", "fue", "surcharge", "fuel surcharge", "f"}) index.add(pattern);
  index.finish();
  std::vector<std::uint32_t> found;
  index.find_prefixes("fuel sur", [&](std::uint32_t pattern) { found.push_back(pattern); });
  CHECK(found == std::vector<std::uint32_t>{4, 1, 0});
}

TEST_CASE("patterns that are parts of one another, equal ones and overlapping ones are all found") {
  const std::vector<std::string> patterns = {"he", "she", "hers", "his", "he", "e", "s"};
  CHECK(indexed(patterns, "ushers") == searched(patterns, "ushers"));
  CHECK(indexed({"aa"}, "aaaa") == Hits{{0, 2}, {0, 3}, {0, 4}});
  CHECK(indexed({"abcd", "bc"}, "abce") == Hits{{1, 3}});
  CHECK(indexed({"abcabd", "cab"}, "abcabcabd") == Hits{{1, 5}, {0, 9}, {1, 8}});
}

TEST_CASE("every byte is a byte like any other") {
  const std::string nul("\0", 1);
  CHECK(indexed({nul, "\xFF\xFE", "\x80"}, "a" + nul + "\xFF\xFE\x80") == Hits{{0, 2}, {1, 4}, {2, 5}});
  CHECK(indexed({"ü"}, "Über für") == searched({"ü"}, "Über für"));
}

TEST_CASE("the index finds what a plain search finds") {
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    const unsigned letters = 1 + random() % 4;
    const char first = round % 2 == 0 ? 'a' : '\xFC';
    std::vector<std::string> patterns;
    const std::size_t count = 1 + random() % 12;
    while (patterns.size() < count) {
      std::string pattern = random_text(random, 6, letters, first);
      if (!pattern.empty()) patterns.push_back(std::move(pattern));
    }
    const std::string text = random_text(random, 40, letters, first);
    CAPTURE(text);
    REQUIRE(indexed(patterns, text) == searched(patterns, text));
  }
}
