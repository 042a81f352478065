#include "model/charge_id.h"

#include <array>
#include <cstddef>
#include <string>

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
  bool gap = false;
  for (const char c : text) {
    const char letter = kInSlug[byte_of(c)];
    if (letter == 0) {
      gap = to != start;
      continue;
    }
    if (gap) *to++ = '-';
    gap = false;
    *to++ = letter;
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

char* put(std::string_view text, char* to) { return to + text.copy(to, text.size()); }

}  // namespace

char* ChargeIds::put_invoice(std::string_view invoice_id, char* to) {
  if (invoice_id.empty()) return put("-", to);
  if (invoice_ != invoice_id) {
    invoice_ = invoice_id;
    encoded_invoice_.resize(invoice_id.size() * kLongestEncoding);
    char* const begin = encoded_invoice_.data();
    encoded_invoice_.resize(static_cast<std::size_t>(put_encoded(invoice_id, begin) - begin));
  }
  return put(encoded_invoice_, to);
}

TextHash ChargeIds::prepare(const LineItem& item) {
  std::string_view base = item.id_base;
  if (base.empty()) base = item.tracking_number;
  if (base.empty()) base = item.reference;
  if (base.empty()) base = carrier_;
  std::size_t texts = base.size() + item.tracking_number.size() + item.invoice_id.size();
  for (const std::string_view part : item.id_charge) texts += part.size();
  id_.clear();
  id_.reserve(texts * kLongestEncoding + kPunctuation);

  char* to = put_encoded(base, id_.end());
  if (!item.tracking_number.empty() && item.tracking_number != base) {
    *to++ = '~';
    to = put_encoded(item.tracking_number, to);
  }
  *to++ = ':';
  to = put_invoice(item.invoice_id, to);
  *to++ = ':';
  to = put_charge(item, to);
  id_.advance(static_cast<std::size_t>(to - id_.end()));
  return hash_of(id_.view());
}

std::string_view ChargeIds::prepared(std::uint32_t n) {
  if (n > 1) {
    id_.append(":");
    id_.append(std::to_string(n));
  }
  return id_.view();
}

}  // namespace linehaul
