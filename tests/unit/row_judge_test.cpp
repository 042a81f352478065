#include "parsing/row_judge.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/record_reader.h"

using linehaul::Dialect;
using linehaul::Encoding;
using linehaul::Layout;
using linehaul::MemoryText;
using linehaul::Problem;
using linehaul::Record;
using linehaul::RecordReader;
using linehaul::RowJudge;
using linehaul::RowKind;
using linehaul::Schema;

namespace {

std::string word_for(RowKind kind) {
  switch (kind) {
    case RowKind::data:
      return "data";
    case RowKind::blank:
      return "blank";
    case RowKind::repeated_header:
      return "header";
    case RowKind::totals:
      return "totals";
    case RowKind::swallowed:
      return "swallowed";
    case RowKind::rejected:
      return "rejected";
  }
  return "?";
}

Schema schema_of(std::size_t width, bool short_rows) {
  Schema schema;
  schema.short_rows = short_rows;
  for (std::size_t i = 0; i < width; ++i) schema.columns.push_back({"Col " + std::to_string(i + 1), {}});
  return schema;
}

// What becomes of every record, as InvoiceReader goes about it: "data", "blank", "too-few-cells", ... A
// record that has swallowed others is given up after its first line.
std::string judged(std::string_view text, const Schema& schema, const Layout& layout,
                   Encoding encoding = Encoding::automatic, std::size_t max_record_size = 1000000) {
  MemoryText source(text);
  RecordReader reader(source, Dialect{}, encoding, max_record_size);
  RowJudge judge(schema, layout);
  std::string words;
  while (const Record* record = reader.next()) {
    RowKind kind = judge.judge(*record);
    if (!words.empty()) words += ' ';
    if (kind == RowKind::swallowed) {
      words += "swallowed:";
      record = reader.give_up_after_first_line();
      kind = judge.judge(*record);
    }
    if (kind != RowKind::rejected) {
      words += word_for(kind);
      continue;
    }
    CHECK(judge.rejection().line == record->line());
    CHECK_FALSE(judge.rejection().message.empty());
    words += problem_name(judge.rejection().problem);
  }
  return words;
}

const std::vector<std::string_view> kHeader = {"Number", "Name", " Net ", "Gross"};

std::string with_header(std::string_view text, bool short_rows = false) {
  const Schema schema = schema_of(4, short_rows);
  return judged(text, schema, Layout(schema, kHeader));
}

std::string without_header(std::string_view text, bool short_rows = true) {
  const Schema schema = schema_of(4, short_rows);
  return judged(text, schema, Layout(schema));
}

std::string cells(std::size_t count, std::string_view text = "x") {
  std::string row(text);
  for (std::size_t i = 1; i < count; ++i) row.append(",").append(text);
  return row;
}

}  // namespace

TEST_CASE("rows of the right width are data, rows of empty cells are none") {
  CHECK(with_header("1,a,2,3\n,,,4\n") == "data data");
  CHECK(with_header(",,,\n \n,\t,\u00A0,\n\"\",,,\n1,a,2,3\n") == "blank blank blank blank data");
  CHECK(with_header(",,,,,,,\n1,a,2,3\n") == "blank data");
  CHECK(with_header("1,\"a\nb\",2,3\n1,a,2,3") == "data data");
}

TEST_CASE("missing cells") {
  CHECK(with_header("1,a,2\n1,a,2,3\n") == "too-few-cells data");
  CHECK(with_header("1,a,2\n1\n1,a,2,3\n", true) == "data data data");
  CHECK(without_header("1,a,2\n1,a,2,3\n") == "data data");
}

TEST_CASE("surplus cells") {
  CHECK(with_header("1,a,2,3,\n1,a,2,3, ,\t,\n") == "data data");
  CHECK(with_header("1,a,2,3,x\n1,a,2,3,,x\n1,a,2,3\n") == "too-many-cells too-many-cells data");
  CHECK(without_header("1,a,2,3,x\n") == "data");
  // Several lines alone are no reason to doubt a row whose surplus cells are blank.
  CHECK(with_header("1,\"a\nb, c\",2,3,\n") == "data");
  CHECK(with_header("1,\"a\nb\",2,3,x\nc,a,2,3\n") ==
        "too-many-cells data");  // rejected whole: its second line alone would have the right width

  const Schema schema = schema_of(4, false);
  const Layout layout(schema, kHeader);
  MemoryText source("1,a,2,3,,tail\n");
  RecordReader reader(source, Dialect{});
  RowJudge judge(schema, layout);
  REQUIRE(judge.judge(*reader.next()) == RowKind::rejected);
  CHECK(judge.rejection().column == "column 6");
  CHECK(judge.rejection().value == "tail");
  CHECK(judge.rejection().message == "6 cells where the header has 4; the first surplus one reads \"tail\"");
}

TEST_CASE("surplus cells that most rows lack") {
  const Schema schema = schema_of(4, false);
  const Layout layout(schema, kHeader);
  MemoryText source("1,a,2,3,\n1,a,2,3\n");
  RecordReader reader(source, Dialect{});
  RowJudge judge(schema, layout);
  judge.expect({4, 5});
  REQUIRE(judge.judge(*reader.next()) == RowKind::rejected);
  CHECK(judge.rejection().problem == Problem::too_many_cells);
  CHECK(judge.judge(*reader.next()) == RowKind::data);
}

TEST_CASE("a short row is known by its signature") {
  Schema schema = schema_of(4, true);
  schema.row_signature = {1, "Name", {"FRT", "FSC"}};
  const Layout layout(schema, kHeader);
  CHECK(judged("1,frt,2\n1,NEW,2,3\n1,NEW,2\n1\n", schema, layout) ==
        "data data too-few-cells too-few-cells");
}

TEST_CASE("the quotes of one cell in two") {
  CHECK(with_header("42\"Smith, London\",2,3\n") == "stray-quote");
  CHECK(with_header("12\" pipe,13\" pipe,14\",3\n") == "data");
  CHECK(with_header("1,\"5\"\"\",2,3\"\n") == "data");
}

TEST_CASE("a quote inside an unquoted cell is suspicious where the cell count is off") {
  CHECK(with_header("1,12\" pipe,2,3\n") == "data");
  CHECK(with_header("1,12\" pipe, steel,2,3\n") == "stray-quote");
  CHECK(with_header("1,12\" pipe, steel,2,\n") == "stray-quote");  // the surplus cell is blank, yet all moved
  CHECK(with_header("1,12\" pipe\n") == "stray-quote");
}

TEST_CASE("what the reader could not split") {
  CHECK(with_header("1,\"a\"b,2,3\n1,a,2,3\n") == "stray-quote data");
  CHECK(with_header("1,\"a,2,3\n1,a,2,3\n") == "unterminated-quote data");
  const Schema schema = schema_of(4, false);
  const Layout layout(schema, kHeader);
  CHECK(judged("1,\xE4,2,3\n1,a,2,3\n", schema, layout, Encoding::utf8) == "bad-encoding data");
  CHECK(judged("1,abcdefghij,2,3\n1,a,2,3\n", schema, layout, Encoding::automatic, 10) ==
        "record-too-long data");
}

TEST_CASE("a last record without a line end that is shorter than the one before is truncated") {
  CHECK(with_header("1,a,2,3\n1,a,2") == "data truncated");
  CHECK(with_header("1,a,2,3\n1,a,2\n") == "data too-few-cells");
  CHECK(with_header("1,a") == "truncated");  // the header is the record before
  CHECK(with_header("1,a", true) == "truncated");
  CHECK(with_header("1,a,2\n1,a", true) == "data truncated");
  CHECK(with_header("1,a,2\n1,a,2", true) == "data data");
  CHECK(with_header("1,a,2,3,x\n1,a,2,3") == "too-many-cells truncated");  // also next to a rejected row
  CHECK(with_header("1,a,2\n,,,\n\n1,a", true) ==
        "data blank truncated");  // blank rows are not compared with
  CHECK(with_header("1,a,2\n,", true) == "data blank");
  CHECK(with_header("1,a,2,3\nTotal,5") == "data truncated");
  CHECK(without_header("1,a") == "data");  // nothing to compare with
  CHECK(without_header("1,a,2\n1,a") == "data truncated");
  CHECK(with_header("1,a,2,3\n1,\"a") == "data unterminated-quote");
}

TEST_CASE("the header again") {
  CHECK(with_header("1,a,2,3\nNumber,Name, Net ,Gross\n1,a,2,3\n") == "data header data");
  CHECK(with_header("number , NAME,net,gross\n") == "header");
  CHECK(with_header("Number,Name\n") == "header");  // cut short
  CHECK(with_header("Number,Name,Net,Gross,Tax\n") == "too-many-cells");
  CHECK(with_header("Number,Name,Net,5.00\n") == "data");
  CHECK(with_header("Name,Number,Net,Gross\n") == "data");  // other columns: no amount will be found in them
  CHECK(without_header("Col 1,Col 2,col 3,Col 4\n") == "header");
}

TEST_CASE("closing lines of sums") {
  CHECK(with_header("Total,,2.00,3.00\n") == "totals");
  CHECK(with_header(" totals ,,\"1.234,56\",\"1,234.56\"\n") == "totals");
  CHECK(with_header("Grand Total,,2,3\nGRAND TOTAL,,2,3\nOverall Result,,2,3\n") == "totals totals totals");
  CHECK(with_header(",Total,2,3\n") == "totals");  // the first cell that is not blank
  CHECK(with_header("Total\nTotal,2.00\n") == "totals totals");
  CHECK(with_header("Total,-,2.00,--\n") == "totals");  // no amount is written as a dash
  CHECK(with_header("Total,,\"1,234\",\u20AC 3\n") == "totals");
  CHECK(with_header("Total,Wine,2.00,3.00\n") == "data");
  CHECK(with_header("Total Wine,,2.00,3.00\n") == "data");
  CHECK(with_header("1,Total,2.00,3.00\n") == "data");
  CHECK(with_header("Surcharge,,2.00,3.00\n") == "data");
  CHECK(with_header("Total,12,3O,3.00\n") == "data");
}

TEST_CASE("two stray quotes join rows: only the first line is to blame") {
  // The quotes at the same column, at a later and at an earlier one in the second row.
  CHECK(with_header("1,\"a,2,3\n1,a\",2,3\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  CHECK(with_header("1,\"a,2,3\n1,a,2\",3\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  CHECK(with_header("1,a,\"2,3\n1,a\",2,3\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  CHECK(with_header("1,a,\"2,\n1,a\",2,\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  CHECK(with_header("1,a,2,\"3\n1,a\",2,3\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  CHECK(with_header("1,a,2,\"3\n1\",a,2,3\n1,a,2,3\n") == "swallowed:unterminated-quote data data");
  // Two more rows between.
  CHECK(with_header("1,\"a,2,3\n1,a,2,3\n1,a,2,3\n1,a\",2,3\n") ==
        "swallowed:unterminated-quote data data data");
  CHECK(with_header("1,\"12 High St\nUnit 5, Leeds\",2,3\n") == "data");
  CHECK(with_header("1,\"a\nb\"\n1,\"a\nb\",2,3,x\n") == "too-few-cells too-many-cells");
}

TEST_CASE("the same where rows may be shorter than the header") {
  // 100 columns are known, rows have 70 cells. Opened in column `from` of a row, closed in column `to` of the
  // next one; both rows must be accounted for.
  const Schema schema = schema_of(100, true);
  std::vector<std::string> names;
  for (int i = 1; i <= 100; ++i) names.push_back("Col " + std::to_string(i));
  const Layout with(schema, {names.begin(), names.end()});
  const Layout without(schema);
  for (const Layout* layout : {&with, &without}) {
    for (std::size_t from = 1; from <= 70; ++from) {
      for (std::size_t to = 1; to <= 70; ++to) {
        if (from > to + 30) continue;  // seen by its surplus cells, below
        CAPTURE(from);
        CAPTURE(to);
        const std::string first = (from > 1 ? cells(from - 1) + "," : "") + "\"" + cells(70 - from + 1);
        const std::string second = cells(to) + "\"" + (to < 70 ? "," + cells(70 - to) : "");
        CHECK(judged(first + "\n" + second + "\n" + cells(70) + "\n", schema, *layout) ==
              "swallowed:unterminated-quote data data");
      }
    }
    // Not so an address, however many lines and commas it has, next to shorter and longer rows.
    CHECK(judged(cells(60) + "\n" + cells(79) + ",\"Unit 5,\n12, High St,\nLeeds, LS1 1AA, UK\"\n" +
                     cells(60) + "\n",
                 schema, *layout) == "data data data");
  }
}

TEST_CASE("a first cell that begins like a header or a line of sums") {
  CHECK(with_header("Nils,a,2,3\nnumber,a,2,3\nTotally,a,2,3\nx,Name,2,3\n,name,Net,Gross\n") ==
        "data data data data header");  // cells of a header may be missing
  CHECK(with_header("Number,Name,Net,Gross\nnumber, name,net ,GROSS\nTotal,,2,3\n") ==
        "header header totals");
  CHECK(with_header(",Total,2,3\n,Name\n", true) == "totals header");
}
