#include "model/amount.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "model/short_amount.h"

using linehaul::Amount;
using linehaul::AmountProblem;
using linehaul::Decimal;
using linehaul::DecimalMark;
using linehaul::read_amount;
using linehaul::shown_mark;

namespace {

std::string described(const Amount& amount) {
  REQUIRE((!amount.value || amount.problem == AmountProblem::none));
  switch (amount.problem) {
    case AmountProblem::none:
      return amount.value ? amount.value->text() : "no amount";
    case AmountProblem::not_an_amount:
      return "not an amount";
    case AmountProblem::ambiguous:
      return "ambiguous";
    case AmountProblem::too_long:
      return "too long";
  }
  return {};
}

std::string read(std::string_view cell, DecimalMark mark) { return described(read_amount(cell, mark)); }

struct Spelling {
  std::string_view cell, amount;
};

// Spellings that mean the same whatever the file's mark is.
void check_under_any_mark(std::initializer_list<Spelling> spellings) {
  for (const Spelling& c : spellings) {
    CAPTURE(c.cell);
    CHECK(read(c.cell, DecimalMark::unknown) == c.amount);
    CHECK(read(c.cell, DecimalMark::point) == c.amount);
    CHECK(read(c.cell, DecimalMark::comma) == c.amount);
  }
}

void check_rejected(std::initializer_list<std::string_view> cells) {
  for (const std::string_view cell : cells) {
    CAPTURE(cell);
    CHECK(read(cell, DecimalMark::unknown) == "not an amount");
    CHECK(read(cell, DecimalMark::point) == "not an amount");
    CHECK(read(cell, DecimalMark::comma) == "not an amount");
    CHECK(shown_mark(cell) == DecimalMark::unknown);
  }
}

}  // namespace

TEST_CASE("digits are kept as in the file") {
  check_under_any_mark({
      {"1234.5", "1234.5"},
      {"22.00", "22.00"},
      {"33.07666666666667", "33.07666666666667"},
      {"0", "0"},
      {"0.00", "0.00"},
      {"-0.00", "0.00"},
      {"(0.00)", "0.00"},
      {"16", "16"},
      {"40.6", "40.6"},
      {".5", "0.5"},
      {"-.5", "-0.5"},
      {"5.", "5"},
      {",5", "0.5"},
      {"5,", "5"},
      {"007.50", "7.50"},
      {"00", "0"},
      {"12,34", "12.34"},
      {"1234,5", "1234.5"},
      {"12,3456", "12.3456"},
      {"123456789012345678", "123456789012345678"},
      {"9999999999999999999", "9999999999999999999"},
      {"-9999999999999999999", "-9999999999999999999"},
      {"12345678901234567890", "12345678901234567890"},
      {"-92233720368547758.08", "-92233720368547758.08"},
  });
}

TEST_CASE("a blank cell, one hyphen and two are no amount") {
  check_under_any_mark({
      {"", "no amount"},
      {"  ", "no amount"},
      {"\u00A0\t\u202F", "no amount"},
      {"-", "no amount"},
      {"--", "no amount"},
      {" - ", "no amount"},
      {"=\"\"", "no amount"},
      {"=\"-\"", "no amount"},
      {"'", "no amount"},
  });
  check_rejected({"---", "- -", "\u2212", "$-", "- USD", "(-)", "()", "+", "."});
}

TEST_CASE("one sign, in front or behind") {
  check_under_any_mark({
      {"-5", "-5"},
      {"+5", "5"},
      {"5-", "-5"},
      {"64.10-", "-64.10"},
      {"5 -", "-5"},
      {"- 5", "-5"},
      {"(5)", "-5"},
      {"( 5.20 )", "-5.20"},
      {"\u22125", "-5"},
      {"5\u2212", "-5"},
      {"\u2212\u00A05,25", "-5.25"},
  });
  check_rejected({"5+",       "--5",      "-5-",  "+-5",  "-(5)",    "(-5)", "(5-)", "(5)-",   "((5))",
                  "(5",       "5)",       ")5(",  "(5))", "5-5",     "5(",   "()5",  "(5)(5)", "\u2212-5",
                  "-\u22125", "5\u2212-", "+(5)", "(+5)", "\u20135", "5 5",  "5 .5"});
}

TEST_CASE("one currency, a sign or an ISO code, in any order with the sign") {
  check_under_any_mark({
      {"$5", "5"},
      {"5$", "5"},
      {"$ 5.25", "5.25"},
      {"-$5", "-5"},
      {"$-5", "-5"},
      {"$5-", "-5"},
      {"5-$", "-5"},
      {"5$-", "-5"},
      {"($5)", "-5"},
      {"$(5)", "-5"},
      {"(5$)", "-5"},
      {"(5)$", "-5"},
      {"+$5", "5"},
      {"$+5", "5"},
      {"5 USD", "5"},
      {"USD 5", "5"},
      {"USD5", "5"},
      {"5USD", "5"},
      {"5 USD-", "-5"},
      {"5- USD", "-5"},
      {"-5 USD", "-5"},
      {"USD -5", "-5"},
      {"(5 USD)", "-5"},
      {"(5) USD", "-5"},
      {"USD (5)", "-5"},
      {"\u20AC5,20", "5.20"},
      {"5,20\u00A0\u20AC", "5.20"},
      {"\u00A35", "5"},
      {"5\u202FEUR", "5"},
      {"\u00A55", "5"},
      {"\u20BA1.234,56", "1234.56"},
      {"\uFF045", "5"},
      {"\u20B95", "5"},
      {"\U0001ECB05", "5"},
      {"ZWL 5", "5"},
      {"AED 5", "5"},
      {"5 ERN", "5"},
      {"5EGP", "5"},
      {"CHF 1'234.50", "1234.50"},
  });
  check_rejected({"$$5",   "$5$",   "$5 USD", "USD 5 USD",     "5 USD EUR", "usd 5", "5 eur",
                  "5 Usd", "5 ABC", "US 5",   "USDX5",         "US$5",      "R$5",   "5 kr",
                  "USD",   "$",     "5%",     "\u00A45\u00A4", "5 \u00B0",  "USD.",  "5 USD."});
}

TEST_CASE("blanks around do not matter") {
  check_under_any_mark({
      {" 5.25", "5.25"},
      {"5.25 ", "5.25"},
      {"\t5.25\r", "5.25"},
      {"\u00A05.25\u202F", "5.25"},
      {" (  $ 5.25  ) ", "-5.25"},
  });
}

TEST_CASE("a spreadsheet's text guard is taken off") {
  check_under_any_mark({
      {"=\"5.00\"", "5.00"},
      {" =\" -5.00 \" ", "-5.00"},
      {"'5.00", "5.00"},
      {"'-5", "-5"},
      {"'1'234.50", "1234.50"},
      {"=\"(5)\"", "-5"},
  });
  check_rejected({"=5.00", "\"5.00\"", "=\"5.00", "''5", "5'", "=\"=\"5\"\"", "=\""});
}

TEST_CASE("where both marks stand the last one is decimal") {
  check_under_any_mark({
      {"1,234.56", "1234.56"},
      {"1.234,56", "1234.56"},
      {"5.476,48", "5476.48"},
      {"1,234.567", "1234.567"},
      {"1.234,567", "1234.567"},
      {"12,345,678.9", "12345678.9"},
      {"12.345.678,9", "12345678.9"},
      {"-1,234.", "-1234"},
      {"999,999.00-", "-999999.00"},
  });
  check_rejected({"1.234,567.8", "1,234.567,8", "1,234.56.78", "1.234.567,890,1", "12,34.5", "1234,567.8",
                  "0,123.4", ",123.4", "1,2345.6", "1,.5", "1.,5"});
}

TEST_CASE("one kind of mark more than once groups thousands") {
  check_under_any_mark({
      {"1,234,567", "1234567"},
      {"1.234.567", "1234567"},
      {"123.456.789-", "-123456789"},
  });
  check_rejected({"1.2.3", "31.03.2026", "1,23,456", "1234,567,890", "0,123,456", "1,234,56", "1,234,5678",
                  "1,,234", "1.234.", ".123.456", "..5", "1..5"});
}

TEST_CASE("blanks and apostrophes group thousands, and make a single mark decimal") {
  check_under_any_mark({
      {"1 234,56", "1234.56"},
      {"1'234.56", "1234.56"},
      {"1\u00A0234,56", "1234.56"},
      {"1\u202F234,56", "1234.56"},
      {"12 345 678", "12345678"},
      {"1'234'567", "1234567"},
      {"1 234.567", "1234.567"},
      {"1'234,567", "1234.567"},
      {"-1 234", "-1234"},
      {"1 234-", "-1234"},
      {"$1 234 ", "1234"},
  });
  check_rejected({"12 34", "1  234", "1 234'567", "1 234\u00A0567", "1 234.567,8", "1 234,567,890",
                  "1'234.567.890", "0 123", "1234 567", "1\t234", "1\u2009234", "1\u2019234", "1 234 56",
                  "1,234 567", "1.23 456", "1.234'5", "1. 5", "1 ,5"});
}

TEST_CASE("exactly three digits after a single mark: the file's mark decides") {
  struct Case {
    std::string_view cell, unknown, point, comma;
  };
  for (const Case& c : {
           Case{"1.234", "ambiguous", "1.234", "1234"},
           {"1,234", "ambiguous", "1234", "1.234"},
           {"12,345", "ambiguous", "12345", "12.345"},
           {"123.456", "ambiguous", "123.456", "123456"},
           {"-1,234", "ambiguous", "-1234", "-1.234"},
           {"1,234-", "ambiguous", "-1234", "-1.234"},
           {"($1.000)", "ambiguous", "-1.000", "-1000"},
           {"EUR 1,000", "ambiguous", "1000", "1.000"},
           {"=\"1,000\"", "ambiguous", "1000", "1.000"},
           {"0.500", "0.500", "0.500", "not an amount"},
           {"0,500", "0.500", "not an amount", "0.500"},
           {".500", "0.500", "0.500", "not an amount"},
           {",500", "0.500", "not an amount", "0.500"},
           {"1234.567", "1234.567", "1234.567", "not an amount"},
           {"1234,567", "1234.567", "not an amount", "1234.567"},
           {"-0012.500", "-12.500", "-12.500", "not an amount"},
       }) {
    CAPTURE(c.cell);
    CHECK(read(c.cell, DecimalMark::unknown) == c.unknown);
    CHECK(read(c.cell, DecimalMark::point) == c.point);
    CHECK(read(c.cell, DecimalMark::comma) == c.comma);
  }
}

TEST_CASE("an exponent is expanded, and makes a single mark decimal") {
  check_under_any_mark({
      {"1.2E+3", "1200"},
      {"1,2E+3", "1200"},
      {"1.2e-3", "0.0012"},
      {"1.234E+2", "123.4"},
      {"1,234E+2", "123.4"},
      {"1.20E+1", "12.0"},
      {"1.25E1", "12.5"},
      {"5E+0", "5"},
      {"-5E-2", "-0.05"},
      {"5E-2-", "-0.05"},
      {"$1.5E+2", "150"},
      {"1E+3EUR", "1000"},
      {"1E+00000000000000000000000000000000003", "1000"},
      {"0E+99", "0"},
      {"-0.0E+99999999999999999999", "0"},
      {"1E-18", "0.000000000000000001"},
      {"1E+35", "100000000000000000000000000000000000"},
      {"1.00000000000000000000E+3", "1000.00000000000000000"},
  });
  check_rejected({"E+3", "1E", "1E+", "1E+-3", "1E+3.5", "1.2 E+3", "1.2E +3", "1.2.3E+1", "1,234.5E+3",
                  "1 234E+3", "1'234E+3", "1,234,567E+3", "1E+3E+3", "1X+3"});
  CHECK(read("1E+36", DecimalMark::point) == "too long");
  CHECK(read("1E-19", DecimalMark::point) == "too long");
  CHECK(read("1E+99999999999999999999", DecimalMark::point) == "too long");
  CHECK(read("1E-99999999999999999999", DecimalMark::point) == "too long");
}

TEST_CASE("what exceeds the digit limits is too long, never rounded") {
  check_under_any_mark({
      {"999999999999999999999999999999999999", "999999999999999999999999999999999999"},
      {"-999999999999999999.999999999999999999", "-999999999999999999.999999999999999999"},
      {"999,999,999,999,999,999,999,999,999,999,999,999", "999999999999999999999999999999999999"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"0000000000000000000000000000000000000000000012.50", "12.50"},
      {"1000000000000000000000000000000000000", "too long"},
      {"999999999999999999.9999999999999999999", "too long"},
      {"1.0000000000000000000", "too long"},
      {"0.0000000000000000000", "too long"},
      {"9999999999999999999.999999999999999999", "too long"},
  });
}

TEST_CASE("anything else is not an amount") {
  check_rejected({"12,3O",
                  "O.50",
                  "l2",
                  "abc",
                  "5x",
                  "x5",
                  "N/A",
                  "#",
                  "5/6",
                  "5:00",
                  "1_000",
                  "0x10",
                  "1,234.56 plus",
                  "5.00;",
                  "\uFF15",
                  "\u0665",
                  "NaN",
                  "inf",
                  "5\xC3",
                  "\xFF",
                  "5\xE2\x88",
                  "\xE2",
                  std::string_view("5\0", 2)});
}

TEST_CASE("which decimal mark a cell proves") {
  struct Case {
    std::string_view cell;
    DecimalMark mark;
  };
  for (const Case& c : {
           Case{"1.5", DecimalMark::point},   {"1,5", DecimalMark::comma},
           {"-0.00", DecimalMark::point},     {"12,3456", DecimalMark::comma},
           {"5.", DecimalMark::point},        {",5", DecimalMark::comma},
           {"1,234.56", DecimalMark::point},  {"1.234,567", DecimalMark::comma},
           {"1,234,567", DecimalMark::point}, {"1.234.567", DecimalMark::comma},
           {"0.500", DecimalMark::point},     {"1234,567", DecimalMark::comma},
           {"1 234,567", DecimalMark::comma}, {"1'234.567", DecimalMark::point},
           {"1,234E+1", DecimalMark::comma},  {"(5,20 EUR)", DecimalMark::comma},
           {"=\"5,20\"", DecimalMark::comma}, {"1,234", DecimalMark::unknown},
           {"1.234", DecimalMark::unknown},   {"1234", DecimalMark::unknown},
           {"1 234", DecimalMark::unknown},   {"1'234", DecimalMark::unknown},
           {"", DecimalMark::unknown},        {"-", DecimalMark::unknown},
           {"12,3O", DecimalMark::unknown},   {"31.03.2026", DecimalMark::unknown},
       }) {
    CAPTURE(c.cell);
    CHECK(shown_mark(c.cell) == c.mark);
  }
}

TEST_CASE("a minus behind a mark and the sign of the cent are no amounts") {
  // `6,-` is 6.00 to Dutch and German readers, and 50 cents are not 50.
  for (const char* cell : {"6,-", "5.-", "1.234,-", "50\u00A2", "50\uFFE0"}) {
    CHECK(linehaul::read_amount(cell, linehaul::DecimalMark::unknown).problem ==
          linehaul::AmountProblem::not_an_amount);
  }
}

TEST_CASE("short amounts read alike with and without detours") {
  constexpr std::string_view kBytes = "059.,-x";
  std::string cell;
  const auto check_all = [&](const auto& self, std::size_t size) -> void {
    for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma, DecimalMark::unknown}) {
      const Amount plain = read_amount(cell, mark);
      const Amount slow = read_amount(" " + cell, mark);  // a blank in front takes the long way
      REQUIRE_MESSAGE(plain.problem == slow.problem, cell);
      REQUIRE_MESSAGE(plain.value == slow.value, cell);
      if (plain.value) REQUIRE_MESSAGE(plain.value->scale() == slow.value->scale(), cell);
    }
    if (size == 0) return;
    for (const char c : kBytes) {
      cell.push_back(c);
      self(self, size - 1);
      cell.pop_back();
    }
  };
  check_all(check_all, 4);
  for (const std::string_view start : {"1234", "-123", "12.3", "1,23", "12345", "123456.", "-1234567"}) {
    cell = start;
    check_all(check_all, 3);
  }
}

TEST_CASE("a plain amount is what the long way reads, and everything else takes the long way") {
  constexpr std::string_view kBytes = "0123456789..,--";
  std::uint32_t state = 1;
  const auto random = [&state](std::size_t limit) {
    state = state * 1664525 + 1013904223;
    return (state >> 8U) % limit;
  };
  std::size_t plain_ones = 0;
  for (int i = 0; i < 200000; ++i) {
    // Digits with a few marks and signs among them, then any bytes at all.
    std::string cell(random(22), '0');
    for (char& c : cell) c = kBytes[random(random(8) == 0 ? kBytes.size() : 10)];
    if (random(4) == 0 && !cell.empty()) cell[random(cell.size())] = static_cast<char>(random(256));
    for (const DecimalMark mark : {DecimalMark::point, DecimalMark::comma, DecimalMark::unknown}) {
      Decimal plain;
      const bool is_plain = linehaul::read_plain_amount(cell, mark, plain);
      const std::string padded = cell + "12345678";
      Decimal in_one_word;
      if (linehaul::read_short_amount(std::string_view(padded).substr(0, cell.size()), mark, in_one_word)) {
        REQUIRE_MESSAGE(is_plain, cell);
        REQUIRE_MESSAGE(in_one_word.text() == plain.text(), cell);
      } else {
        REQUIRE_MESSAGE((!is_plain || cell.size() > 8), cell);
      }
      if (!is_plain) continue;
      ++plain_ones;
      const Amount slow = read_amount(" " + cell, mark);
      REQUIRE_MESSAGE(slow.value, cell);
      REQUIRE_MESSAGE(plain == *slow.value, cell);
      REQUIRE_MESSAGE(plain.scale() == slow.value->scale(), cell);
    }
  }
  CHECK(plain_ones > 100000);
}
