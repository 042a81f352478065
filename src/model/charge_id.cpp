#include "model/charge_id.h"

#include <cstddef>

namespace linehaul {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Percent-encodes what may not stand in a URL path as it is.
void append_encoded(std::string_view text, std::string& id) {
  for (const char c : text) {
    if (is_letter_or_digit(c) || c == '.' || c == '_' || c == '-') {
      id += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      id += '%';
      id += kHex[byte >> 4U];
      id += kHex[byte & 15U];
    }
  }
}

/// Lower-cased, runs of anything but ASCII letters and digits one `-`, none at the ends.
void append_slug(std::string_view text, std::string& id) {
  const std::size_t start = id.size();
  bool gap = false;
  for (const char c : text) {
    if (!is_letter_or_digit(c)) {
      gap = id.size() != start;
      continue;
    }
    if (gap) id += '-';
    gap = false;
    id += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
}

void append_charge(const LineItem& item, std::string& id) {
  const std::size_t start = id.size();
  for (const std::string_view part : item.id_charge) {
    const std::size_t before = id.size();
    if (before != start) id += '.';
    const std::size_t slug = id.size();
    append_slug(part, id);
    if (id.size() == slug) id.resize(before);  // a blank part leaves no dot
  }
  if (id.size() == start) id += '-';
}

}  // namespace

std::string_view ChargeIds::next(const LineItem& item) {
  id_.clear();
  std::string_view base = item.id_base;
  if (base.empty()) base = item.tracking_number;
  if (base.empty()) base = item.reference;
  if (base.empty()) base = carrier_;
  append_encoded(base, id_);
  if (!item.tracking_number.empty() && item.tracking_number != base) {
    id_ += '~';
    append_encoded(item.tracking_number, id_);
  }
  id_ += ':';
  if (item.invoice_id.empty()) {
    id_ += '-';
  } else {
    append_encoded(item.invoice_id, id_);
  }
  id_ += ':';
  append_charge(item, id_);
  if (const std::uint32_t n = occurrences_.count(id_); n > 1) {
    id_ += ':';
    id_ += std::to_string(n);
  }
  return id_;
}

}  // namespace linehaul
