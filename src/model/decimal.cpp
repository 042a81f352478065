#include "model/decimal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <limits>

#include "model/digit_pairs.h"

namespace linehaul {
namespace {

constexpr auto kPowers = [] {
  std::array<Int128, 39> powers{1};
  for (std::size_t exponent = 1; exponent < powers.size(); ++exponent)
    powers[exponent] = powers[exponent - 1] * 10;
  return powers;
}();

Int128 power(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }

Int128 absolute(Int128 value) { return value < 0 ? -value : value; }

// The units with `digits` zeros appended; nothing above 10^38. As the units of a Decimal stay under 10^36, a
// result beyond that outweighs any other Decimal.
std::optional<Int128> widened(Int128 units, int digits) {
  if (absolute(units) > power(38 - digits)) return std::nullopt;
  return units * power(digits);
}

char* write_number(char* out, std::uint64_t value) {
  return std::to_chars(out, out + std::numeric_limits<std::uint64_t>::digits10 + 1, value).ptr;
}

char* write_padded(char* out, std::uint64_t value, int width) {
  for (char* at = out + width; at != out; value /= 10) *--at = static_cast<char>('0' + value % 10);
  return out + width;
}

/// The usual case, a number of at most 18 digits: from its end on, two digits at a time, with the point set
/// in between.
char* write_with_point(char* out, std::uint64_t digits, int scale) {
  std::array<char, 40> text;  // enough for any scale that its five bits can hold
  char* const end = text.data() + text.size();
  char* at = end;
  for (; scale >= 2; scale -= 2, digits /= 100) put_pair(at -= 2, digits % 100);
  if (scale == 1) {
    *--at = static_cast<char>('0' + digits % 10);
    digits /= 10;
  }
  if (at != end) *--at = '.';
  for (; digits >= 100; digits /= 100) put_pair(at -= 2, digits % 100);
  if (digits >= 10) {
    put_pair(at -= 2, digits);
  } else {
    *--at = static_cast<char>('0' + digits);
  }
  return std::copy(at, end, out);
}

/// The eight digits of a number under 10^8, the first one in the lowest byte: halves, pairs, digits.
std::uint64_t eight_digits(std::uint32_t number) {
  const std::uint64_t halves = number / 10000 | static_cast<std::uint64_t>(number % 10000) << 32U;
  const std::uint64_t hundreds = ((halves * 10486) >> 20U) & 0x0000007F0000007F;
  const std::uint64_t pairs = hundreds | (halves - 100 * hundreds) << 16U;
  const std::uint64_t tens = ((pairs * 103) >> 10U) & 0x000F000F000F000F;
  return tens | (pairs - 10 * tens) << 8U;
}

/// Writes the `size` lowest bytes of the word, 1 to 8: two stores that may overlap.
char* put_bytes(std::uint64_t word, int size, char* out) {
  const auto put = [out](auto part, int at) { std::memcpy(out + at, &part, sizeof part); };
  if (size >= 4) {
    put(static_cast<std::uint32_t>(word), 0);
    put(static_cast<std::uint32_t>(word >> (8 * (size - 4))), size - 4);
  } else {
    out[0] = static_cast<char>(word);
    if (size > 1) put(static_cast<std::uint16_t>(word >> (8 * (size - 2))), size - 2);
  }
  return out + size;
}

/// A number of at most 7 digits with a scale of 0 to 6, as nearly all amounts are. Made in one word without
/// asking how long it is, which no processor foresees.
constexpr std::int64_t kShortLimit = 10'000'000;
constexpr int kShortScale = 6;
char* write_short(char* out, std::uint32_t digits, int scale) {
  const std::uint64_t all = eight_digits(digits);
  const int leading_zeros = std::countr_zero(all | std::uint64_t{1} << (8 * (7 - scale))) / 8;
  const int count = 8 - leading_zeros;
  const std::uint64_t text = (all | 0x3030303030303030) >> (8 * leading_zeros);
  if (scale == 0) return put_bytes(text, count, out);
  const int point = 8 * (count - scale);
  const std::uint64_t whole = text & ((std::uint64_t{1} << point) - 1);
  const std::uint64_t behind = (text >> point) << point << 8U;
  return put_bytes(whole | std::uint64_t{'.'} << point | behind, count + 1, out);
}

/// A number of any length; out of line, or the short way would save its registers.
[[gnu::noinline]] char* write_any(char* out, Int128 units, int scale) {
  if (units < 0) *out++ = '-';
  const Int128 digits = absolute(units);
  if (digits < power(18)) return write_with_point(out, static_cast<std::uint64_t>(digits), scale);
  const Int128 whole = digits / power(scale);
  const auto fraction = static_cast<std::uint64_t>(digits % power(scale));
  if (whole >= power(18)) {
    out = write_number(out, static_cast<std::uint64_t>(whole / power(18)));
    out = write_padded(out, static_cast<std::uint64_t>(whole % power(18)), 18);
  } else {
    out = write_number(out, static_cast<std::uint64_t>(whole));
  }
  if (scale == 0) return out;
  *out++ = '.';
  return write_padded(out, fraction, scale);
}

}  // namespace

std::optional<Decimal> Decimal::sum_of_unequal_scales(const Decimal& left, const Decimal& right) {
  const Decimal& shorter = left.scale() < right.scale() ? left : right;
  const Decimal& longer = left.scale() < right.scale() ? right : left;
  if (shorter.units() == 0) return longer;  // a sum that begins
  const auto units = widened(shorter.units(), longer.scale() - shorter.scale());
  if (!units) return std::nullopt;
  return from_units(*units + longer.units(), longer.scale());
}

bool Decimal::add_unequal_scales(Decimal& total, const Decimal& amount) {
  const auto result = sum_of_unequal_scales(total, amount);
  if (result) total = *result;
  return result.has_value();
}

std::weak_ordering Decimal::order_of_unequal_scales(const Decimal& left, const Decimal& right) {
  if ((left.units() > 0) != (right.units() > 0) || left.units() == 0) return left.units() <=> right.units();
  if (left.scale() > right.scale()) {
    const auto units = widened(right.units(), left.scale() - right.scale());
    return units ? left.units() <=> *units : 0 <=> right.units();
  }
  const auto units = widened(left.units(), right.scale() - left.scale());
  return units ? *units <=> right.units() : left.units() <=> 0;
}

Decimal Decimal::rounded_half_even(int scale) const {
  if (scale >= this->scale()) return *this;
  const Int128 divisor = power(this->scale() - scale);
  const Int128 quotient = units() / divisor;
  const Int128 twice_rest = absolute(units() % divisor) * 2;
  const bool away_from_zero = twice_rest > divisor || (twice_rest == divisor && quotient % 2 != 0);
  if (!away_from_zero) return Decimal(quotient, scale);
  return Decimal(is_negative() ? quotient - 1 : quotient + 1, scale);
}

std::size_t Decimal::write(char* out) const {
  const auto small = static_cast<std::int64_t>(packed_);
  const std::int64_t small_units = small >> kScaleBits;
  const bool is_short =
      small == packed_ && small_units < kShortLimit && small_units > -kShortLimit && scale() <= kShortScale;
  if (!is_short) return static_cast<std::size_t>(write_any(out, units(), scale()) - out);
  char* at = out;
  if (small_units < 0) *at++ = '-';
  const auto digits = static_cast<std::uint32_t>(small_units < 0 ? -small_units : small_units);
  return static_cast<std::size_t>(write_short(at, digits, scale()) - out);
}

std::string Decimal::text() const {
  std::array<char, kMaxText> buffer;
  return std::string(buffer.data(), write(buffer.data()));
}

std::optional<EqualShares> equal_shares(const Decimal& amount, std::size_t count) {
  constexpr int kShareScale = 4;
  if (count == 0) return std::nullopt;
  if (count == 1) return EqualShares{amount, amount};
  const auto whole = sum(amount, Decimal::from_units(0, kShareScale).value());  // with at least 4 decimals
  if (!whole) return std::nullopt;
  const Int128 to_share_scale = power(whole->scale() - kShareScale);
  const Int128 each = whole->units() / static_cast<Int128>(count) / to_share_scale;
  const Int128 last = whole->units() - each * to_share_scale * static_cast<Int128>(count - 1);
  return EqualShares{Decimal::from_units(each, kShareScale).value(),
                     Decimal::from_units(last, whole->scale()).value()};
}

}  // namespace linehaul
