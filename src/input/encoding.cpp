#include "input/encoding.h"

#include <simdjson.h>

#include <array>

namespace linehaul {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Windows-1252 where it differs from ISO-8859-1: bytes 0x80 to 0x9F (unicode.org,
// MAPPINGS/VENDORS/MICSFT/WINDOWS).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_code_point(char32_t value, std::string& utf8) {
  const auto lead = [&](char32_t mark, int shift) { utf8 += static_cast<char>(mark | (value >> shift)); };
  const auto follow = [&](int shift) { utf8 += static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
  if (value < 0x80) {
    utf8 += static_cast<char>(value);
  } else if (value < 0x800) {
    lead(0xC0, 6);
    follow(0);
  } else if (value < 0x10000) {
    lead(0xE0, 12);
    follow(6);
    follow(0);
  } else {
    lead(0xF0, 18);
    follow(12);
    follow(6);
    follow(0);
  }
}

bool is_high_surrogate(char16_t unit) { return (unit & 0xFC00) == 0xD800; }

bool is_low_surrogate(char16_t unit) { return (unit & 0xFC00) == 0xDC00; }

}  // namespace

bool is_utf8(std::string_view bytes) {
  return bytes.empty() || simdjson::validate_utf8(bytes.data(), bytes.size());
}

ByteOrderMark byte_order_mark(std::string_view first_bytes) {
  if (first_bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8, 3};
  if (first_bytes.starts_with("\xFF\xFE")) return {Encoding::utf16_le, 2};
  if (first_bytes.starts_with("\xFE\xFF")) return {Encoding::utf16_be, 2};
  return {};
}

void append_windows_1252(std::string_view bytes, std::string& utf8) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool differs = byte >= 0x80 && byte < 0xA0;
    append_code_point(differs ? kWindows1252[byte - 0x80u] : byte, utf8);
  }
}

void append_iso_8859_1(std::string_view bytes, std::string& utf8) {
  for (const char c : bytes) append_code_point(static_cast<unsigned char>(c), utf8);
}

void Utf16Decoder::append(std::string_view bytes, std::string& utf8) {
  if (bytes.empty()) return;
  if (has_odd_byte_) {
    append_unit(unit(odd_byte_, bytes.front()), utf8);
    bytes.remove_prefix(1);
  }
  has_odd_byte_ = bytes.size() % 2 != 0;
  if (has_odd_byte_) odd_byte_ = bytes.back();
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) append_unit(unit(bytes[at], bytes[at + 1]), utf8);
}

void Utf16Decoder::finish(std::string& utf8) {
  if (high_surrogate_ != 0) append_code_point(kReplacement, utf8);
  if (has_odd_byte_) append_code_point(kReplacement, utf8);
  high_surrogate_ = 0;
  has_odd_byte_ = false;
}

void Utf16Decoder::append_unit(char16_t unit, std::string& utf8) {
  if (high_surrogate_ != 0) {
    const char32_t high = high_surrogate_;
    high_surrogate_ = 0;
    if (is_low_surrogate(unit)) {
      append_code_point(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00u), utf8);
      return;
    }
    append_code_point(kReplacement, utf8);
  }
  if (is_high_surrogate(unit)) {
    high_surrogate_ = unit;
  } else {
    append_code_point(is_low_surrogate(unit) ? kReplacement : unit, utf8);
  }
}

char16_t Utf16Decoder::unit(char first, char second) const {
  const auto low = static_cast<unsigned char>(is_big_endian_ ? second : first);
  const auto high = static_cast<unsigned char>(is_big_endian_ ? first : second);
  return static_cast<char16_t>(high << 8 | low);
}

}  // namespace linehaul
