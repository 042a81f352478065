#include "model/decimal.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

using linehaul::Decimal;
using linehaul::equal_shares;
using linehaul::Int128;
using linehaul::power_of_ten;

namespace {

static_assert(std::is_trivially_copyable_v<Decimal>);
static_assert(sizeof(Decimal) == 16);
static_assert(Decimal().is_zero() && Decimal().scale() == 0);

const Int128 kLargest = power_of_ten(36) - 1;

// The number that the text spells: digits with at most one point and a minus.
Decimal decimal(std::string_view text) {
  Int128 units = 0;
  int scale = 0;
  bool after_point = false;
  for (const char c : text) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    units = units * 10 + (c - '0');
    if (after_point) ++scale;
  }
  const auto number = Decimal::from_units(text.starts_with('-') ? -units : units, scale);
  REQUIRE(number);
  return *number;
}

std::string sum_text(std::string_view left, std::string_view right) {
  const auto total = sum(decimal(left), decimal(right));
  return total ? total->text() : "too long";
}

}  // namespace

TEST_CASE("a decimal is written with all its decimals and no more") {
  for (const std::string_view text : {"0",
                                      "5",
                                      "-5",
                                      "10",
                                      "0.5",
                                      "-0.5",
                                      "22.00",
                                      "22.0",
                                      "0.00",
                                      "0.05",
                                      "1234567.890",
                                      "33.07666666666667",
                                      "9223372036854775807",
                                      "9223372036854775808",
                                      "-9223372036854775808",
                                      "18446744073709551616",
                                      "99999999999999999.9",
                                      "92233720368547758.08",
                                      "999999999999999999",
                                      "1000000000000000000",
                                      "999999999999999999999999999999999999",
                                      "-999999999999999999.999999999999999999",
                                      "0.000000000000000001",
                                      "-0.999999999999999999",
                                      "1000000000000000001.05",
                                      "123456789012345678901234567890.000001"}) {
    CHECK(decimal(text).text() == text);
  }
}

TEST_CASE("zero has no sign") {
  CHECK(decimal("-0.00").text() == "0.00");
  CHECK(decimal("0.00").negated().text() == "0.00");
  CHECK_FALSE(decimal("-0.00").is_negative());
}

TEST_CASE("write() returns the length and stays within it") {
  std::array<char, Decimal::kMaxText> buffer;
  buffer.fill('#');
  const auto longest = Decimal::from_units(-kLargest, 18);
  REQUIRE(longest);
  CHECK(longest->write(buffer.data()) == 38);
  CHECK(buffer[38] == '#');
  CHECK(decimal("-0.5").write(buffer.data()) == 4);
  CHECK(std::string_view(buffer.data(), 6) == "-0.599");
}

TEST_CASE("digit limits") {
  CHECK(Decimal::from_units(kLargest, 0));
  CHECK(Decimal::from_units(-kLargest, 18));
  CHECK_FALSE(Decimal::from_units(kLargest + 1, 0));
  CHECK_FALSE(Decimal::from_units(-kLargest - 1, 18));
  CHECK(Decimal::from_units(1, 18));
  CHECK_FALSE(Decimal::from_units(1, 19));
  CHECK_FALSE(Decimal::from_units(1, -1));
}

TEST_CASE("decimals that are spelled alike") {
  CHECK(decimal("-3.10").is_spelled_as(decimal("-3.10")));
  CHECK(decimal("0.00").negated().is_spelled_as(decimal("0.00")));
  CHECK_FALSE(decimal("3.10").is_spelled_as(decimal("-3.10")));
  CHECK_FALSE(decimal("3.1").is_spelled_as(decimal("3.10")));  // though it is the same number
  CHECK_FALSE(decimal("0").is_spelled_as(decimal("0.0")));
}

TEST_CASE("sign and magnitude") {
  CHECK(decimal("-3.10").negated().text() == "3.10");
  CHECK(decimal("-3.10").magnitude().text() == "3.10");
  CHECK(decimal("3.10").magnitude().text() == "3.10");
  CHECK(decimal("-3.10").is_negative());
  CHECK_FALSE(decimal("3.10").is_negative());
  CHECK(decimal("0.00").is_zero());
  CHECK_FALSE(decimal("0.01").is_zero());
}

TEST_CASE("sums are exact and have the decimals of the longer term") {
  struct Case {
    std::string_view left, right, total;
  };
  for (const Case& c : {
           Case{"0.1", "0.2", "0.3"},
           {"22.00", "0.5", "22.50"},
           {"0", "0.000", "0.000"},
           {"1.10", "-1.1", "0.00"},
           {"-5", "2.25", "-2.75"},
           {"33.07666666666667", "33.07666666666667", "66.15333333333334"},
           {"9223372036854775807", "1", "9223372036854775808"},
           {"-9223372036854775807", "-2", "-9223372036854775809"},
           {"99999999999999999999.99", "0.01", "100000000000000000000.00"},
           {"999999999999999999", "0.999999999999999999", "999999999999999999.999999999999999999"},
           {"999999999999999999999999999999999999", "0", "999999999999999999999999999999999999"},
           {"999999999999999999999999999999999999", "1", "too long"},
           {"-999999999999999999999999999999999999", "-1", "too long"},
           {"999999999999999999999999999999999998", "1", "999999999999999999999999999999999999"},
           {"999999999999999999999999999999999999", "0.0", "too long"},
           {"999999999999999999999999999999999999", "0.000000000000000001", "too long"},
           {"1000000000000000000", "0.000000000000000001", "too long"},
           {"1000000000000000000", "-0.000000000000000001", "999999999999999999.999999999999999999"},
           {"-1000000000000000000", "0.000000000000000001", "-999999999999999999.999999999999999999"},
           {"1000000000000000000.5", "-0.999999999999999999", "999999999999999999.500000000000000001"},
       }) {
    CAPTURE(c.left);
    CAPTURE(c.right);
    CHECK(sum_text(c.left, c.right) == c.total);
    CHECK(sum_text(c.right, c.left) == c.total);
  }
}

TEST_CASE("numbers compare by value") {
  CHECK(decimal("22.0") == decimal("22.00"));
  CHECK(decimal("-0.0") == decimal("0"));
  CHECK(decimal("22.0") != decimal("22.01"));
  const std::array ascending = {"-999999999999999999999999999999999999",
                                "-1000000000000000000",
                                "-999999999999999999.999999999999999999",
                                "-2",
                                "-1.5",
                                "-1.49",
                                "0.000",
                                "0.000000000000000001",
                                "0.01",
                                "1.1",
                                "1.11",
                                "1.2",
                                "1000000000000000000",
                                "999999999999999999999999999999999999"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(ascending[i]);
      CAPTURE(ascending[j]);
      CHECK((decimal(ascending[i]) < decimal(ascending[j])) == (i < j));
      CHECK((decimal(ascending[i]) == decimal(ascending[j])) == (i == j));
    }
  }
}

TEST_CASE("rounding sends a tie to the even digit") {
  struct Case {
    std::string_view number;
    int scale;
    std::string_view rounded;
  };
  for (const Case& c : {
           Case{"0.125", 2, "0.12"},
           {"0.135", 2, "0.14"},
           {"-0.125", 2, "-0.12"},
           {"-0.135", 2, "-0.14"},
           {"0.1250001", 2, "0.13"},
           {"0.1249999", 2, "0.12"},
           {"422.989999999999999", 2, "422.99"},
           {"2.5", 0, "2"},
           {"3.5", 0, "4"},
           {"-0.4", 0, "0"},
           {"9.995", 2, "10.00"},
           {"1.5", 2, "1.5"},
           {"1.50", 2, "1.50"},
           {"0.000000000000000005", 17, "0.00000000000000000"},
           {"999999999999999999.999999999999999999", 0, "1000000000000000000"},
       }) {
    CAPTURE(c.number);
    CHECK(decimal(c.number).rounded_half_even(c.scale).text() == c.rounded);
  }
}

TEST_CASE("equal shares always add up to the amount") {
  struct Case {
    std::string_view amount;
    std::size_t count;
    std::string_view each, last;
  };
  for (const Case& c : {
           Case{"10.00", 3, "3.3333", "3.3334"},
           {"99.23", 3, "33.0766", "33.0768"},
           {"-10.00", 3, "-3.3333", "-3.3334"},
           {"10", 4, "2.5000", "2.5000"},
           {"0.00", 7, "0.0000", "0.0000"},
           {"0.0001", 2, "0.0000", "0.0001"},
           {"-0.0001", 2, "0.0000", "-0.0001"},
           {"0.00019", 2, "0.0000", "0.00019"},
           {"1.000059", 2, "0.5000", "0.500059"},
           {"5.5", 1, "5.5", "5.5"},
           {"5.123456", 1, "5.123456", "5.123456"},
           {"99999999999999999999999999999999", 2, "49999999999999999999999999999999.5000",
            "49999999999999999999999999999999.5000"},
           {"999999999999999999.999999999999999999", 2, "499999999999999999.9999",
            "500000000000000000.000099999999999999"},
       }) {
    CAPTURE(c.amount);
    CAPTURE(c.count);
    const auto shares = equal_shares(decimal(c.amount), c.count);
    REQUIRE(shares);
    CHECK(shares->each.text() == c.each);
    CHECK(shares->last.text() == c.last);
    auto total = shares->last;
    for (std::size_t i = 1; i < c.count; ++i) total = sum(total, shares->each).value();
    CHECK(total == decimal(c.amount));
  }
  CHECK_FALSE(equal_shares(decimal("5.00"), 0));
  CHECK_FALSE(equal_shares(decimal("999999999999999999999999999999999999"), 2));
}

TEST_CASE("a running total is what sum() says, or stays as it is") {
  const std::array terms = {"0",
                            "0.00",
                            "-0.01",
                            "7",
                            "12.34",
                            "-12.34",
                            "92233720368547758.07",
                            "0.000000000000000001",
                            "999999999999999999999999999999999999",
                            "-999999999999999999999999999999999999",
                            "9999999999999999999999999999999999.99",
                            "-9999999999999999999999999999999999.99"};
  for (const char* left : terms) {
    for (const char* right : terms) {
      CAPTURE(left);
      CAPTURE(right);
      Decimal total = decimal(left);
      const bool fits = add_to(total, decimal(right));
      CHECK((fits ? total.text() : "too long") == sum_text(left, right));
      if (!fits) CHECK(total.text() == left);
    }
  }
}

TEST_CASE("numbers of every length are written digit by digit") {
  for (int scale = 0; scale <= 9; ++scale) {
    std::int64_t power = 1;
    for (int digits = 0; digits < 18; ++digits, power *= 10) {
      for (const std::int64_t units : {power - 1, power, power + 1, power * 7 / 3, -power}) {
        std::string expected = std::to_string(units < 0 ? -units : units);
        if (expected.size() <= static_cast<std::size_t>(scale)) {
          expected.insert(0, static_cast<std::size_t>(scale) + 1 - expected.size(), '0');
        }
        if (scale > 0) expected.insert(expected.size() - static_cast<std::size_t>(scale), 1, '.');
        if (units < 0) expected.insert(0, 1, '-');
        std::array<char, Decimal::kMaxText> buffer;
        buffer.fill('#');
        const std::size_t size = Decimal::from_small(units, scale).write(buffer.data());
        CHECK(std::string_view(buffer.data(), size) == expected);
        CHECK(buffer[size] == '#');
      }
    }
  }
}
