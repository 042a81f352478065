#include "model/charge_id.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>

using linehaul::ChargeIds;
using linehaul::LineItem;

namespace {

// The texts an id is made of.
struct Source {
  std::string_view id_base;
  std::string_view tracking_number;
  std::string_view reference;
  std::string_view invoice_id;
  std::array<std::string_view, 3> charge;
};

LineItem item_of(const Source& source) {
  LineItem item;
  item.id_base = source.id_base;
  item.tracking_number = source.tracking_number;
  item.reference = source.reference;
  item.invoice_id = source.invoice_id;
  item.id_charge = source.charge;
  return item;
}

std::string id_of(const Source& source) { return std::string(ChargeIds("acme").next(item_of(source))); }

std::string charge_of(std::array<std::string_view, 3> charge) {
  return id_of({"1Z", "1Z", "", "A", charge}).substr(std::string_view("1Z:A:").size());
}

}  // namespace

TEST_CASE("the documented example") {
  CHECK(id_of({"1ZGIB8MW7257008693", "1Z8CZ3C80496442033", "", "ULN-0563196946", {"", "FRT", "FRT"}}) ==
        "1ZGIB8MW7257008693~1Z8CZ3C80496442033:ULN-0563196946:frt.frt");
}

TEST_CASE("the base is the documented source, else the tracking number, the reference, the carrier") {
  CHECK(id_of({"base", "track", "ref", "inv", {"x"}}) == "base~track:inv:x");
  CHECK(id_of({"base", "", "ref", "inv", {"x"}}) == "base:inv:x");
  CHECK(id_of({"same", "same", "ref", "inv", {"x"}}) == "same:inv:x");
  CHECK(id_of({"", "track", "ref", "inv", {"x"}}) == "track:inv:x");
  CHECK(id_of({"", "", "ref", "inv", {"x"}}) == "ref:inv:x");
  CHECK(id_of({"", "", "", "inv", {"x"}}) == "acme:inv:x");
  CHECK(id_of({"", "", "", "", {}}) == "acme:-:-");
}

TEST_CASE("what may not stand in a URL path is percent-encoded, in capitals") {
  CHECK(id_of({"aZ09._-", "", "", "aZ09._-", {"x"}}) == "aZ09._-:aZ09._-:x");
  CHECK(id_of({"a b:c", "d~e", "", "f/g%h", {"x"}}) == "a%20b%3Ac~d%7Ee:f%2Fg%25h:x");
  CHECK(id_of({"\u00FC", "", "", "\n\x7F", {"x"}}) == "%C3%BC:%0A%7F:x");
  CHECK(id_of({"", "", "a:b", "", {"x"}}) == "a%3Ab:-:x");
  // An invoice called "-" is not the same as none only by its charges; both read "-".
  CHECK(id_of({"a", "", "", "-", {"x"}}) == "a:-:x");
}

TEST_CASE("the charge is in lower case, every run of other characters one dash") {
  CHECK(charge_of({"FRT"}) == "frt");
  CHECK(charge_of({"Fuel Surcharge"}) == "fuel-surcharge");
  CHECK(charge_of({"ZFuel*"}) == "zfuel");
  CHECK(charge_of({"  (A) -- b & 3 "}) == "a-b-3");
  CHECK(charge_of({"Z\u00FCrich"}) == "z-rich");
  CHECK(charge_of({"\u00FC"}) == "-");
  CHECK(charge_of({"***"}) == "-");
  CHECK(charge_of({""}) == "-");
}

TEST_CASE("the charge's parts are joined by a dot, blank ones left out") {
  CHECK(charge_of({"ISS", "ACC", "RES"}) == "iss.acc.res");
  CHECK(charge_of({"", "ACC", "RES"}) == "acc.res");
  CHECK(charge_of({"ISS", "", "RES"}) == "iss.res");
  CHECK(charge_of({"ISS", "ACC", ""}) == "iss.acc");
  CHECK(charge_of({"", "", "RES"}) == "res");
  CHECK(charge_of({"", "*", "RES 2"}) == "res-2");
  CHECK(charge_of({"-", " ", "*"}) == "-");
}

TEST_CASE("charges with the same three parts are numbered in file order") {
  ChargeIds ids("acme");
  const LineItem twin = item_of({"1Z", "1Z", "", "A", {"FRT"}});
  CHECK(ids.next(twin) == "1Z:A:frt");
  CHECK(ids.next(twin) == "1Z:A:frt:2");
  CHECK(ids.next(item_of({"1Z", "1Z", "", "B", {"FRT"}})) == "1Z:B:frt");
  CHECK(ids.next(item_of({"1Z", "2Z", "", "A", {"FRT"}})) == "1Z~2Z:A:frt");
  CHECK(ids.next(item_of({"1Z", "1Z", "", "A", {"frt!"}})) == "1Z:A:frt:3");  // the same part once treated
  CHECK(ids.next(item_of({"1Z", "1Z", "", "A", {"FSC"}})) == "1Z:A:fsc");
  for (int i = 4; i < 12; ++i) CHECK(ids.next(twin) == "1Z:A:frt:" + std::to_string(i));
  ChargeIds other_file("acme");
  CHECK(other_file.next(twin) == "1Z:A:frt");  // a file has the same ids alone or together with others
}

TEST_CASE("an id depends on neither amount, date nor account") {
  LineItem item = item_of({"1Z", "1Z", "", "A", {"FRT"}});
  item.net_cost = *linehaul::Decimal::from_units(1234, 2);
  item.gross_cost = *linehaul::Decimal::from_units(5, 0);
  item.account_id = "account";
  item.currency = "USD";
  item.charge_description = "Transportation Charges";
  item.transaction_date = linehaul::Timestamp{2026, 5, 4};
  CHECK(ChargeIds("acme").next(item) == "1Z:A:frt");
}

TEST_CASE("parts that run into each other never give one id") {
  // With `:`, `~`, `.` and blanks moved from one part to its neighbour.
  const Source sources[] = {
      {"a", "b", "", "c", {"d"}},    {"a~b", "", "", "c", {"d"}},    {"a", "", "", "b:c", {"d"}},
      {"a:b", "", "", "c", {"d"}},   {"a", "", "", "b", {"c", "d"}}, {"a", "", "", "b", {"cd"}},
      {"a", "", "", "b", {"c d"}},   {"a", "", "", "b:c", {"2"}},    {"a", "b:c", "", "c", {"d"}},
      {"a%3Ab", "", "", "c", {"d"}},
  };
  ChargeIds ids("acme");
  std::set<std::string> seen;
  for (const Source& source : sources) seen.emplace(ids.next(item_of(source)));
  CHECK(seen.size() == std::size(sources));
  for (const std::string& id : seen) CHECK(id.find(":2:") == std::string::npos);
}

TEST_CASE("an id does not depend on the charges before it") {
  // Each part changes alone and back again.
  const Source sources[] = {{"1Z", "1Z", "", "A", {"x"}}, {"1Z", "1Z", "", "B", {"x"}},
                            {"1Z", "1Y", "", "B", {"x"}}, {"1X", "1Y", "", "B", {"x"}},
                            {"1X", "", "", "B", {"x"}},   {"", "1X", "", "B", {"x"}},
                            {"", "", "1X", "B", {"x y"}}, {"", "", "", "B", {"x"}},
                            {"", "", "", "", {}},         {"1 Z", "1Z", "", "A/", {"x"}}};
  ChargeIds ids("acme");
  std::set<std::string> seen;
  for (const Source& first : sources) {
    for (const Source& second : sources) {
      for (const Source* source : {&first, &second}) {
        const std::string id(ids.next(item_of(*source)));
        const std::string alone = id_of(*source);
        CAPTURE(alone);
        CHECK(id.starts_with(alone));
        CHECK(seen.insert(id).second);
      }
    }
  }
}

TEST_CASE("long texts after short ones") {
  ChargeIds ids("acme");
  CHECK(ids.next(item_of({"1Z", "", "", "A", {"x"}})) == "1Z:A:x");
  const std::string text(5000, 'a');
  CHECK(ids.next(item_of({"1Z", "", "", "A", {text}})) == "1Z:A:" + text);
  CHECK(ids.next(item_of({text, "", "", text, {"x"}})) == text + ":" + text + ":x");
  CHECK(ids.next(item_of({"1Z", "", "", "A", {text}})) == "1Z:A:" + text + ":2");
}
