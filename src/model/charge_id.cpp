#include "model/charge_id.h"

#include <array>
#include <cstddef>
#include <string>

#include "model/short_text.h"
#include "text/ascii.h"

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

/// By byte: what it becomes in the charge part; 0 for what only separates.
constexpr auto kInSlug = [] {
  std::array<char, 256> slug{};
  for (std::size_t byte = 0; byte < slug.size(); ++byte) {
    const char c = static_cast<char>(byte);
    if (is_letter_or_digit(c)) slug[byte] = to_lower(c);
  }
  return slug;
}();

std::size_t byte_of(char c) { return static_cast<unsigned char>(c); }

/// Percent-encodes what may not stand in a URL path as it is. Returns where the next byte goes, as the other
/// functions do.
char* put_encoded(std::string_view text, char* to) {
  bool is_plain = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    to[i] = text[i];
    is_plain &= kIsPlain[byte_of(text[i])];
  }
  if (is_plain) return to + text.size();
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

/// Lower-cased, runs of anything but ASCII letters and digits one `-`, none at the ends.
char* put_slug(std::string_view text, char* to) {
  const char* const start = to;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data();; ++at) {
    for (; at != end && kInSlug[byte_of(*at)] != 0; ++at) *to++ = kInSlug[byte_of(*at)];
    while (at != end && kInSlug[byte_of(*at)] == 0) ++at;
    if (at == end) return to;
    if (to != start) *to++ = '-';
    *to++ = kInSlug[byte_of(*at)];
  }
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
  if (!tracking_.empty() && tracking_ != base_) {
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
