#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace linehaul {

__extension__ using Int128 = __int128;

/// 10^0 to 10^38, the largest power of ten an Int128 holds; 0 <= exponent <= 38.
constexpr Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

/// An exact decimal number, units / 10^scale. The scale is the number of digits after the point and is part
/// of the text ("22.00" stays "22.00"), not of the value: 22.0 == 22.00.
class Decimal {
 public:
  static constexpr int kMaxDigits = 36;  // significant ones, before and after the point together
  static constexpr int kMaxScale = 18;
  static constexpr std::size_t kMaxText = 40;  // bytes for write(): sign, 36 digits and point, rounded up

  constexpr Decimal() = default;  // 0, without decimals

  /// Nothing when |units| has more than kMaxDigits digits or the scale is not in 0..kMaxScale.
  static constexpr std::optional<Decimal> from_units(Int128 units, int scale) {
    if (units >= kLimit || units <= -kLimit || scale < 0 || scale > kMaxScale) return std::nullopt;
    return Decimal(units, scale);
  }

  /// The same for units of 64 bits, which always fit; the scale must be in 0..kMaxScale.
  static constexpr Decimal from_small(std::int64_t units, int scale) { return Decimal(units, scale); }

  constexpr Int128 units() const { return packed_ >> kScaleBits; }
  constexpr int scale() const { return static_cast<int>(packed_ & kScaleMask); }
  constexpr bool is_zero() const { return (packed_ & ~kScaleMask) == 0; }
  constexpr bool is_negative() const { return packed_ < 0; }
  /// Whether write() writes the same for both: 22.0 and 22.00 are not.
  constexpr bool is_spelled_as(const Decimal& other) const { return packed_ == other.packed_; }
  constexpr Decimal negated() const { return Decimal(-units(), scale()); }
  constexpr Decimal magnitude() const { return is_negative() ? negated() : *this; }

  /// At most `scale` (0..kMaxScale) decimals, a tie going to the even digit; a shorter number stays as it is.
  Decimal rounded_half_even(int scale) const;

  /// Writes e.g. "-0.50" to `out`, which has room for kMaxText bytes, without a NUL; returns the length. All
  /// decimals of the scale are written, never a plus sign or an exponent, and zero has no sign.
  std::size_t write(char* out) const;
  std::string text() const;

  /// By value: neither the scale nor the spelling matters.
  friend std::weak_ordering operator<=>(const Decimal& left, const Decimal& right) {
    if (left.scale() == right.scale()) return left.packed_ <=> right.packed_;
    return order_of_unequal_scales(left, right);
  }
  friend bool operator==(const Decimal& left, const Decimal& right) { return (left <=> right) == 0; }

  /// The exact sum, with the scale of the longer term. Nothing when it exceeds the digit limits.
  friend std::optional<Decimal> sum(const Decimal& left, const Decimal& right) {
    if (left.scale() == right.scale()) return from_units(left.units() + right.units(), left.scale());
    return sum_of_unequal_scales(left, right);
  }
  /// Adds to a running total, exactly as sum() does; false when it would exceed the digit limits, and then
  /// the total stays as it is. The terms of nearly all totals have one scale, and a total begins as 0.
  [[nodiscard]] friend bool add_to(Decimal& total, const Decimal& amount) {
    if (total.scale() != amount.scale()) {
      if (total.packed_ != 0) return add_unequal_scales(total, amount);
      total = amount;
      return true;
    }
    const Int128 packed = total.packed_ + (amount.packed_ & ~kScaleMask);
    if (!is_far_from_limit(packed) && (packed >= kPackedLimit || packed < kScaleMask + 1 - kPackedLimit))
      return false;
    total.packed_ = packed;
    return true;
  }

 private:
  static constexpr Int128 kLimit = power_of_ten(kMaxDigits);

  constexpr Decimal(Int128 units, int scale) : packed_((units << kScaleBits) | scale) {}
  static std::optional<Decimal> sum_of_unequal_scales(const Decimal& left, const Decimal& right);
  static std::weak_ordering order_of_unequal_scales(const Decimal& left, const Decimal& right);
  static bool add_unequal_scales(Decimal& total, const Decimal& amount);

  // Units of 36 digits need 121 of the 128 bits with their sign; the scale stands below them. As two members
  // they were 32 bytes, of which ledgers and items hold many.
  static constexpr int kScaleBits = 5;
  static constexpr Int128 kScaleMask = (1 << kScaleBits) - 1;
  static constexpr Int128 kPackedLimit = kLimit << kScaleBits;
  /// By one look at the upper half: between -2^124 and 2^124.
  static constexpr bool is_far_from_limit(Int128 packed) {
    static_assert(kPackedLimit > Int128{1} << 124);
    constexpr std::uint64_t kHalf = std::uint64_t{1} << 60;
    return static_cast<std::uint64_t>(packed >> 64) + kHalf < 2 * kHalf;
  }
  Int128 packed_ = 0;
};

/// An amount divided evenly: `count - 1` times `each`, then `last`.
struct EqualShares {
  Decimal each;
  Decimal last;
};

/// Cuts `each` toward zero at 4 decimals; `last` takes the remainder, so that the shares add up to the amount
/// exactly. A single share is the amount as spelled. Nothing when count is 0, or when the amount with 4
/// decimals would exceed the digit limits.
std::optional<EqualShares> equal_shares(const Decimal& amount, std::size_t count);

}  // namespace linehaul
