#include "model/cell_text.h"

#include <doctest/doctest.h>

#include <string_view>

using linehaul::identifier_text;
using linehaul::is_damaged_identifier;
using linehaul::leading_blank;
using linehaul::normalized_name;
using linehaul::trim;
using linehaul::unguarded;

namespace {

struct Pair {
  std::string_view text, expected;
};

}  // namespace

TEST_CASE("cells are trimmed of ASCII blanks and no-break spaces") {
  for (const Pair& c : {
           Pair{"", ""},
           {" ", ""},
           {"a", "a"},
           {" \t\r\n\v\f a b \f\v\n\r\t ", "a b"},
           {"\u00A0\u202Fa\u202F\u00A0", "a"},
           {"\u00A0 \u202F", ""},
           {"\u2009a\u3000", "\u2009a\u3000"},
           {"\u00E0", "\u00E0"},
           {"a\xA0", "a\xA0"},
           {"\xC2", "\xC2"},
           {"\x80\xAF", "\x80\xAF"},
           {"\x1F!\x08", "\x1F!\x08"},
       }) {
    CAPTURE(c.text);
    CHECK(trim(c.text) == c.expected);
  }
}

TEST_CASE("the blank at the start of a text") {
  CHECK(leading_blank("") == 0);
  CHECK(leading_blank("a ") == 0);
  CHECK(leading_blank("  ") == 1);
  CHECK(leading_blank("\u00A05") == 2);
  CHECK(leading_blank("\u202F5") == 3);
  CHECK(leading_blank("\u20AC") == 0);
}

TEST_CASE("text guards are taken off once") {
  for (const Pair& c : {
           Pair{"=\"794612345678\"", "794612345678"},
           {" =\" 0012 \" ", "0012"},
           {"'0012", "0012"},
           {" ' 0012", "0012"},
           {"''0012", "'0012"},
           {"=\"\"", ""},
           {"'", ""},
           {"=\"", "=\""},
           {"=\"12", "=\"12"},
           {"=12", "=12"},
           {"\"12\"", "\"12\""},
           {"1'2", "1'2"},
       }) {
    CAPTURE(c.text);
    CHECK(unguarded(c.text) == c.expected);
  }
}

TEST_CASE("identifiers") {
  for (const Pair& c : {
           Pair{"", ""},
           {"  ", ""},
           {"=\"\"", ""},
           {" 0012 ", "0012"},
           {"1Z8CZ3C80496442033", "1Z8CZ3C80496442033"},
           {"=\"794612345678\"", "794612345678"},
           {"'794612345678", "794612345678"},
           {"794612345678.0", "794612345678"},
           {"=\"794612345678.0\"", "794612345678"},
           {"0.0", "0"},
           {"794612345678.00", "794612345678.00"},
           {"794612345678.5", "794612345678.5"},
           {"79461234567.8.0", "79461234567.8.0"},
           {"A794.0", "A794.0"},
           {".0", ".0"},
           {"-5.0", "-5.0"},
           {"3.76E+14", "3.76E+14"},
       }) {
    CAPTURE(c.text);
    CHECK(identifier_text(c.text) == c.expected);
  }
}

TEST_CASE("damaged identifiers") {
  for (const std::string_view text : {"3.76E+14", "3E+14", "7.946e+11", "2.19491E+20", "3,76E+14", "0E+0"}) {
    CAPTURE(text);
    CHECK(is_damaged_identifier(text));
  }
  for (const std::string_view text :
       {"", "0000123E45678", "3.76E14", "3.76E-14", "3.76", "E+14", ".76E+14", "3.E+14", "3.76E+", "3.76E+1A",
        "A3.76E+14", "3.7.6E+14", "3.76EE+14", "+3.76E+14", "3.76E+14 "}) {
    CAPTURE(text);
    CHECK_FALSE(is_damaged_identifier(text));
  }
}

TEST_CASE("a cell taken for a plain identifier is one") {
  using linehaul::is_plain_identifier;
  for (const std::string_view text :
       {"1Z999AA10123456784", "000012345678901", "A1", "794612345678", "12.05"}) {
    CAPTURE(text);
    CHECK(is_plain_identifier(text));
  }
  // Every text of up to 4 bytes of those that matter, also behind digits enough for whole words.
  constexpr std::string_view kBytes = "19.,E+eAZ0 '=\"";
  const auto check = [](const std::string& text) {
    CAPTURE(text);
    if (is_plain_identifier(text)) REQUIRE(identifier_text(text) == text);
    if (is_plain_identifier(text)) REQUIRE_FALSE(is_damaged_identifier(text));
  };
  for (const char a : kBytes) {
    for (const char b : kBytes) {
      for (const char c : kBytes) {
        for (const char d : kBytes) {
          const std::string text{a, b, c, d};
          for (std::size_t size = 0; size <= text.size(); ++size) check(text.substr(0, size));
          check(text + "0012345");
          check("12345678" + text);
          check("1.2345678" + text + "14");
        }
      }
    }
  }
}

TEST_CASE("header names are compared without case, punctuation and blanks") {
  for (const Pair& c : {
           Pair{"", ""},
           {"Net Amount", "net amount"},
           {"  Net   Amount ", "net amount"},
           {"net_amount", "net amount"},
           {"NET-AMOUNT:", "net amount"},
           {"Net\u00A0Amount\u202F", "net amount"},
           {"\uFEFFVersion", "version"},
           {"EPS Account #", "eps account"},
           {"Original Ref#3/PO Number", "original ref 3 po number"},
           {"original_ref_3_po_number", "original ref 3 po number"},
           {"ZFuel*", "zfuel"},
           {"Total amount(excl.VAT)", "total amount excl vat"},
           {"Total amount (excl. VAT)", "total amount excl vat"},
           {"***", ""},
           {"*Net", "net"},
           {"(# ) Net", "net"},
           {"@[`{", ""},
           {"AZaz09", "azaz09"},
           {"L\u00E4nge", "l\u00E4nge"},
           {"L\u00C4NGE", "l\u00E4nge"},
           {"\u00C0\u00DE\u00DF\u00FF", "\u00E0\u00FE\u00DF\u00FF"},
           {"3\u00D74", "3\u00D74"},
           {"\u00C4\u00C4", "\u00E4\u00E4"},
           {"\u0100 \u4E00", "\u0100 \u4E00"},
           {"a\xC3", "a\xC3"},
       }) {
    CAPTURE(c.text);
    CHECK(normalized_name(c.text) == c.expected);
  }
}

TEST_CASE("a character anywhere in a text of any length") {
  for (std::size_t size = 0; size < 40; ++size) {
    CHECK_FALSE(linehaul::holds(std::string(size, '*'), '+'));  // its neighbours in ASCII
    CHECK_FALSE(linehaul::holds(std::string(size, ','), '+'));
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '\xFF');
      text[at] = '+';
      CHECK(linehaul::holds(text, '+'));
    }
  }
}
