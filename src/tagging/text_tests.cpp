#include "tagging/text_tests.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "text/ascii.h"

namespace linehaul {
namespace {

void set_bit(std::uint64_t* bits, std::uint32_t test) { bits[test / 64] |= std::uint64_t{1} << (test % 64); }

template <typename Word>
std::uint64_t word_at(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// For a table of a few hundred texts: from the size and the first and last bytes.
std::size_t quick_hash(std::string_view text) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
  const char* bytes = text.data();
  const std::size_t size = text.size();
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (size >= 8) {
    first = word_at<std::uint64_t>(bytes);
    last = word_at<std::uint64_t>(bytes + size - 8);
  } else if (size >= 4) {
    first = word_at<std::uint32_t>(bytes);
    last = word_at<std::uint32_t>(bytes + size - 4);
  } else {
    first = static_cast<unsigned char>(bytes[0]);
    last =
        word_at<std::uint16_t>(bytes + size - std::min<std::size_t>(size, 2)) & (size < 2 ? 0xFFU : 0xFFFFU);
  }
  return static_cast<std::size_t>(((first ^ size) * kOdd ^ last) * kOdd >> 32U);
}

/// Most texts have 8 to 32 bytes: compared in two or four loads, without a call.
bool are_equal(const char* a, const char* b, std::size_t size) {
  const auto differ = [a, b](std::size_t at) {
    return word_at<std::uint64_t>(a + at) ^ word_at<std::uint64_t>(b + at);
  };
  if (size < 8 || size > 32) return std::memcmp(a, b, size) == 0;
  const std::uint64_t ends = differ(0) | differ(size - 8);
  return (size <= 16 ? ends : ends | differ(8) | differ(size - 16)) == 0;
}

}  // namespace

std::uint32_t TextTests::add(Kind kind, std::string_view value) {
  if (kind == Kind::equal) return add_any_of({std::string(value)});
  std::string part = lower_case(value);
  const auto [known, is_new] = known_.try_emplace(std::to_string(static_cast<int>(kind)) + part, tests_);
  if (is_new) {
    Parts& parts = kind == Kind::starts_with ? starts_ : kind == Kind::ends_with ? ends_ : parts_;
    if (kind == Kind::ends_with) std::reverse(part.begin(), part.end());
    parts.index.add(part);
    parts.tests.push_back(tests_++);
  }
  return known->second;
}

std::uint32_t TextTests::add_any_of(const std::vector<std::string>& values) {
  if (values.size() == 1) {
    const auto [known, is_new] = known_.try_emplace("=" + values.front(), tests_);
    if (!is_new) return known->second;
  }
  for (const std::string& value : values) {
    std::vector<std::uint32_t>& tests = equal_[value];
    if (tests.empty() || tests.back() != tests_) tests.push_back(tests_);
  }
  return tests_++;
}

std::uint32_t TextTests::add_pattern(std::shared_ptr<const RE2> pattern) {
  const auto [known, is_new] = known_.try_emplace("/" + pattern->pattern(), tests_);
  if (is_new) patterns_.emplace_back(tests_++, std::move(pattern));
  return known->second;
}

void TextTests::finish() {
  parts_.index.finish();
  known_.clear();
}

void TextTests::answer(std::string_view text, std::uint64_t* bits, std::string& lower) const {
  std::fill_n(bits, words(), 0);
  lower.assign(text);
  if (const auto found = equal_.find(lower); found != equal_.end()) {
    for (const std::uint32_t test : found->second) set_bit(bits, test);
  }
  if (parts_.tests.size() + starts_.tests.size() + ends_.tests.size() != 0) answer_parts(bits, lower);
  for (const auto& [test, pattern] : patterns_) {
    if (RE2::PartialMatch({text.data(), text.size()}, *pattern)) set_bit(bits, test);
  }
}

void TextTests::answer_parts(std::uint64_t* bits, std::string& lower) const {
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  if (!parts_.index.empty()) {
    parts_.index.find(lower, [&](std::uint32_t part, std::size_t) {
      const std::uint32_t test = parts_.tests[part];
      const bool is_new = (bits[test / 64] >> (test % 64) & 1U) == 0;
      set_bit(bits, test);
      return is_new;
    });
  }
  starts_.index.find_prefixes(lower, [&](std::uint32_t part) { set_bit(bits, starts_.tests[part]); });
  if (ends_.index.empty()) return;
  std::reverse(lower.begin(), lower.end());
  ends_.index.find_prefixes(lower, [&](std::uint32_t part) { set_bit(bits, ends_.tests[part]); });
}

TextAnswers::TextAnswers(const TextTests& tests)
    : tests_(&tests), slots_(kSlots), bits_((kSlots + 1) * tests.words()) {}

const std::uint64_t* TextAnswers::answer(std::string_view text) {
  const std::size_t number = text.empty() || text.size() > kLongest ? kSlots : quick_hash(text) % kSlots;
  std::uint64_t* bits = bits_.data() + number * tests_->words();
  Slot* slot = number == kSlots ? nullptr : &slots_[number];
  if (slot != nullptr && slot->size == text.size() && are_equal(slot->text, text.data(), text.size())) {
    return bits;
  }
  tests_->answer(text, bits, lower_);
  if (slot != nullptr) {
    std::memcpy(slot->text, text.data(), text.size());
    slot->size = static_cast<std::uint8_t>(text.size());
  }
  return bits;
}

}  // namespace linehaul
