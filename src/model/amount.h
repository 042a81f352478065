#pragma once

#include <optional>
#include <string_view>

#include "model/decimal.h"

namespace linehaul {

enum class DecimalMark : char { unknown, point, comma };

enum class AmountProblem {
  none,
  not_an_amount,
  ambiguous,  // `1,234` where nothing says which mark is the decimal one
  too_long,   // an amount, but beyond the digit limits of Decimal; amounts are never rounded
};

/// What an amount cell says. A blank cell, `-` and `--` have neither a value nor a problem.
struct Amount {
  std::optional<Decimal> value = {};
  AmountProblem problem = AmountProblem::none;
};

/// Reads a cell (UTF-8, not necessarily trimmed) as an exact amount: ASCII digits with a point or comma, or
/// an exponent (`1.2E+3`); thousands in groups of three behind a point, comma, apostrophe, space, U+00A0 or
/// U+202F; one sign (`-5`, `5-`, `(5)`, `+5`, U+2212) and one currency, an ISO 4217 code or a sign of
/// Unicode's class Sc, on either side; a text guard (`="5.00"`, `'5.00`) around it all. `file_mark` matters
/// only where three digits follow a single mark: the same mark is then decimal, the other one groups
/// thousands.
Amount read_amount(std::string_view cell, DecimalMark file_mark);

/// The usual spelling, `-12.34` or `1234,5`, and nothing around it: one look at eight bytes for most amounts.
/// True where the cell is one: `value` is then what read_amount() reads. False where it takes a second look.
bool read_plain_amount(std::string_view cell, DecimalMark file_mark, Decimal& value);

/// The decimal mark that the cell proves on its own: unknown when it has none, could be read either way or is
/// not an amount. A mark that must group thousands (`1,234,567`) proves the other one.
DecimalMark shown_mark(std::string_view cell);

}  // namespace linehaul
