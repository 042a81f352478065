#include "parsing/first_records.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/carriers.h"
#include "unit/temporary_file.h"

using linehaul::Catalog;
using linehaul::Conventions;
using linehaul::DateOrder;
using linehaul::DecimalMark;
using linehaul::Diagnostic;
using linehaul::Encoding;
using linehaul::Problem;
using linehaul::Recognized;
using linehaul::Record;

namespace {

class NoNotices : public linehaul::Notices {
 public:
  void each(Diagnostic) override {}
  void once(Problem, std::string_view, std::uint64_t, std::string_view) override {}
};

// A format of its own: rows of `Cost;Date;Country;Note`, with these facts.
Catalog catalog_with(std::string_view facts) {
  const TemporaryFile schema(R"({"format": "acme", "carrier": "acme", "shape": "charge_rows",
    "recognise": {"header": ["Cost", "Note"]}, "columns": ["Cost", "Date", "Country", "Note"],
    "fields": {"net_cost": "Cost", "transaction_date": "Date"})" +
                             std::string(facts) + "}");
  return Catalog({schema.path()});
}

const Catalog& open_catalog() {
  static const Catalog catalog = catalog_with(R"(, "decimal_mark": null)");
  return catalog;
}

constexpr std::string_view kHeader = "Cost;Date;Country;Note\n";  // 23 bytes

Recognized recognized(std::string_view head, const Catalog& catalog) {
  static const std::string name = "in.csv";
  return linehaul::recognize(head, name, catalog, {});
}

Conventions settled(std::string_view head, const Catalog& catalog, bool is_whole = true) {
  const Recognized file = recognized(head, catalog);
  NoNotices notices;
  const linehaul::ParseOptions options;
  const auto make = linehaul::find_parser(file.schema->format, file.schema->shape);
  REQUIRE((make != nullptr));
  const auto parser = make({*file.schema, file.layout, options, notices});
  return settle_conventions(head, is_whole, file, Encoding::automatic, *parser);
}

std::string with_header(std::string_view rows) { return std::string(kHeader) + std::string(rows); }

// One row for each amount.
DecimalMark mark_of(const std::vector<std::string_view>& amounts, const Catalog& catalog = open_catalog()) {
  std::string text(kHeader);
  for (const std::string_view amount : amounts) text.append(amount).append(";2026-05-04;DE;1,5 1.5\n");
  return settled(text, catalog).decimal_mark;
}

DateOrder order_of(const std::vector<std::string_view>& dates, const Catalog& catalog = open_catalog()) {
  std::string text(kHeader);
  for (const std::string_view date : dates) text.append("1;").append(date).append(";;13/12/2026\n");
  return settled(text, catalog).date_order;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::vector<std::uint64_t> visited_lines(std::string_view head, bool is_whole) {
  std::vector<std::uint64_t> lines;
  const auto count =
      visit_first_records(head, is_whole, recognized(head, open_catalog()), Encoding::automatic,
                          [&](const Record& record) { lines.push_back(record.line()); });
  CHECK(count == lines.size());
  return lines;
}

using Lines = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("amounts that agree settle the decimal mark") {
  CHECK(mark_of({"1,5"}) == DecimalMark::comma);
  CHECK(mark_of({"1.5"}) == DecimalMark::point);
  CHECK(mark_of({"", "7", "1.234", "-", "2,50", "1.234.567"}) == DecimalMark::comma);
  CHECK(mark_of({"1,234", "1,234,567"}) == DecimalMark::point);
  CHECK(mark_of({"12,3O", "1.5"}) == DecimalMark::point);  // no amount shows nothing
}

TEST_CASE("where amounts show nothing or contradict each other the format decides") {
  const Catalog point = catalog_with(R"(, "decimal_mark": ".")");
  const Catalog comma = catalog_with(R"(, "decimal_mark": ",")");
  for (const std::vector<std::string_view>& amounts : {
           std::vector<std::string_view>{"7", "1.234", "1,234", ""},
           {"1,5", "1.5"},
           {"1,5", "1.5", "2,5", "3,5", "4,5"},
       }) {
    CHECK(mark_of(amounts) == DecimalMark::unknown);
    CHECK(mark_of(amounts, point) == DecimalMark::point);
    CHECK(mark_of(amounts, comma) == DecimalMark::comma);
  }
  CHECK(mark_of({"1,5"}, point) == DecimalMark::comma);
  CHECK(mark_of({"1.5"}, comma) == DecimalMark::point);
}

TEST_CASE("dates that agree settle their order") {
  CHECK(order_of({"13/02/2026"}) == DateOrder::day_first);
  CHECK(order_of({"02/13/2026"}) == DateOrder::month_first);
  CHECK(order_of({"02/03/2026", "", "2026-13-01", "31/12/26"}) == DateOrder::day_first);
  CHECK(order_of({"'02/13/2026", "1/2/26"}) == DateOrder::month_first);
  CHECK(order_of({"32/32/2026", "02/13/2026"}) ==
        DateOrder::month_first);  // impossible both ways: says nothing
}

TEST_CASE("where dates show nothing or contradict each other the format decides") {
  const Catalog day_first = catalog_with(R"(, "date_order": "day_first")");
  const Catalog month_first = catalog_with(R"(, "date_order": "month_first")");
  for (const std::vector<std::string_view>& dates : {
           std::vector<std::string_view>{"02/03/2026", "2026-05-13", "13.12.2026", "32/32/2026", ""},
           {"13/02/2026", "02/13/2026"},
           {"13/02/2026", "02/13/2026", "14/02/2026"},
       }) {
    CHECK(order_of(dates) == DateOrder::unknown);
    CHECK(order_of(dates, day_first) == DateOrder::day_first);
    CHECK(order_of(dates, month_first) == DateOrder::month_first);
  }
  CHECK(order_of({"13/02/2026"}, month_first) == DateOrder::day_first);
}

TEST_CASE("the first record that names a country decides the order of dates, unless the dates do") {
  const Catalog by_country =
      catalog_with(R"(, "date_order": {"column": "Country", "month_first": "US", "otherwise": "day_first"})");
  const auto order = [&](std::string_view rows) { return settled(with_header(rows), by_country).date_order; };
  CHECK(order("1;02/03/2026;US;\n") == DateOrder::month_first);
  CHECK(order("1;02/03/2026;GB;\n") == DateOrder::day_first);
  CHECK(order("1;02/03/2026;;\n1;02/03/2026; ;\n1;02/03/2026; US ;\n1;02/03/2026;GB;\n") ==
        DateOrder::month_first);
  CHECK(order("1;02/03/2026;GB;\n1;02/03/2026;US;\n") == DateOrder::day_first);
  CHECK(order("1;02/03/2026;;\n") == DateOrder::day_first);
  CHECK(order("") == DateOrder::day_first);
  CHECK(order("1;02/03/2026;US;\n1;13/02/2026;US;\n") == DateOrder::day_first);
  CHECK(order("1;02/03/2026;GB;\n1;02/13/2026;GB;\n") == DateOrder::month_first);
  CHECK(order("1;13/02/2026;US;\n1;02/13/2026;US;\n") ==
        DateOrder::month_first);  // a contradiction: the rule
}

TEST_CASE("UPS: months come first for accounts in the United States only") {
  const Catalog catalog({});
  const auto order = [&](std::string_view country) {
    std::vector<std::string> cells(60);
    cells[3] = country;      // Account Country, the 4th column
    cells[11] = "02/03/26";  // Transaction Date, the 12th
    cells[43] = "FRT";
    std::string row;
    for (const std::string& cell : cells) row += cell + ",";
    return settled(row + "\n", catalog).date_order;
  };
  CHECK(order("US") == DateOrder::month_first);
  CHECK(order("GB") == DateOrder::day_first);
  CHECK(order("CA") == DateOrder::day_first);
  CHECK(order("") == DateOrder::day_first);
}

TEST_CASE("the 1,000th record still counts, the next one does not") {
  const std::string rows = repeated("1;;;\n", 999);
  CHECK(settled(with_header(rows + "1,5;13/02/2026;;\n"), open_catalog()).decimal_mark == DecimalMark::comma);
  CHECK(settled(with_header(rows + "1,5;13/02/2026;;\n"), open_catalog()).date_order == DateOrder::day_first);
  const std::string more = with_header(rows + "1;;;\n" + repeated("1,5;13/02/2026;;\n", 10));
  CHECK(settled(more, open_catalog()).decimal_mark == DecimalMark::unknown);
  CHECK(settled(more, open_catalog()).date_order == DateOrder::unknown);
  // Nor does a later contradiction take anything back.
  CHECK(settled(with_header("1,5;;;\n" + rows + "1.5;;;\n"), open_catalog()).decimal_mark ==
        DecimalMark::comma);
}

TEST_CASE("only rows of data are counted") {
  const std::string others =
      "\n;;;\nTotal;1.5\nCost;Date;Country;Note\n1.5;x\n1.5;;;;x\n1.5;\"a\"b;;\n1.5;\"open;;\n";
  // The open quote ends its line's row; its closing one stands nowhere.
  const std::string text = with_header(repeated("1;;;\n", 999) + others + "1,5;;;\n1.5;;;\n");
  CHECK(settled(text, open_catalog()).decimal_mark == DecimalMark::comma);
  CHECK(visited_lines(with_header("1;;;\n\n;;;\nTotal;1\n2;x\n3;\"x\ny\";;\n4;\"a;;\n5;a\";;\n6;;;\n"),
                      true) == Lines{2, 7, 10, 11});
}

TEST_CASE("records that end within the first MiB count, whatever the head's size") {
  constexpr std::size_t kMiB = 1048576;
  // Header 23 bytes, a long row of 4 + size + 1, the row that shows the mark 7: it ends at byte 35 + size.
  const auto text = [](std::size_t size) {
    return with_header("1;;;" + std::string(size, 'x') + "\n1,5;;;\n");
  };
  const std::string exact = text(kMiB - 35);
  REQUIRE(exact.size() == kMiB);
  CHECK(settled(exact, open_catalog(), true).decimal_mark == DecimalMark::comma);
  CHECK(settled(exact, open_catalog(), false).decimal_mark == DecimalMark::comma);
  CHECK(settled(exact + "1.5;;;\n", open_catalog(), true).decimal_mark == DecimalMark::comma);
  CHECK(settled(exact + "1.5;;;\n", open_catalog(), false).decimal_mark == DecimalMark::comma);
  const std::string over = text(kMiB - 34);
  CHECK(settled(over, open_catalog(), true).decimal_mark == DecimalMark::unknown);
  CHECK(settled(over, open_catalog(), false).decimal_mark == DecimalMark::unknown);
  CHECK(settled(over.substr(0, kMiB), open_catalog(), false).decimal_mark == DecimalMark::unknown);
}

TEST_CASE("a record that may go on behind the head is left for later") {
  const std::string text = with_header("1;;;\n2;;;\n3;;;x");
  CHECK(visited_lines(text, true) == Lines{2, 3, 4});
  CHECK(visited_lines(text, false) == Lines{2, 3});
  CHECK(visited_lines(with_header("1;;;\n2;;;\n"), false) == Lines{2, 3});
  CHECK(visited_lines("a title\n" + text, true) == Lines{3, 4, 5});
}
