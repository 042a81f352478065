#include "model/currency.h"

#include <doctest/doctest.h>

#include <string_view>

using linehaul::is_currency_code;
using linehaul::leading_currency;

TEST_CASE("ISO 4217 codes in capitals") {
  for (const std::string_view code :
       {"AED", "EUR", "GBP", "JPY", "PLN", "USD", "XCG", "ZMW", "ZWG", "HRK", "BGN"}) {
    CAPTURE(code);
    CHECK(is_currency_code(code));
  }
  for (const std::string_view text :
       {"", "U", "US", "usd", "Usd", "USDX", "ABC", "AAA", "ZZZ", "DEM", "123", " USD"}) {
    CAPTURE(text);
    CHECK_FALSE(is_currency_code(text));
  }
}

TEST_CASE("the currency at the start of a text") {
  struct Case {
    std::string_view text;
    std::size_t size;
  };
  for (const Case& c : {
           Case{"USD 5", 3},
           {"USD", 3},
           {"$5", 1},
           {"\u00A35", 2},
           {"\u20AC5", 3},
           {"\u20C15", 3},
           {"\U0001ECB0", 4},
           {"", 0},
           {"US", 0},
           {"5 USD", 0},
           {"\u00A15", 0},
           {"\u00A6", 0},
           {"\u209F", 0},
           {"\xE2", 0},
           {"\xE2\x82", 0},
           {"\x82\xAC", 0},
           {"\xA4", 0},
           {"\xC2", 0},
       }) {
    CAPTURE(c.text);
    CHECK(leading_currency(c.text) == c.size);
  }
}
