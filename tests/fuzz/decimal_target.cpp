#include <gmpxx.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/cells.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/require.h"
#include "model/amount.h"
#include "model/decimal.h"
#include "model/short_amount.h"

namespace linehaul::fuzz {
namespace {

constexpr std::size_t kHow = 3;        // bytes in front of the cells
constexpr std::size_t kMostCells = 8;  // each is reckoned with each

mpz_class ten_to(int exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return power;
}

const mpz_class kLimit = ten_to(Decimal::kMaxDigits);

mpz_class units_of(const Decimal& decimal) {
  __extension__ using Uint128 = unsigned __int128;
  const Int128 units = decimal.units();
  const Uint128 magnitude = units < 0 ? -static_cast<Uint128>(units) : static_cast<Uint128>(units);
  mpz_class result(static_cast<unsigned long>(magnitude >> 64));
  result <<= 64;
  result += static_cast<unsigned long>(magnitude);
  return units < 0 ? mpz_class(-result) : result;
}

/// The units that the number has with more decimals.
mpz_class units_at(const Decimal& decimal, int scale) {
  return units_of(decimal) * ten_to(scale - decimal.scale());
}

bool is(const Decimal& decimal, const mpz_class& units, int scale) {
  return decimal.scale() == scale && units_of(decimal) == units;
}

std::string text_of(const mpz_class& units, int scale) {
  std::string digits = mpz_class(abs(units)).get_str();
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - decimals, 1, '.');
  return (units < 0 ? "-" : "") + digits;
}

// ---- reading

/// What the cell's bytes say, whatever its grammar: all digits as one number and where its mark stands.
struct Seen {
  mpz_class digits = 0;
  long decimals = 0;  // digits behind the last mark
  bool has_exponent = false;
  long exponent = 0;
  bool has_minus = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where an exponent begins, `E+3` behind a digit or a mark; the cell's end where there is none.
std::size_t exponent_at(std::string_view cell) {
  for (std::size_t at = 1; at + 1 < cell.size(); ++at) {
    if (cell[at] != 'e' && cell[at] != 'E') continue;
    if (!is_digit(cell[at - 1]) && cell[at - 1] != '.' && cell[at - 1] != ',') continue;
    const bool is_signed = cell[at + 1] == '-' || cell[at + 1] == '+';
    if (is_digit(cell[at + 1]) || (is_signed && at + 2 < cell.size() && is_digit(cell[at + 2]))) return at;
  }
  return cell.size();
}

Seen see(std::string_view cell) {
  constexpr long kHuge = 1'000'000;
  Seen seen;
  std::string_view exponent = cell.substr(exponent_at(cell));
  const std::string_view mantissa = cell.substr(0, cell.size() - exponent.size());
  std::string digits = "0";
  const std::size_t mark = mantissa.find_last_of(".,");
  for (std::size_t at = 0; at < mantissa.size(); ++at) {
    if (!is_digit(mantissa[at])) continue;
    digits += mantissa[at];
    if (mark != std::string_view::npos && at > mark) ++seen.decimals;
  }
  seen.digits = mpz_class(digits, 10);
  seen.has_exponent = !exponent.empty();
  if (seen.has_exponent) {
    const bool is_negative = exponent[1] == '-';
    exponent.remove_prefix(is_digit(exponent[1]) ? 1 : 2);
    while (!exponent.empty() && is_digit(exponent.front())) {
      seen.exponent = std::min(seen.exponent * 10 + (exponent.front() - '0'), kHuge);
      exponent.remove_prefix(1);
    }
    if (is_negative) seen.exponent = -seen.exponent;
  }
  const auto has_minus = [](std::string_view text) {
    return text.find_first_of("-(") != std::string_view::npos ||
           text.find("\u2212") != std::string_view::npos;
  };
  seen.has_minus = has_minus(mantissa) || has_minus(exponent);
  return seen;
}

/// No digit of the cell is lost, rounded or added.
void require_digits(std::string_view cell, const Decimal& value) {
  const Seen seen = see(cell);
  require(value.is_negative() == (seen.has_minus && seen.digits != 0), "an amount's sign", cell);
  const mpz_class units = abs(units_of(value));
  if (seen.digits == 0) {
    require(units == 0, "an amount from nothing", cell);
    return;
  }
  const long decimals = seen.decimals - seen.exponent;
  if (seen.has_exponent && decimals < 0) {
    require(value.scale() == 0 && decimals >= -Decimal::kMaxDigits, "an exponent", cell);
    require(units == seen.digits * ten_to(static_cast<int>(-decimals)), "an exponent's digits", cell);
    return;
  }
  require(units == seen.digits, "digits of an amount", cell);
  // Without an exponent the last mark may group thousands.
  require(value.scale() == decimals || (value.scale() == 0 && !seen.has_exponent), "decimals", cell);
}

/// `-123.45`: digits, and a point between digits, in which nothing can mean two things.
bool is_usual(std::string_view cell, DecimalMark mark) {
  if (cell.starts_with('-')) cell.remove_prefix(1);
  const std::size_t point = cell.find('.');
  const std::string_view whole = cell.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? "0" : cell.substr(point + 1);
  if (whole.empty() || decimals.empty() || whole.size() + decimals.size() > Decimal::kMaxDigits) return false;
  if (!std::ranges::all_of(whole, is_digit) || !std::ranges::all_of(decimals, is_digit)) return false;
  return decimals.size() <= Decimal::kMaxScale && (decimals.size() != 3 || mark == DecimalMark::point);
}

bool is_same(const Amount& left, const Amount& right) {
  if (left.problem != right.problem || left.value.has_value() != right.value.has_value()) return false;
  return !left.value || left.value->is_spelled_as(*right.value);
}

void require_quick_ways(std::string_view cell, DecimalMark mark, const Amount& amount) {
  // A blank in front keeps the quick way from reading it.
  require(is_same(read_amount(" " + std::string(cell), mark), amount), "the quick way differs", cell);
  Decimal value;
  const bool is_plain = read_plain_amount(cell, mark, value);
  require(!is_plain || is_same({value}, amount), "a plain amount", cell);
  const std::string padded = std::string(cell) + "77777777";
  Decimal short_value;
  if (!read_short_amount(std::string_view(padded).substr(0, cell.size()), mark, short_value)) return;
  require(is_plain && short_value.is_spelled_as(value), "a short amount", cell);
}

std::optional<Decimal> read(std::string_view cell, DecimalMark mark) {
  const Amount amount = read_amount(cell, mark);
  require(!amount.value || amount.problem == AmountProblem::none, "an amount with a problem", cell);
  require(amount.value || !is_usual(cell, mark), "a usual amount is not read", cell);
  require_quick_ways(cell, mark, amount);
  if (const DecimalMark shown = shown_mark(cell); shown != DecimalMark::unknown) {
    require(read_amount(cell, shown).problem != AmountProblem::ambiguous, "the mark that is shown", cell);
  }
  if (amount.value) require_digits(cell, *amount.value);
  return amount.value;
}

// ---- reckoning

void require_written(const Decimal& value) {
  const std::string text = value.text();
  require(text == text_of(units_of(value), value.scale()), "what is written", text);
  const Amount again = read_amount(text, DecimalMark::point);
  require(again.value && again.value->is_spelled_as(value), "what is written is not read", text);
  require(units_of(value.negated()) == -units_of(value), "the negated amount", text);
  require(units_of(value.magnitude()) == abs(units_of(value)), "the magnitude", text);
}

void require_rounded(const Decimal& value, int scale) {
  const Decimal rounded = value.rounded_half_even(scale);
  if (scale >= value.scale()) {
    require(rounded.is_spelled_as(value), "rounding an amount with fewer decimals", value.text());
    return;
  }
  const mpz_class divisor = ten_to(value.scale() - scale);
  mpz_class quotient;
  mpz_class rest;
  mpz_fdiv_qr(quotient.get_mpz_t(), rest.get_mpz_t(), units_of(value).get_mpz_t(), divisor.get_mpz_t());
  const int half = cmp(2 * rest, divisor);
  if (half > 0 || (half == 0 && mpz_odd_p(quotient.get_mpz_t()) != 0)) ++quotient;
  require(is(rounded, quotient, scale), "rounding", value.text());
}

void require_shares(const Decimal& value, std::size_t count) {
  const auto shares = equal_shares(value, count);
  require(!shares || count != 0, "shares for nobody", value.text());
  if (count == 0) return;
  const int scale = std::max(value.scale(), count == 1 ? 0 : 4);
  require(shares.has_value() == (abs(units_at(value, scale)) < kLimit), "whether it can be shared",
          value.text());
  if (!shares) return;
  const mpz_class others = units_at(shares->each, scale) * static_cast<unsigned long>(count - 1);
  require(others + units_at(shares->last, scale) == units_at(value, scale), "the sum of shares",
          value.text());
}

void require_pair(const Decimal& left, const Decimal& right) {
  const std::string about = left.text() + " and " + right.text();
  const int scale = std::max(left.scale(), right.scale());
  const mpz_class a = units_at(left, scale);
  const mpz_class b = units_at(right, scale);
  const int order = cmp(a, b);
  require((left <=> right) == (order <=> 0) && (left == right) == (order == 0), "order", about);
  const mpz_class units = a + b;
  const bool fits = abs(units) < kLimit;
  const auto result = sum(left, right);
  require(result.has_value() == fits, "whether a sum fits", about);
  require(!result || is(*result, units, scale), "sum", about);
  Decimal total = left;
  require(add_to(total, right) == fits, "whether a total fits", about);
  require(fits ? is(total, units, scale) : total.is_spelled_as(left), "total", about);
}

}  // namespace

void run_decimal(std::string_view bytes) {
  if (bytes.size() < kHow) return;
  const auto how = [bytes](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  constexpr std::array<DecimalMark, 3> kMarks = {DecimalMark::unknown, DecimalMark::point,
                                                 DecimalMark::comma};
  const DecimalMark mark = kMarks[how(0) % kMarks.size()];
  std::vector<Decimal> values;
  for (const std::string_view cell : cells_of(bytes.substr(kHow), kMostCells)) {
    const auto value = read(cell, mark);
    if (!value) continue;
    require_written(*value);
    require_rounded(*value, how(1) % (Decimal::kMaxScale + 1));
    require_shares(*value, how(2));
    values.push_back(*value);
  }
  for (const Decimal& left : values) {
    for (const Decimal& right : values) require_pair(left, right);
  }
}

}  // namespace linehaul::fuzz
