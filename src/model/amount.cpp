#include "model/amount.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "model/cell_text.h"
#include "model/currency.h"
#include "model/short_amount.h"

namespace linehaul {
namespace {

constexpr std::string_view kMinusSign = "\u2212";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t leading_digits(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

bool are_digits(std::string_view text) { return leading_digits(text) == text.size(); }

// Bytes of the blank or apostrophe that may group thousands at the start of the text; 0 where there is none.
std::size_t leading_separator(std::string_view text) {
  if (text.starts_with('\'') || text.starts_with(' ')) return 1;
  const std::size_t blank = leading_blank(text);
  return blank > 1 ? blank : 0;  // of the blanks of one byte only the space separates
}

// The parts of an amount's spelling, before it is settled what its marks mean.
struct Spelling {
  std::string_view mantissa;  // digits, marks and separators
  bool is_negative = false;
  bool has_exponent = false;
  std::int64_t exponent = 0;
};

// Takes a number's mantissa from the start of the text: a separator belongs to it only between digits.
std::string_view take_mantissa(std::string_view& text) {
  const std::string_view start = text;
  while (!text.empty()) {
    if (is_digit(text.front()) || text.front() == '.' || text.front() == ',') {
      text.remove_prefix(1);
      continue;
    }
    const std::size_t separator = leading_separator(text);
    if (separator == 0 || separator == text.size() || !is_digit(text[separator])) break;
    text.remove_prefix(separator);
  }
  return start.substr(0, start.size() - text.size());
}

// Takes `E+3`, `e-3` or `E3` from the start of the text into the spelling, where it stands there.
void take_exponent(std::string_view& text, Spelling& spelling) {
  constexpr std::int64_t kHuge =
      1'000'000'000;  // more than any cell has digits: which value no longer matters
  if (!text.starts_with('E') && !text.starts_with('e')) return;
  const bool is_signed = text.size() > 1 && (text[1] == '+' || text[1] == '-');
  const std::string_view rest = text.substr(is_signed ? 2 : 1);
  const std::size_t digits = leading_digits(rest);
  if (digits == 0) return;
  for (const char c : rest.substr(0, digits)) {
    spelling.exponent = std::min(spelling.exponent * 10 + (c - '0'), kHuge);
  }
  if (is_signed && text[1] == '-') spelling.exponent = -spelling.exponent;
  spelling.has_exponent = true;
  text = rest.substr(digits);
}

// Takes a cell apart into one number, at most one sign and at most one currency; nothing where that cannot be
// done.
class SpellingReader {
 public:
  explicit SpellingReader(std::string_view text) : rest_(text) {}

  std::optional<Spelling> read() {
    while (!rest_.empty()) {
      if (const std::size_t blank = leading_blank(rest_)) {
        rest_.remove_prefix(blank);
      } else if (!take_number() && !take_sign() && !take_currency()) {
        return std::nullopt;
      }
    }
    if (!has_number_ || is_open_) return std::nullopt;
    return spelling_;
  }

 private:
  bool take_number() {
    if (has_number_) return false;
    spelling_.mantissa = take_mantissa(rest_);
    has_number_ = !spelling_.mantissa.empty();
    if (has_number_) take_exponent(rest_, spelling_);
    return has_number_;
  }

  // `6,-` is how Dutch and German people write 6.00: whether a minus behind a mark is a sign nobody can know.
  bool ends_in_mark() const {
    return has_number_ && (spelling_.mantissa.back() == ',' || spelling_.mantissa.back() == '.');
  }

  // A minus on either side, a plus in front only, or the pair of parentheses.
  bool take_sign() {
    const char c = rest_.front();
    const bool is_minus = c == '-' || rest_.starts_with(kMinusSign);
    if (c == ')') {
      if (!is_open_ || !has_number_) return false;
      is_open_ = false;
    } else {
      const bool is_leading = c == '(' || c == '+';
      if (has_sign_ || !(is_minus || (is_leading && !has_number_))) return false;
      if (ends_in_mark()) return false;
      has_sign_ = true;
      spelling_.is_negative = c != '+';
      is_open_ = c == '(';
    }
    rest_.remove_prefix(c != '-' && is_minus ? kMinusSign.size() : 1);
    return true;
  }

  bool take_currency() {
    const std::size_t size = has_currency_ ? 0 : leading_currency(rest_);
    rest_.remove_prefix(size);
    has_currency_ = has_currency_ || size > 0;
    return size > 0;
  }

  std::string_view rest_;
  Spelling spelling_;
  bool has_number_ = false;
  bool has_sign_ = false;
  bool has_currency_ = false;
  bool is_open_ = false;
};

// Groups of three digits behind one to three that do not start with 0, one kind of separator throughout.
bool are_thousands(std::string_view text) {
  const std::size_t first = leading_digits(text);
  if (first < 1 || first > 3 || first == text.size() || text.front() == '0') return false;
  text.remove_prefix(first);
  const bool is_mark = text.front() == '.' || text.front() == ',';
  const std::string_view separator = text.substr(0, is_mark ? 1 : leading_separator(text));
  while (!text.empty()) {
    const std::string_view group = text.substr(std::min(separator.size(), text.size())).substr(0, 3);
    if (!text.starts_with(separator) || group.size() != 3 || !are_digits(group)) return false;
    text.remove_prefix(separator.size() + group.size());
  }
  return true;
}

// A mantissa whose marks are settled. `shown` is the decimal mark it proves on its own.
struct Parts {
  std::string_view whole = {};  // may hold separators of thousands
  std::string_view fraction = {};
  DecimalMark shown = DecimalMark::unknown;
  AmountProblem problem = AmountProblem::none;
};

DecimalMark decimal_mark(char mark) { return mark == '.' ? DecimalMark::point : DecimalMark::comma; }

// Decides whether the last mark is the decimal one; what then is left in `whole` may still turn out
// malformed.
Parts settle_marks(const Spelling& spelling, DecimalMark file_mark) {
  const std::string_view mantissa = spelling.mantissa;
  const std::size_t at = mantissa.find_last_of(".,");
  if (at == std::string_view::npos) return {.whole = mantissa};
  const char mark = mantissa[at];
  const char other = mark == '.' ? ',' : '.';
  const std::string_view whole = mantissa.substr(0, at);
  const std::string_view fraction = mantissa.substr(at + 1);

  const bool is_repeated = whole.find(mark) != std::string_view::npos;
  const bool is_alone = whole.find(other) == std::string_view::npos;
  if (is_repeated && is_alone) return {.whole = mantissa, .shown = decimal_mark(other)};

  const bool may_group = fraction.size() == 3 && are_digits(whole) && !spelling.has_exponent;
  if (may_group && file_mark == decimal_mark(other)) return {.whole = mantissa};
  if (may_group && file_mark == DecimalMark::unknown && are_thousands(mantissa)) {
    return {.problem = AmountProblem::ambiguous};
  }
  return {.whole = whole, .fraction = fraction, .shown = decimal_mark(mark)};
}

bool is_number(const Parts& parts, bool has_exponent) {
  if (parts.whole.empty() && parts.fraction.empty()) return false;
  if (!are_digits(parts.fraction)) return false;
  return are_digits(parts.whole) || (!has_exponent && are_thousands(parts.whole));
}

// Nothing when the number exceeds the digit limits.
std::optional<Decimal> exact_value(const Parts& parts, const Spelling& spelling) {
  Int128 units = 0;
  int significant_digits = 0;
  for (const std::string_view digits : {parts.whole, parts.fraction}) {
    for (const char c : digits) {
      if (!is_digit(c)) continue;
      units = units * 10 + (c - '0');
      if (units != 0 && ++significant_digits > Decimal::kMaxDigits) return std::nullopt;
    }
  }
  std::int64_t scale = static_cast<std::int64_t>(parts.fraction.size()) - spelling.exponent;
  if (scale > Decimal::kMaxScale) return std::nullopt;
  if (scale < 0) {
    if (units != 0 && significant_digits - scale > Decimal::kMaxDigits) return std::nullopt;
    if (units != 0) units *= power_of_ten(static_cast<int>(-scale));
    scale = 0;
  }
  return Decimal::from_units(spelling.is_negative ? -units : units, static_cast<int>(scale));
}

// What a cell without its text guard says.
struct Reading {
  Amount amount;
  DecimalMark shown = DecimalMark::unknown;
};

Reading read_spelled(std::string_view text, DecimalMark file_mark) {
  if (text.empty() || text == "-" || text == "--") return {};
  constexpr Amount kNotAnAmount{.problem = AmountProblem::not_an_amount};
  const auto spelling = SpellingReader(text).read();
  if (!spelling) return {kNotAnAmount};
  const Parts parts = settle_marks(*spelling, file_mark);
  if (parts.problem != AmountProblem::none) return {{.problem = parts.problem}};
  if (!is_number(parts, spelling->has_exponent)) return {kNotAnAmount};
  const auto value = exact_value(parts, *spelling);
  return {{value, value ? AmountProblem::none : AmountProblem::too_long}, parts.shown};
}

// The same as eight_digits() of a text behind which nothing can be read. Two reads that may overlap make it
// without a loop, whose end no processor foresees: amounts differ in length from row to row.
std::uint64_t digits_of(std::string_view text) {
  const std::size_t size = text.size();
  std::uint64_t word = 0;
  if (size >= 4) {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + size - sizeof last, sizeof last);
    word = first | (static_cast<std::uint64_t>(last) << (8 * (size - sizeof last)));
  } else {
    const auto byte = [text](std::size_t at) {
      return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at])) << (8 * at);
    };
    word = byte(0) | byte(size / 2) | byte(size - 1);
  }
  return eight_digits(word, size);
}

// Digits and at most one mark, so few that their number fits 64 bits.
bool read_long(std::string_view digits, bool is_negative, DecimalMark file_mark, Decimal& value) {
  std::int64_t units = 0;
  const char* const end = digits.data() + digits.size();
  const char* mark = end;
  for (const char* at = digits.data(); at != end; ++at) {
    const auto digit = static_cast<unsigned char>(*at - '0');
    if (digit <= 9) {
      units = units * 10 + digit;
    } else if ((*at == '.' || *at == ',') && mark == end) {
      mark = at;
    } else {
      return false;
    }
  }
  const int scale = mark != end ? static_cast<int>(end - mark) - 1 : 0;
  if (scale == 3 && file_mark != decimal_mark(*mark)) return false;
  value = Decimal::from_small(is_negative ? -units : units, scale);
  return true;
}

}  // namespace

bool read_plain_amount(std::string_view cell, DecimalMark file_mark, Decimal& value) {
  constexpr std::size_t kMostBytes = 18;  // as many digits fit 64 bits, and as many decimals a Decimal
  const bool is_negative = cell.starts_with('-');
  if (is_negative) cell.remove_prefix(1);
  if (cell.empty() || cell.size() > kMostBytes) return false;
  return cell.size() <= sizeof(std::uint64_t)
             ? read_digits(digits_of(cell), cell.size(), is_negative, file_mark, value)
             : read_long(cell, is_negative, file_mark, value);
}

Amount read_amount(std::string_view cell, DecimalMark file_mark) {
  if (cell.empty()) return {};
  if (Decimal value; read_plain_amount(cell, file_mark, value)) return {value};
  return read_spelled(unguarded(cell), file_mark).amount;
}

DecimalMark shown_mark(std::string_view cell) {
  return read_spelled(unguarded(cell), DecimalMark::unknown).shown;
}

}  // namespace linehaul
