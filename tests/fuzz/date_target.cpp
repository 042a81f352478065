#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "fuzz/cells.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/require.h"
#include "model/date.h"

namespace linehaul::fuzz {
namespace {

constexpr std::size_t kMostCells = 16;
constexpr std::array<DateOrder, 3> kOrders = {DateOrder::unknown, DateOrder::day_first,
                                              DateOrder::month_first};

bool is_same(const DateResult& left, const DateResult& right) {
  return left.is_bad == right.is_bad && left.value == right.value;
}

bool is_in_calendar(const Timestamp& time) {
  using namespace std::chrono;
  const year_month_day day{year(time.year), month(time.month), std::chrono::day(time.day)};
  return day.ok() && time.year >= 1 && time.hour < 24 && time.minute < 60 && time.second < 60;
}

/// The numbers of a cell, in their order, as they are spelled.
std::vector<std::string> numbers_of(std::string_view cell) {
  std::vector<std::string> numbers(1);
  for (const char c : cell) {
    if (c >= '0' && c <= '9') {
      numbers.back() += c;
    } else if (!numbers.back().empty()) {
      numbers.emplace_back();
    }
  }
  if (numbers.back().empty()) numbers.pop_back();
  return numbers;
}

/// Every number that the cell spells in front of a fraction of seconds is in the value, and the other way
/// round.
void require_numbers(std::string_view cell, const Timestamp& time) {
  std::vector<std::string> numbers = numbers_of(cell);
  if (numbers[0].size() == 8) {
    const std::string digits = numbers[0];
    numbers[0] = digits.substr(0, 4);
    numbers.insert(numbers.begin() + 1, {digits.substr(4, 2), digits.substr(6)});
  }
  const bool has_month_name = numbers[1].size() == 4;
  const bool is_year_first = numbers[0].size() == 4;
  std::vector<unsigned> expected = {time.hour, time.minute};
  if (cell.find(':') != cell.rfind(':')) expected.push_back(time.second);
  if (cell.find(':') == std::string_view::npos) expected.clear();
  const std::size_t date_numbers = has_month_name ? 2 : 3;
  require(numbers.size() >= date_numbers + expected.size(), "a time that is not spelled", cell);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    require(std::stoul(numbers[date_numbers + i]) == expected[i], "the time", cell);
  }
  const unsigned year = static_cast<unsigned>(std::stoul(numbers[is_year_first ? 0 : date_numbers - 1]));
  require(time.year == year || time.year == year + 2000, "the year", cell);
  const unsigned day = static_cast<unsigned>(std::stoul(numbers[is_year_first ? 2 : 0]));
  require(time.day == day || (cell.find('/') != std::string_view::npos && time.month == day), "the day",
          cell);
}

void require_read(std::string_view cell, DateOrder order) {
  const DateResult date = read_date(cell, order);
  require(!date.value || !date.is_bad, "a date that is bad", cell);
  // A blank in front keeps the quick way from reading it.
  require(is_same(read_date(" " + std::string(cell), order), date), "the quick way differs", cell);
  if (!date.value) return;
  require(is_in_calendar(*date.value), "no day of the calendar", cell);
  require_numbers(cell, *date.value);
  require(read_date(date.value->text(), order).value == date.value, "what is written is not read", cell);
}

void require_orders(std::string_view cell) {
  const DateResult open = read_date(cell, DateOrder::unknown);
  const DateResult day_first = read_date(cell, DateOrder::day_first);
  const DateResult month_first = read_date(cell, DateOrder::month_first);
  const bool is_any = day_first.value || month_first.value;
  require(is_date_in_an_order(cell) == is_any, "whether it is a date", cell);
  if (day_first.value && month_first.value) {
    const bool agree = day_first.value == month_first.value;
    require(agree ? open.value == day_first.value : open.is_bad, "a date in both orders", cell);
  } else {
    require(open.value == (day_first.value ? day_first.value : month_first.value), "an open date", cell);
  }
  const DateOrder shown = shown_order(cell);
  const bool is_shown = shown == DateOrder::day_first ? day_first.value && !month_first.value
                        : shown == DateOrder::month_first
                            ? month_first.value && !day_first.value
                            : day_first.value.has_value() == month_first.value.has_value();
  require(is_shown, "the order that is shown", cell);
}

/// Every spelling of a day is read as that day.
void require_day(const std::chrono::year_month_day& date) {
  const auto y = static_cast<unsigned>(static_cast<int>(date.year()));
  const auto m = static_cast<unsigned>(date.month());
  const auto d = static_cast<unsigned>(date.day());
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Timestamp expected{static_cast<std::uint16_t>(y), static_cast<std::uint8_t>(m),
                           static_cast<std::uint8_t>(d)};
  std::array<char, 64> text{};
  const auto is_read = [&](DateOrder order) {
    require(read_date(text.data(), order).value == expected, "a day of the calendar", text.data());
  };
  for (const DateOrder order : kOrders) {
    std::snprintf(text.data(), text.size(), "%04u-%02u-%02u", y, m, d);
    is_read(order);
    std::snprintf(text.data(), text.size(), "%04u%02u%02u", y, m, d);
    is_read(order);
    std::snprintf(text.data(), text.size(), "%u-%s-%04u", d, kMonths[m - 1], y);
    is_read(order);
    std::snprintf(text.data(), text.size(), "%02u.%u.%04u", d, m, y);
    is_read(order);
  }
  std::snprintf(text.data(), text.size(), "%02u/%02u/%04u", d, m, y);
  is_read(DateOrder::day_first);
  std::snprintf(text.data(), text.size(), "%u/%02u/%04u", m, d, y);
  is_read(DateOrder::month_first);
}

/// A day between 0001-01-01 and 9999-12-31, and the end of February of its year.
void require_days(unsigned number) {
  using namespace std::chrono;
  const year_month_day date{sys_days(year(1) / 1 / 1) + days(number % 3'652'059)};
  require_day(date);
  require_day(date.year() / February / last);
}

}  // namespace

void run_date(std::string_view bytes) {
  unsigned number = 0;
  for (const char c : bytes.substr(0, 4)) number = number << 8U | static_cast<unsigned char>(c);
  require_days(number);
  for (const std::string_view cell : cells_of(bytes, kMostCells)) {
    for (const DateOrder order : kOrders) require_read(cell, order);
    require_orders(cell);
  }
}

}  // namespace linehaul::fuzz
