#include "model/date.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using linehaul::DateOrder;
using linehaul::DateResult;
using linehaul::read_date;
using linehaul::shown_order;
using linehaul::Timestamp;

namespace {

std::string read(std::string_view cell, DateOrder order) {
  const DateResult date = read_date(cell, order);
  REQUIRE((!date.value || !date.is_bad));
  return date.value ? date.value->text() : date.is_bad ? "bad" : "blank";
}

struct Spelling {
  std::string_view cell, date;
};

// Spellings that mean the same in every order.
void check_in_any_order(std::initializer_list<Spelling> spellings) {
  for (const Spelling& c : spellings) {
    CAPTURE(c.cell);
    CHECK(read(c.cell, DateOrder::unknown) == c.date);
    CHECK(read(c.cell, DateOrder::day_first) == c.date);
    CHECK(read(c.cell, DateOrder::month_first) == c.date);
  }
}

void check_rejected(std::initializer_list<std::string_view> cells) {
  for (const std::string_view cell : cells) {
    CAPTURE(cell);
    CHECK(read(cell, DateOrder::unknown) == "bad");
    CHECK(read(cell, DateOrder::day_first) == "bad");
    CHECK(read(cell, DateOrder::month_first) == "bad");
    CHECK(shown_order(cell) == DateOrder::unknown);
  }
}

}  // namespace

TEST_CASE("dates with one meaning") {
  check_in_any_order({
      {"2026-03-31", "2026-03-31T00:00:00Z"},
      {"20260331", "2026-03-31T00:00:00Z"},
      {"31-Mar-2026", "2026-03-31T00:00:00Z"},
      {"1-mar-2026", "2026-03-01T00:00:00Z"},
      {"01-MAR-2026", "2026-03-01T00:00:00Z"},
      {"31.03.2026", "2026-03-31T00:00:00Z"},
      {"1.2.2026", "2026-02-01T00:00:00Z"},
      {"01.2.2026", "2026-02-01T00:00:00Z"},
      {"3/3/2026", "2026-03-03T00:00:00Z"},
      {"03/03/26", "2026-03-03T00:00:00Z"},
      {"0001-01-01", "0001-01-01T00:00:00Z"},
      {"9999-12-31", "9999-12-31T00:00:00Z"},
  });
}

TEST_CASE("every month has its English name") {
  check_in_any_order({
      {"5-Jan-2026", "2026-01-05T00:00:00Z"},
      {"5-Feb-2026", "2026-02-05T00:00:00Z"},
      {"5-Mar-2026", "2026-03-05T00:00:00Z"},
      {"5-Apr-2026", "2026-04-05T00:00:00Z"},
      {"5-May-2026", "2026-05-05T00:00:00Z"},
      {"5-Jun-2026", "2026-06-05T00:00:00Z"},
      {"5-Jul-2026", "2026-07-05T00:00:00Z"},
      {"5-Aug-2026", "2026-08-05T00:00:00Z"},
      {"5-Sep-2026", "2026-09-05T00:00:00Z"},
      {"5-Oct-2026", "2026-10-05T00:00:00Z"},
      {"5-Nov-2026", "2026-11-05T00:00:00Z"},
      {"5-Dec-2026", "2026-12-05T00:00:00Z"},
  });
}

TEST_CASE("a blank date is null") {
  check_in_any_order({{"", "blank"}, {" \u00A0", "blank"}, {"=\"\"", "blank"}, {"'", "blank"}});
}

TEST_CASE("blanks and text guards around a date do not matter") {
  check_in_any_order({
      {" 2026-03-31\t", "2026-03-31T00:00:00Z"},
      {"=\"2026-03-31\"", "2026-03-31T00:00:00Z"},
      {"'20260331", "2026-03-31T00:00:00Z"},
  });
}

TEST_CASE("a time may follow") {
  check_in_any_order({
      {"2026-03-01 07:45:00", "2026-03-01T07:45:00Z"},
      {"2026-03-01T07:45:09", "2026-03-01T07:45:09Z"},
      {"2026-03-01 7:45", "2026-03-01T07:45:00Z"},
      {"2026-03-01 23:59:59", "2026-03-01T23:59:59Z"},
      {"2026-03-01T07:45:00Z", "2026-03-01T07:45:00Z"},
      {"2026-03-01T07:45Z", "2026-03-01T07:45:00Z"},
      {"2025-05-30 00:00:00.0", "2025-05-30T00:00:00Z"},
      {"2025-05-30 00:00:01.999999999Z", "2025-05-30T00:00:01Z"},
      {"20260301 0:00", "2026-03-01T00:00:00Z"},
      {"31-Mar-2026 12:30", "2026-03-31T12:30:00Z"},
      {"31.3.2026 12:30:15", "2026-03-31T12:30:15Z"},
      {"3/3/26 9:05", "2026-03-03T09:05:00Z"},
  });
  check_rejected({"2026-03-01 24:00",    "2026-03-01 12:60",          "2026-03-01 12:00:60",
                  "2026-03-01 12",       "2026-03-01 12:5",           "2026-03-01 12:5:00",
                  "2026-03-01 012:00",   "2026-03-01  12:00",         "2026-03-01t12:00",
                  "2026-03-01T12:00z",   "2026-03-01T12:00:00+01:00", "2026-03-01T",
                  "2026-03-01Z",         "2026-03-01 12:00:00.",      "2026-03-01 12:00.5",
                  "2026-03-01 12:00 PM", "2026-03-01 12:00:00ZZ",     "2026-03-01,12:00",
                  "2026-03-01 12:00:0",  "2026-03-01 12:00:",         "2026-03-01 -1:00"});
}

TEST_CASE("A/B/YYYY is read in the file's order") {
  struct Case {
    std::string_view cell, unknown, day_first, month_first;
    DateOrder shown;
  };
  for (const Case& c : {
           Case{"3/4/2026", "bad", "2026-04-03T00:00:00Z", "2026-03-04T00:00:00Z", DateOrder::unknown},
           {"12/11/26", "bad", "2026-11-12T00:00:00Z", "2026-12-11T00:00:00Z", DateOrder::unknown},
           {"3/12/2026 8:30", "bad", "2026-12-03T08:30:00Z", "2026-03-12T08:30:00Z", DateOrder::unknown},
           {"31/3/2026", "2026-03-31T00:00:00Z", "2026-03-31T00:00:00Z", "bad", DateOrder::day_first},
           {"13/12/26", "2026-12-13T00:00:00Z", "2026-12-13T00:00:00Z", "bad", DateOrder::day_first},
           {"3/31/2026", "2026-03-31T00:00:00Z", "bad", "2026-03-31T00:00:00Z", DateOrder::month_first},
           {"12/13/99", "2099-12-13T00:00:00Z", "bad", "2099-12-13T00:00:00Z", DateOrder::month_first},
           {"29/2/2024", "2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "bad", DateOrder::day_first},
           {" 2/29/2024 1:00", "2024-02-29T01:00:00Z", "bad", "2024-02-29T01:00:00Z", DateOrder::month_first},
           {"4/4/2026", "2026-04-04T00:00:00Z", "2026-04-04T00:00:00Z", "2026-04-04T00:00:00Z",
            DateOrder::unknown},
       }) {
    CAPTURE(c.cell);
    CHECK(read(c.cell, DateOrder::unknown) == c.unknown);
    CHECK(read(c.cell, DateOrder::day_first) == c.day_first);
    CHECK(read(c.cell, DateOrder::month_first) == c.month_first);
    CHECK(shown_order(c.cell) == c.shown);
  }
}

TEST_CASE("spellings other than A/B/YYYY show no order") {
  for (const std::string_view cell : {"2026-03-31", "31.3.2026", "31-Mar-2026", "20260331", "", "n/a"}) {
    CAPTURE(cell);
    CHECK(shown_order(cell) == DateOrder::unknown);
  }
}

TEST_CASE("dates that the calendar does not have") {
  check_in_any_order({
      {"2024-02-29", "2024-02-29T00:00:00Z"},
      {"2000-02-29", "2000-02-29T00:00:00Z"},
      {"2026-04-30", "2026-04-30T00:00:00Z"},
      {"2026-12-31", "2026-12-31T00:00:00Z"},
  });
  check_rejected({"2026-02-30",  "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31",
                  "2026-06-31",  "2026-09-31", "2026-11-31", "2026-01-32", "2026-00-10",
                  "2026-13-10",  "2026-10-00", "0000-01-01", "20260230",   "00000000",
                  "30-Feb-2026", "0-Mar-2026", "31.04.2026", "3.31.2026",  "31/2/2026",
                  "2/30/2026",   "13/13/2026", "0/1/2026",   "1/0/1900",   "32/1/26"});
}

TEST_CASE("anything else is not a date") {
  check_rejected({"2026-3-31",    "2026/03/31",    "26-03-31",      "2026-03-311", "12026-03-31",
                  "2026-03",      "2026.03.31",    "202603311",     "2026033",     "31-Mar-26",
                  "31 Mar 2026",  "31-March-2026", "31-Mrz-2026",   "31-anf-2026", "31-Ma-2026",
                  "31-Mar",       "Mar-31-2026",   "031-Mar-2026",  "31.3.26",     "31.3",
                  "031.3.2026",   "31-3-2026",     "3/31",          "3/31/026",    "3/31/20266",
                  "3/31-2026",    "03/031/2026",   "3//2026",       "/3/2026",     "-2026-03-31",
                  "2026-03-31.0", "20260331.0",    "46112",         "n/a",         "today",
                  "2026-03-3O",   "\xFF",          "2026-03-31\xC2"});
}

TEST_CASE("timestamps are ordered by time") {
  const auto at = [](std::string_view cell) { return read_date(cell, DateOrder::unknown).value.value(); };
  CHECK(at("2026-03-31") < at("2026-04-01"));
  CHECK(at("2025-12-31") < at("2026-01-01"));
  CHECK(at("2026-03-31 09:00") < at("2026-03-31 10:00"));
  CHECK(at("2026-03-31 10:00:01") > at("2026-03-31 10:00"));
  CHECK(at("2026-03-31") == at("20260331 0:00"));
}

TEST_CASE("write() fills exactly its bytes") {
  char buffer[Timestamp::kTextSize + 1];
  buffer[Timestamp::kTextSize] = '#';
  Timestamp{2026, 3, 31, 7, 5, 9}.write(buffer);
  CHECK(std::string_view(buffer, sizeof buffer) == "2026-03-31T07:05:09Z#");
}

TEST_CASE("usual spellings read alike by position and piece by piece") {
  for (const std::string_view cell :
       {"20260331", "2026-03-31", "03/31/2026", "31/03/2026", "03/04/2026", "04/04/2026", "00/10/2026",
        "13/13/2026", "02/29/2026", "02/29/2024", "03/31/2026 07:45:09", "03/31/2026 24:00:00",
        "2026-03-31 07:45:09", "2026-03-31 07:60:00", "03-31-2026", "2026/03/31", "03/31/2O26",
        "03/31/2026T07:45:09", "20260332"}) {
    CAPTURE(cell);
    for (const DateOrder order : {DateOrder::unknown, DateOrder::day_first, DateOrder::month_first}) {
      CHECK(read(cell, order) ==
            read(" " + std::string(cell), order));  // a blank in front takes the long way
    }
  }
  CHECK(read("03/04/2026 07:45:09", DateOrder::day_first) == "2026-04-03T07:45:09Z");
  CHECK(read("03/04/2026 07:45:09", DateOrder::month_first) == "2026-03-04T07:45:09Z");
}
