#include "model/charge_id.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "model/short_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";
constexpr std::size_t kLongestEncoding = 3;  // bytes of `%2F`
constexpr std::size_t kPunctuation = 16;     // `~`, colons, dots and dashes

constexpr bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// By byte: what stands in a URL path as it is.
constexpr auto kIsPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0; byte < plain.size(); ++byte) {
    const char c = static_cast<char>(byte);
    plain[byte] = is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  }
  return plain;
}();

std::size_t byte_of(char c) { return static_cast<unsigned char>(c); }

// Eight bytes of text at a time, the first one in the lowest byte: a loop over bytes was a third of what an
// id cost, and where a word ends nobody foresees.
constexpr std::size_t kWord = sizeof(std::uint64_t);
constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kTopBits = kOnes << 7U;
constexpr std::uint64_t kSmallLetters = kOnes << 5U;  // these bits make a letter small and leave a digit

std::uint64_t load_word(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// The top bit of every byte that is no ASCII letter or digit.
constexpr std::uint64_t separators_in(std::uint64_t word) {
  const std::uint64_t low = word & ~kTopBits;
  const auto outside = [](std::uint64_t bytes, char first, char last) {
    const auto from = static_cast<std::uint64_t>(0x80 - first);
    const auto behind = static_cast<std::uint64_t>(0x7F - last);
    return ~(bytes + kOnes * from) | (bytes + kOnes * behind);
  };
  const std::uint64_t is_other = outside(low, '0', '9') & outside(low | kSmallLetters, 'a', 'z');
  return (is_other | word) & kTopBits;
}

/// Percent-encodes what may not stand in a URL path as it is. Returns where the next byte goes, as the other
/// functions do.
char* put_encoded_closely(std::string_view text, char* to) {
  for (const char c : text) {
    if (kIsPlain[byte_of(c)]) {
      *to++ = c;
    } else {
      *to++ = '%';
      *to++ = kHex[byte_of(c) >> 4U];
      *to++ = kHex[byte_of(c) & 15U];
    }
  }
  return to;
}

/// The same. Nearly all are letters and digits, and of eight bytes or more.
char* put_encoded(std::string_view text, char* to) {
  if (text.size() < kWord) return put_encoded_closely(text, to);
  const std::size_t last = text.size() - kWord;
  std::uint64_t separators = 0;
  const auto put = [&](std::size_t at) {
    const std::uint64_t word = load_word(text.data() + at);
    std::memcpy(to + at, &word, sizeof word);
    separators |= separators_in(word);
  };
  for (std::size_t at = 0; at < last; at += kWord) put(at);
  put(last);  // overlaps the one before
  return separators == 0 ? to + text.size() : put_encoded_closely(text, to);
}

/// Lower-cased, runs of anything but ASCII letters and digits one `-`, none at the ends. Writes up to kWord
/// bytes more than it says.
char* put_slug(std::string_view text, char* to) {
  const char* const start = to;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const auto rest = static_cast<std::size_t>(end - at);
    const std::uint64_t word = rest >= kWord ? load_word(at) : short_word({at, rest});
    const std::uint64_t small = word | kSmallLetters;
    std::memcpy(to, &small, sizeof small);
    const auto run = static_cast<std::size_t>(std::countr_zero(separators_in(word))) / 8;  // 8 where all is
    to += run;
    at += run;
    if (run == kWord) continue;
    while (at != end && !is_letter_or_digit(*at)) ++at;
    if (at != end && to != start) *to++ = '-';
  }
  return to;
}

char* put_charge(const LineItem& item, char* to) {
  const char* const start = to;
  for (const std::string_view part : item.id_charge) {
    char* const before = to;
    if (before != start) *to++ = '.';
    char* const slug = to;
    to = put_slug(part, to);
    if (to == slug) to = before;  // a blank part leaves no dot
  }
  if (to == start) *to++ = '-';
  return to;
}

}  // namespace

/// Writes what the charges of a shipment have in common.
void ChargeIds::begin_id(std::string_view base, const LineItem& item) {
  base_ = base;
  tracking_ = item.tracking_number;
  invoice_ = item.invoice_id;
  id_.clear();
  id_.reserve((base_.size() + tracking_.size() + invoice_.size()) * kLongestEncoding + kPunctuation);
  char* to = put_encoded(base_, id_.end());
  if (!tracking_.empty() && !is_same_text(tracking_, base_)) {
    *to++ = '~';
    to = put_encoded(tracking_, to);
  }
  *to++ = ':';
  if (invoice_.empty()) *to++ = '-';
  to = put_encoded(invoice_, to);
  *to++ = ':';
  id_.advance(static_cast<std::size_t>(to - id_.end()));
  begun_ = id_.size();
  begun_hash_ = hash_of(id_.view());
}

/// The hash of an id is that of its two halves. Neither holds the other's colons, so that equal ids, and only
/// they, have equal halves.
TextHash ChargeIds::prepare(const LineItem& item) {
  std::string_view base = item.id_base;
  if (base.empty()) base = item.tracking_number;
  if (base.empty()) base = item.reference;
  if (base.empty()) base = carrier_;
  const bool is_begun = begun_ != 0 && is_same_text(item.tracking_number, tracking_) &&
                        is_same_text(base, base_) && is_same_text(item.invoice_id, invoice_);
  if (!is_begun) begin_id(base, item);

  std::size_t texts = 0;
  for (const std::string_view part : item.id_charge) texts += part.size();
  id_.clear();
  id_.advance(begun_);
  id_.reserve(texts + kPunctuation);
  char* const charge = id_.end();
  const auto size = static_cast<std::size_t>(put_charge(item, charge) - charge);
  id_.advance(size);
  return hash_of({charge, size}, begun_hash_);
}

std::string_view ChargeIds::prepared(std::uint32_t n) {
  if (n > 1) {
    id_.append(":");
    id_.append(std::to_string(n));
  }
  return id_.view();
}

}  // namespace linehaul
