#include "model/date.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "model/cell_text.h"
#include "model/digit_pairs.h"

namespace linehaul {
namespace {

// What a cell spells, not yet checked against calendar and clock. With `is_slashed`, `month` and `day` are
// the first and the second number of `A/B/YYYY`, whichever they mean.
struct Spelled {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool is_slashed = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

bool take(std::string_view& text, char expected) {
  const bool found = text.starts_with(expected);
  text.remove_prefix(found ? 1 : 0);
  return found;
}

// Takes all digits that the text starts with, `least` to `most` of them.
bool take_number(std::string_view& text, std::size_t least, std::size_t most, int& number) {
  const std::size_t digits = leading_digits(text);
  if (digits < least || digits > most) return false;
  number = 0;
  for (const char c : text.substr(0, digits)) number = number * 10 + (c - '0');
  text.remove_prefix(digits);
  return true;
}

bool take_digits(std::string_view& text) {
  const std::size_t digits = leading_digits(text);
  text.remove_prefix(digits);
  return digits > 0;
}

bool take_month_name(std::string_view& text, int& month) {
  constexpr std::string_view kNames = "janfebmaraprmayjunjulaugsepoctnovdec";
  if (text.size() < 3) return false;
  std::array<char, 3> name;
  std::ranges::transform(text.substr(0, 3), name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  const std::size_t at = kNames.find(std::string_view(name.data(), name.size()));
  if (at == std::string_view::npos || at % 3 != 0) return false;
  month = static_cast<int>(at / 3) + 1;
  text.remove_prefix(3);
  return true;
}

// `31-Mar-2026`, `31.3.2026`, `3/31/26`: what follows their first number, which is in `date.day`.
bool take_short_first(std::string_view& text, Spelled& date) {
  if (take(text, '-')) {
    return take_month_name(text, date.month) && take(text, '-') && take_number(text, 4, 4, date.year);
  }
  if (take(text, '.')) {
    return take_number(text, 1, 2, date.month) && take(text, '.') && take_number(text, 4, 4, date.year);
  }
  if (!take(text, '/')) return false;
  date.is_slashed = true;
  date.month = date.day;
  if (!take_number(text, 1, 2, date.day) || !take(text, '/')) return false;
  const bool is_short = leading_digits(text) == 2;
  if (!take_number(text, is_short ? 2 : 4, 4, date.year)) return false;
  if (is_short) date.year += 2000;
  return true;
}

bool take_date(std::string_view& text, Spelled& date) {
  switch (leading_digits(text)) {
    case 8:
      take_number(text, 8, 8, date.day);
      date.year = date.day / 10000;
      date.month = date.day / 100 % 100;
      date.day %= 100;
      return true;
    case 4:
      return take_number(text, 4, 4, date.year) && take(text, '-') && take_number(text, 2, 2, date.month) &&
             take(text, '-') && take_number(text, 2, 2, date.day);
    case 1:
    case 2:
      return take_number(text, 1, 2, date.day) && take_short_first(text, date);
    default:
      return false;
  }
}

// What may follow a date: a time, of which a fraction of the second and the zone mark Z are dropped.
bool take_time(std::string_view& text, Spelled& date) {
  if (!take(text, ' ') && !take(text, 'T')) return false;
  if (!take_number(text, 1, 2, date.hour)) return false;
  if (!take(text, ':') || !take_number(text, 2, 2, date.minute)) return false;
  if (take(text, ':')) {
    if (!take_number(text, 2, 2, date.second)) return false;
    if (take(text, '.') && !take_digits(text)) return false;
  }
  take(text, 'Z');
  return true;
}

std::optional<Spelled> read_spelled(std::string_view text) {
  Spelled date;
  if (!take_date(text, date)) return std::nullopt;
  if (!text.empty() && !take_time(text, date)) return std::nullopt;
  if (!text.empty()) return std::nullopt;
  return date;
}

int days_in_month(int year, int month) {
  constexpr auto kDays = std::to_array({31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31});
  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) return 29;
  return kDays[static_cast<std::size_t>(month - 1)];
}

bool exists(const Timestamp& time) {
  if (time.year < 1 || time.month < 1 || time.month > 12) return false;
  if (time.day < 1 || time.day > days_in_month(time.year, time.month)) return false;
  return time.hour <= 23 && time.minute <= 59 && time.second <= 59;
}

std::optional<Timestamp> in_order(const Spelled& date, DateOrder order) {
  const bool is_swapped = date.is_slashed && order == DateOrder::day_first;
  const auto narrow = [](int digits) { return static_cast<std::uint8_t>(digits); };  // two of them
  const Timestamp time{.year = static_cast<std::uint16_t>(date.year),
                       .month = narrow(is_swapped ? date.day : date.month),
                       .day = narrow(is_swapped ? date.month : date.day),
                       .hour = narrow(date.hour),
                       .minute = narrow(date.minute),
                       .second = narrow(date.second)};
  return exists(time) ? std::optional(time) : std::nullopt;
}

// Where no order is known: the day on which all possible orders agree.
std::optional<Timestamp> in_any_order(const Spelled& date) {
  const auto day_first = in_order(date, DateOrder::day_first);
  const auto month_first = in_order(date, DateOrder::month_first);
  if (day_first && month_first && day_first != month_first) return std::nullopt;
  return day_first ? day_first : month_first;
}

/// What a date looks like, byte by byte: a zero stands for any digit.
struct Pattern {
  static constexpr std::size_t kSize = 19;

  constexpr explicit Pattern(std::string_view pattern) {
    for (std::size_t at = 0; at < pattern.size(); ++at) {
      text[at] = pattern[at];
      slack[at] = pattern[at] == '0' ? 0x76 : 0x7F;  // what makes a byte too far from the pattern's negative
    }
  }

  std::array<char, kSize> text{};
  std::array<char, kSize> slack{};
};

/// Whether the text, of 8 bytes to Pattern::kSize, is as the pattern says: eight bytes at a time, the last
/// eight overlapping those before. Byte by byte it was half of what a date cost.
bool fits(std::string_view text, const Pattern& pattern) {
  constexpr std::uint64_t kNegative = 0x8080808080808080;
  const auto word = [](const char* bytes) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes, sizeof eight);
    return eight;
  };
  const auto differs = [&](std::size_t at) {
    const std::uint64_t distance =
        word(text.data() + at) ^ word(pattern.text.data() + at);  // of a digit: 0 to 9
    return distance | (distance + word(pattern.slack.data() + at));
  };
  const std::size_t last = text.size() - sizeof(std::uint64_t);
  std::uint64_t result = differs(last);
  for (std::size_t at = 0; at < last; at += sizeof(std::uint64_t)) result |= differs(at);
  return (result & kNegative) == 0;
}

// `20260331`, `2026-03-31`, `03/31/2026`, and the latter two with ` 07:45:00`, the usual spellings, by
// position. Nothing for all others.
std::optional<Spelled> spelled_by_position(std::string_view text) {
  static constexpr Pattern kCompact("00000000");
  static constexpr Pattern kDashed("0000-00-00 00:00:00");
  static constexpr Pattern kSlashed("00/00/0000 00:00:00");
  constexpr std::size_t kDateSize = 10;
  const bool is_compact = text.size() == 8;
  if (!is_compact && text.size() != kDateSize && text.size() != Pattern::kSize) return std::nullopt;
  const bool is_slashed = text[2] == '/';
  if (!fits(text, is_compact ? kCompact : is_slashed ? kSlashed : kDashed)) return std::nullopt;
  const auto pair = [text](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  Spelled date;
  date.is_slashed = is_slashed;
  const std::size_t year = is_slashed ? 6 : 0;
  date.year = pair(year) * 100 + pair(year + 2);
  date.month = pair(is_slashed ? 0 : is_compact ? 4 : 5);
  date.day = pair(is_slashed ? 3 : is_compact ? 6 : 8);
  if (text.size() > kDateSize) {
    date.hour = pair(11);
    date.minute = pair(14);
    date.second = pair(17);
  }
  return date;
}

}  // namespace

void Timestamp::write(char* out) const {
  constexpr std::string_view kPattern = "0000-00-00T00:00:00Z";
  std::memcpy(out, kPattern.data(), kTextSize);
  put_pair(out, year / 100U);
  put_pair(out + 2, year % 100U);
  put_pair(out + 5, month);
  put_pair(out + 8, day);
  put_pair(out + 11, hour);
  put_pair(out + 14, minute);
  put_pair(out + 17, second);
}

std::string Timestamp::text() const {
  std::string text(kTextSize, '\0');
  write(text.data());
  return text;
}

DateResult read_date(std::string_view cell, DateOrder order) {
  auto date = spelled_by_position(cell);
  if (!date) {
    const std::string_view text = unguarded(cell);
    if (text.empty()) return {};
    date = read_spelled(text);
  }
  if (!date) return {.is_bad = true};
  const bool is_open = date->is_slashed && order == DateOrder::unknown;
  const auto value = is_open ? in_any_order(*date) : in_order(*date, order);
  return {value, !value};
}

bool is_date_in_an_order(std::string_view cell) {
  return read_date(cell, DateOrder::day_first).value || read_date(cell, DateOrder::month_first).value;
}

DateOrder shown_order(std::string_view cell) {
  const auto date = read_spelled(unguarded(cell));
  if (!date) return DateOrder::unknown;
  const bool day_first = in_order(*date, DateOrder::day_first).has_value();
  const bool month_first = in_order(*date, DateOrder::month_first).has_value();
  if (day_first == month_first) return DateOrder::unknown;
  return day_first ? DateOrder::day_first : DateOrder::month_first;
}

}  // namespace linehaul
