#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tagging/substring_index.h"

namespace linehaul {

/// One bit per test.
using TestBits = std::vector<std::uint64_t>;

/// Every test of one field that looks at its text, whatever rule it belongs to, answered together: equal
/// values by one look into a table, parts of the text by one pass over it, patterns one by one.
class TextTests {
 public:
  enum class Kind : std::uint8_t { equal, contains, starts_with, ends_with };

  /// Each returns the number of the test; the same test asked for twice has one number. Kinds but `equal`
  /// ignore the case of ASCII letters.
  std::uint32_t add(Kind kind, std::string_view value);
  /// One test for several equal values.
  std::uint32_t add_any_of(const std::vector<std::string>& values);
  std::uint32_t add_pattern(std::shared_ptr<const RE2> pattern);
  /// To be called once, behind the last of them.
  void finish();

  bool empty() const { return tests_ == 0; }
  std::uint32_t size() const { return tests_; }
  std::size_t words() const { return (tests_ + 63) / 64; }

  /// Sets the bits of the tests that hold for the text. `lower` is room to work in.
  void answer(std::string_view text, std::uint64_t* bits, std::string& lower) const;

 private:
  /// Patterns with the tests they stand for.
  struct Parts {
    SubstringIndex index;
    std::vector<std::uint32_t> tests;  // by number of the index
  };

  /// `lower` holds the text, and is changed.
  void answer_parts(std::uint64_t* bits, std::string& lower) const;

  std::uint32_t tests_ = 0;
  std::unordered_map<std::string, std::vector<std::uint32_t>> equal_;
  std::unordered_map<std::string, std::uint32_t> known_;  // tests by kind and value
  Parts parts_;                                           // anywhere in the text
  Parts starts_;                                          // of the text
  Parts ends_;                                            // of the text, both backwards
  std::vector<std::pair<std::uint32_t, std::shared_ptr<const RE2>>> patterns_;
};

/// Remembers the answers for the texts met last: a charge description or a service occurs a million times in
/// a file, in a few dozen spellings. Direct-mapped; long texts are not remembered.
class TextAnswers {
 public:
  explicit TextAnswers(const TextTests& tests);

  /// Valid until the next call.
  const std::uint64_t* answer(std::string_view text);

 private:
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t kLongest = 47;

  /// A text that was met; the size 0 means none.
  struct Slot {
    char text[kLongest];
    std::uint8_t size = 0;
  };

  const TextTests* tests_;
  std::vector<Slot> slots_;
  TestBits bits_;  // a row per slot, and one for long texts
  std::string lower_;
};

}  // namespace linehaul
