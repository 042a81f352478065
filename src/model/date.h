#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linehaul {

/// A calendar date and time of day as a carrier states it; no zone is known. A date alone is midnight.
struct Timestamp {
  static constexpr std::size_t kTextSize = 20;

  std::uint16_t year;
  std::uint8_t month;
  std::uint8_t day;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;

  /// Writes YYYY-MM-DDTHH:MM:SSZ to `out`, which has room for kTextSize bytes, without a NUL.
  void write(char* out) const;
  std::string text() const;

  friend auto operator<=>(const Timestamp&, const Timestamp&) = default;
};

/// How a file means `3/4/2026`.
enum class DateOrder : char { unknown, day_first, month_first };

/// What a date cell says: neither a value nor bad when it is blank.
struct DateResult {
  std::optional<Timestamp> value = {};
  bool is_bad = false;
};

/// Reads a cell (UTF-8, not necessarily trimmed): YYYY-MM-DD, YYYYMMDD, D-MMM-YYYY with an English month,
/// D.M.YYYY, A/B/YY (20YY) or A/B/YYYY, then optionally a space or T and H:MM or H:MM:SS, of which a fraction
/// and a final Z are dropped. `order` matters for dates with slashes only; with order unknown they are bad
/// unless both orders mean the same day or one of them is impossible.
DateResult read_date(std::string_view cell, DateOrder order);

/// Whether there is an order in which the cell is a date, though it may not be the file's.
bool is_date_in_an_order(std::string_view cell);

/// The one order in which the cell is a possible date; unknown where both or none are, and for other
/// spellings.
DateOrder shown_order(std::string_view cell);

}  // namespace linehaul
