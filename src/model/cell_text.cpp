#include "model/cell_text.h"

#include <array>

namespace linehaul {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202F";
constexpr std::string_view kByteOrderMark = "\uFEFF";

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t trailing_blank(std::string_view text) {
  if (text.empty() || is_visible(text.back())) return 0;
  if (is_ascii_blank(text.back())) return 1;
  if (text.ends_with(kNoBreakSpace)) return kNoBreakSpace.size();
  return text.ends_with(kNarrowNoBreakSpace) ? kNarrowNoBreakSpace.size() : 0;
}

// Takes the digits at the start of the text away; false when there are none.
bool take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  text.remove_prefix(count);
  return count > 0;
}

constexpr bool is_ascii_capital(char c) { return c >= 'A' && c <= 'Z'; }

// Header names are compared by letters, digits and everything beyond ASCII.
constexpr bool is_name_byte(char c) {
  return is_ascii_capital(c) || (c >= 'a' && c <= 'z') || is_digit(c) ||
         static_cast<unsigned char>(c) >= 0x80;
}

constexpr char lower_ascii(char c) { return is_ascii_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

// First byte in UTF-8 of U+00C0 to U+00FF.
constexpr char kLatin1Lead = '\xC3';

// Lower case for the byte after kLatin1Lead: U+00C0 to U+00DE have their small letters 0x20 further on, but
// for U+00D7, the multiplication sign.
char lower_latin_1(char c) {
  const auto byte = static_cast<unsigned char>(c);
  const bool is_capital = byte >= 0x80 && byte <= 0x9E && byte != 0x97;
  return is_capital ? static_cast<char>(byte + 0x20) : c;
}

/// By ASCII character: what it is in a normalized name; 0 for what only separates words.
constexpr auto kInName = [] {
  std::array<char, 128> names{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = static_cast<char>(i);
    if (is_name_byte(c)) names[i] = lower_ascii(c);
  }
  return names;
}();

/// The normalized name of a text in ASCII; false for another one.
bool append_ascii_name(std::string_view name, std::string& normalized) {
  bool gap = false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= kInName.size()) return false;
    if (kInName[byte] == 0) {
      gap = !normalized.empty();
      continue;
    }
    if (gap) normalized += ' ';
    gap = false;
    normalized += kInName[byte];
  }
  return true;
}

}  // namespace

std::size_t leading_blank(std::string_view text) {
  if (text.empty() || is_visible(text.front())) return 0;
  if (is_ascii_blank(text.front())) return 1;
  if (text.starts_with(kNoBreakSpace)) return kNoBreakSpace.size();
  return text.starts_with(kNarrowNoBreakSpace) ? kNarrowNoBreakSpace.size() : 0;
}

std::string_view trim_blanks(std::string_view text) {
  while (const std::size_t size = leading_blank(text)) text.remove_prefix(size);
  while (const std::size_t size = trailing_blank(text)) text.remove_suffix(size);
  return text;
}

std::string_view unguarded_closely(std::string_view text) {
  text = trim(text);
  if (text.starts_with('\'')) return trim(text.substr(1));
  if (text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"')) {
    return trim(text.substr(2, text.size() - 3));
  }
  return text;
}

std::string_view without_zero_decimal(std::string_view text) {
  std::string_view rest = text;
  return take_digits(rest) && rest.size() == 2 ? text.substr(0, text.size() - 2) : text;
}

bool is_rounded_number(std::string_view text) {
  if (!take_digits(text)) return false;
  if (text.starts_with('.') || text.starts_with(',')) {
    text.remove_prefix(1);
    if (!take_digits(text)) return false;
  }
  if (!text.starts_with("E+") && !text.starts_with("e+")) return false;
  text.remove_prefix(2);
  return take_digits(text) && text.empty();
}

std::string normalized_name(std::string_view name) {
  std::string normalized;
  normalized.reserve(name.size());
  if (append_ascii_name(name, normalized)) return normalized;
  normalized.clear();
  name = trim(name);
  if (name.starts_with(kByteOrderMark)) name.remove_prefix(kByteOrderMark.size());
  bool gap = false;
  char previous = '\0';
  while (!name.empty()) {
    const char c = name.front();
    const std::size_t blank = leading_blank(name);
    if (blank > 0 || !is_name_byte(c)) {
      gap = !normalized.empty();
    } else {
      if (gap) normalized += ' ';
      gap = false;
      normalized += previous == kLatin1Lead ? lower_latin_1(c) : lower_ascii(c);
    }
    previous = c;
    name.remove_prefix(blank > 0 ? blank : 1);
  }
  return normalized;
}

}  // namespace linehaul
