#include "parsing/layout.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using linehaul::ColumnLookup;
using linehaul::Layout;
using linehaul::NumberedColumn;
using linehaul::Schema;

namespace {

using Header = std::vector<std::string_view>;

Schema schema_of(std::vector<linehaul::SchemaColumn> columns) {
  Schema schema;
  schema.format = "test";
  schema.columns = std::move(columns);
  return schema;
}

std::vector<std::string> names_of(const Header& header) {
  const Schema schema = schema_of({{"A", {}}});
  return Layout(schema, header).names();
}

using Names = std::vector<std::string>;

// "number@column ..."
std::string text_of(const std::vector<NumberedColumn>& columns) {
  std::string text;
  for (const auto& [number, column] : columns) {
    text += (text.empty() ? "" : " ") + std::to_string(number) + "@" + std::to_string(column);
  }
  return text;
}

}  // namespace

TEST_CASE("columns are found in any order, letter case and padding, and under their aliases") {
  const Schema schema = schema_of({{"Net Amount", {}},
                                   {"Account Country", {"Account Country/Territory"}},
                                   {"EPS Account #", {}},
                                   {"Lack", {}}});
  const Layout layout(schema, {"  eps account ", "\tNET AMOUNT\u00A0", "account country/territory", "Other"});
  CHECK(layout.has_header());
  CHECK(layout.width() == 4);
  CHECK(layout.find("Net Amount") == 1);
  CHECK(layout.find("Account Country") == 2);
  CHECK(layout.find("EPS Account #") == 0);
  CHECK(layout.find("net  amount") == 1);
  CHECK_FALSE(layout.find("Lack"));
  CHECK_FALSE(layout.find("Net"));
  CHECK_FALSE(layout.find(""));
  CHECK(layout.find("Other") == 3);  // the file's own column, though no schema's
  CHECK(layout.names() == Names{"eps account", "NET AMOUNT", "account country/territory", "Other"});
  CHECK(layout.unknown_columns() == std::vector<std::uint32_t>{3});
  CHECK(layout.missing_columns() == Names{"Lack"});
}

TEST_CASE("a name comes before its aliases, and of equal names the first") {
  const Schema schema = schema_of({{"Cost", {"Price", "Amount"}}});
  CHECK(Layout(schema, Header{"Amount", "Price", "Cost"}).find("Cost") == 2);
  CHECK(Layout(schema, Header{"Amount", "Price"}).find("Cost") == 1);
  CHECK(Layout(schema, Header{"Amount"}).find("Cost") == 0);
  const Layout repeated(schema, {"x", "cost", "COST"});
  CHECK(repeated.find("Cost") == 1);
  CHECK(repeated.is_repeated("Cost"));
  CHECK_FALSE(Layout(schema, Header{"Cost", "Price"}).is_repeated("Cost"));
  CHECK_FALSE(repeated.is_repeated("Lack"));
}

TEST_CASE("names for raw: repeats are numbered, blank ones are counted") {
  CHECK(names_of({"A", "B"}) == Names{"A", "B"});
  CHECK(names_of({" A ", "\tB"}) == Names{"A", "B"});
  CHECK(names_of({"A", "A", "A"}) == Names{"A", "A (2)", "A (3)"});
  CHECK(names_of({"A", "a"}) == Names{"A", "a"});
  CHECK(names_of({"", "A", " "}) == Names{"column 1", "A", "column 3"});
  // Counting on until the name is unique, against the names already given.
  CHECK(names_of({"A", "A (2)", "A", "A"}) == Names{"A", "A (2)", "A (3)", "A (4)"});
  CHECK(names_of({"A", "A", "A (2)", "A"}) == Names{"A", "A (2)", "A (2) (2)", "A (3)"});
  CHECK(names_of({"column 2", "", "column 2"}) == Names{"column 2", "column 2 (2)", "column 2 (3)"});
  const Schema schema = schema_of({{"A", {}}});
  const Layout layout(schema, {"A", "A", ""});
  CHECK(layout.header() == Names{"A", "A", ""});
  CHECK(layout.name(1) == "A (2)");
  CHECK(layout.name(2) == "column 3");
  CHECK(layout.name(3) == "column 4");
  CHECK(layout.name(250) == "column 251");
}

TEST_CASE("without a header the columns stand in their documented order") {
  const Schema schema = schema_of({{"Version", {}}, {"Net Amount", {}}, {"Version", {}}});
  const Layout layout(schema);
  CHECK_FALSE(layout.has_header());
  CHECK(layout.width() == 3);
  CHECK(layout.names() == Names{"Version", "Net Amount", "Version (2)"});
  CHECK(layout.find("net amount") == 1);
  CHECK(layout.find("Version") == 0);
  CHECK(layout.name(3) == "column 4");
  CHECK(layout.unknown_columns().empty());
  CHECK(layout.missing_columns().empty());
}

TEST_CASE("columns by position keep their place whatever the header says") {
  Schema schema = schema_of({{"Date", {}}, {"Order", {}}, {"Date", {}}, {"Net", {}}});
  schema.lookup = ColumnLookup::by_position;
  const Layout layout(schema, {"Order", "Net", "x", "y", "z"});
  CHECK(layout.find("Date") == 0);
  CHECK(layout.find("Order") == 1);
  CHECK(layout.find("Net") == 3);
  CHECK_FALSE(layout.find("z"));
  CHECK(layout.names() == Names{"Order", "Net", "x", "y", "z"});
  CHECK_FALSE(Layout(schema, Header{"Date", "Order"}).find("Net"));  // the file has no fourth column
}

TEST_CASE("numbered columns, in the order of their numbers") {
  const Schema schema = schema_of({{"XC{n} Charge", {}}});
  const Layout layout(schema, {"XC2 Charge", "xc10 charge", " XC1 CHARGE", "XC Charge", "XC1 Charges",
                               "XC1x Charge", "Other Charges 3 Amount", "XC01 Charge", "Discount 7"});
  CHECK(text_of(layout.find_numbered("XC{n} Charge")) == "1@2 1@7 2@0 10@1");
  CHECK(text_of(layout.find_numbered("Other Charges {n} Amount")) == "3@6");
  CHECK(text_of(layout.find_numbered("Discount {n}")) == "7@8");
  CHECK(text_of(layout.find_numbered("Other Charges {n}")).empty());
  CHECK(text_of(layout.find_numbered("")).empty());
}

TEST_CASE("repeated columns, also as other tools number them") {
  const Schema schema = schema_of({{"Charge Amount", {"Fee"}}});
  const Layout layout(schema, {"Charge Amount", "Charge Amount", "charge amount (2)", "x", "Charge Amount_3",
                               "Charge Amount.4", "Fee", "Fee 2", "Charge Amount due", "Charge Amounts"});
  CHECK(text_of(layout.find_repeated("Charge Amount")) == "0@0 0@1 2@2 3@4 4@5 0@6 2@7");
}

TEST_CASE("a number behind a name makes it another column, unless the format has the name more than once") {
  const Schema once = schema_of({{"Charge Amount", {}}});
  const Schema twice = schema_of({{"Charge Amount", {}}, {"Charge Amount", {}}});
  const std::vector<std::string_view> header = {"x", "Charge Amount 1", "Charge Amount (2)"};
  CHECK_FALSE(Layout(once, header).find("Charge Amount"));
  CHECK(Layout(once, header).unknown_columns() == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(Layout(twice, header).find("Charge Amount") == 1);
  CHECK(Layout(twice, header).unknown_columns() == std::vector<std::uint32_t>{0});
  CHECK(Layout(twice, header).missing_columns().empty());
}
