#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/amount.h"

namespace linehaul {

// Amounts of up to 8 bytes and their sign, as nearly all are: all digits at once, in one word. In a header,
// as the way to a function that every row calls several times was half of its cost.

/// The lowest `size` bytes of the word, 1 to 8 of them, moved to its top, with zeros of text in front.
inline std::uint64_t eight_digits(std::uint64_t word, std::size_t size) {
  constexpr std::uint64_t kZeros = 0x3030303030303030;
  return (word << (64 - 8 * size)) | (kZeros >> (8 * (size - 1)) >> 8U);
}

/// The top bit of every byte of the word that is no digit. Above the lowest of them a digit may be marked
/// too.
inline std::uint64_t non_digits(std::uint64_t word) {
  const std::uint64_t x = word ^ 0x3030303030303030;
  return (x | (x + 0x7676767676767676)) & 0x8080808080808080;
}

/// The number that eight digits spell, the first one in the lowest byte: pairs, fours, all.
inline std::uint64_t number_of(std::uint64_t word) {
  word = ((word & 0x0F0F0F0F0F0F0F0F) * 2561) >> 8U;
  word = ((word & 0x00FF00FF00FF00FF) * 6553601) >> 16U;
  return ((word & 0x0000FFFF0000FFFF) * 42949672960001) >> 32U;
}

/// Reads the eight_digits() of a text of `size` bytes, of which one may be a mark; false for other texts.
inline bool read_digits(std::uint64_t word, std::size_t size, bool is_negative, DecimalMark file_mark,
                        Decimal& value) {
  int scale = 0;
  // Two decimals, as nearly all have: it is known where the mark stands. A point is a comma but for one bit.
  if (((word >> 40U) & 0xFD) == ',') {
    scale = 2;
    word = (word & 0xFFFF000000000000) | ((word & 0x000000FFFFFFFFFF) << 8U) | '0';
  }
  if (const std::uint64_t marks = non_digits(word); marks != 0) {
    if ((marks & (marks - 1)) != 0 || size == 1 || scale != 0) return false;
    const int at = std::countr_zero(marks) - 7;  // of the mark's first bit
    const auto mark = static_cast<char>(word >> at);
    if (mark != '.' && mark != ',') return false;
    scale = 7 - at / 8;
    const bool is_decimal = file_mark == (mark == '.' ? DecimalMark::point : DecimalMark::comma);
    if (scale == 3 && !is_decimal) return false;
    const std::uint64_t before = (std::uint64_t{1} << at) - 1;
    word = (word & (~std::uint64_t{0xFF} << at)) | ((word & before) << 8U) | '0';
  }
  const auto units = static_cast<std::int64_t>(number_of(word));
  value = Decimal::from_small(is_negative ? -units : units, scale);
  return true;
}

/// read_plain_amount() for a cell of a record: 8 bytes behind its text can be read. False for a longer one
/// too.
inline bool read_short_amount(std::string_view cell, DecimalMark file_mark, Decimal& value) {
  const bool is_negative = cell.starts_with('-');
  if (is_negative) cell.remove_prefix(1);
  std::uint64_t word = 0;
  if (cell.empty() || cell.size() > sizeof word) return false;
  std::memcpy(&word, cell.data(), sizeof word);
  return read_digits(eight_digits(word, cell.size()), cell.size(), is_negative, file_mark, value);
}

}  // namespace linehaul
