#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace linehaul {

// All texts are UTF-8; bytes that are not are never taken for blanks. Views returned point into the argument.

/// Bytes of the blank that the text starts with, 0 where it starts with something else. Blanks are what cells
/// are trimmed of: space, tab, CR, LF, VT, FF, U+00A0 and U+202F.
std::size_t leading_blank(std::string_view text);

/// A byte that neither starts nor ends a blank; most cells are settled by their first and last one.
constexpr bool is_visible(char c) { return c > ' ' && c <= '~'; }

/// trim() for a text that does not both start and end with a visible byte.
std::string_view trim_blanks(std::string_view text);

/// Without blanks at both ends.
inline std::string_view trim(std::string_view text) {
  const bool is_trimmed = text.empty() || (is_visible(text.front()) && is_visible(text.back()));
  return is_trimmed ? text : trim_blanks(text);
}

/// unguarded() for a text with blanks around it or, perhaps, a text guard.
std::string_view unguarded_closely(std::string_view text);

/// By byte: begins a text that has neither blanks in front nor a text guard; is_bare() is also without blanks
/// behind, and for a text that is not empty.
inline constexpr auto kBeginsBare = [] {
  std::array<bool, 256> bare{};
  for (std::size_t byte = 0; byte < bare.size(); ++byte) {
    const char c = static_cast<char>(byte);
    bare[byte] = is_visible(c) && c != '\'' && c != '=';
  }
  return bare;
}();

inline bool is_bare(std::string_view text) {
  return kBeginsBare[static_cast<unsigned char>(text.front())] && is_visible(text.back());
}

/// Trimmed, and out of a spreadsheet's text guard: `="5.00"` and `'5.00` are `5.00`.
inline std::string_view unguarded(std::string_view cell) {
  return cell.empty() || is_bare(cell) ? cell : unguarded_closely(cell);
}

/// Without the `.0` that a text ends in, where all else of it is digits.
std::string_view without_zero_decimal(std::string_view text);

/// What an identifier cell says: unguarded, and without the `.0` that a spreadsheet gave a number
/// (`794612345678.0`). Empty for a blank cell.
inline std::string_view identifier_text(std::string_view cell) {
  const std::string_view text = unguarded(cell);
  return text.ends_with(".0") ? without_zero_decimal(text) : text;
}

/// Whether the character is in the text: eight bytes at a time, the last eight overlapping those before.
inline bool holds(std::string_view text, char c) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const std::uint64_t wanted = kOnes * static_cast<unsigned char>(c);
  const auto is_in_eight = [wanted, text](std::size_t at) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    word ^= wanted;
    return ((word - kOnes) & ~word & (kOnes << 7U)) != 0;
  };
  if (text.size() < sizeof(std::uint64_t)) {
    for (const char in_text : text) {
      if (in_text == c) return true;
    }
    return false;
  }
  const std::size_t last = text.size() - sizeof(std::uint64_t);
  for (std::size_t at = 0; at < last; at += sizeof(std::uint64_t)) {
    if (is_in_eight(at)) return true;
  }
  return is_in_eight(last);
}

/// is_damaged_identifier() for a text with a plus.
bool is_rounded_number(std::string_view text);

/// Whether a spreadsheet turned the identifier into a rounded number: `3.76E+14`, also with a comma.
/// `0000123E45678` is a valid reference. Expects identifier_text().
inline bool is_damaged_identifier(std::string_view identifier) {
  return holds(identifier, '+') && is_rounded_number(identifier);  // hardly any has a plus
}

/// Whether a cheap look shows that the cell is its own identifier_text() and not damaged; false where it
/// takes another look.
inline bool is_plain_identifier(std::string_view cell) {
  if (cell.size() < 2) return false;
  if (!is_bare(cell) || cell[cell.size() - 2] == '.') return false;
  const char second = cell[1];  // of a rounded number a digit, a mark or the exponent's letter
  const bool is_no_number = second >= 'A' && second != 'E' && second != 'e';
  return is_no_number || !holds(cell, '+');
}

/// The form in which header names are compared: without byte-order mark, ASCII and Latin-1 letters in lower
/// case, every run of other ASCII characters and blanks one space, none at the ends: `EPS Account #` becomes
/// `eps account`.
std::string normalized_name(std::string_view name);

}  // namespace linehaul
