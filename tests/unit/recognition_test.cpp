#include "parsing/recognition.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "failure.h"
#include "unit/temporary_file.h"

using linehaul::Catalog;
using linehaul::Encoding;
using linehaul::ExitStatus;
using linehaul::Failure;
using linehaul::RecognitionOptions;
using linehaul::Recognized;
using linehaul::Schema;

namespace {

const Catalog& catalog() {
  static const Catalog embedded({});
  return embedded;
}

using Cells = std::vector<std::string>;

Cells columns_of(std::string_view format) {
  const Schema* schema = catalog().find(format);
  REQUIRE(schema != nullptr);
  Cells names;
  for (const linehaul::SchemaColumn& column : schema->columns) names.push_back(column.name);
  return names;
}

std::string row(const Cells& cells, char delimiter = ',') {
  std::string text;
  for (const std::string& cell : cells) text += (text.empty() ? "" : std::string(1, delimiter)) + cell;
  return text + "\n";
}

// A row without blank cells at its start, so that row() may tell the first one by it.
Cells ups_row(std::size_t width) {
  Cells cells(width);
  cells[0] = "2.1";
  cells[5] = "00000H7R204226";  // Invoice Number, the 6th column
  cells[13] = "1ZLEAD";         // Lead Shipment Number, the 14th
  cells[20] = "1ZTRACK";        // Tracking Number, the 21st
  cells[43] = "FRT";            // Charge Classification Code, the 44th
  cells[51] = "1.00";           // Incentive Amount, the 52nd
  cells[52] = "2.00";           // Net Amount, the 53rd
  return cells;
}

Recognized recognized(std::string_view head, const RecognitionOptions& options = {}) {
  static const std::string name = "in.csv";
  return linehaul::recognize(head, name, catalog(), options);
}

std::string format_of(std::string_view head, const RecognitionOptions& options = {}) {
  return recognized(head, options).schema->format;
}

RecognitionOptions from(std::string_view format) {
  RecognitionOptions options;
  options.format = format;
  return options;
}

// The message of the refusal; empty when the text is accepted.
std::string refusal(std::string_view head, const RecognitionOptions& options = {},
                    ExitStatus status = ExitStatus::unreadable) {
  try {
    recognized(head, options);
  } catch (const Failure& failure) {
    CHECK(failure.status() == status);
    return failure.what();
  }
  return "";
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The same names in an order of their own, far from the documented one.
Cells shuffled(Cells names) {
  std::reverse(names.begin(), names.end());
  std::rotate(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(names.size() / 3), names.end());
  return names;
}

Cells in_capitals_and_padded(Cells names) {
  for (std::string& name : names) {
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    name = "  " + name + " \u00A0";
  }
  return names;
}

constexpr std::string_view kFormats[] = {"ups", "usps", "royal_mail"};
constexpr char kDelimiters[] = {',', ';', '\t', '|'};

}  // namespace

TEST_CASE("a header in any column order, letter case and padding, with any delimiter") {
  for (const std::string_view format : kFormats) {
    const Cells documented = columns_of(format);
    for (const Cells& header : {documented, shuffled(documented), in_capitals_and_padded(documented)}) {
      for (const char delimiter : kDelimiters) {
        for (const std::size_t rows : {0u, 1u, 2u, 5u}) {
          CAPTURE(format);
          CAPTURE(delimiter);
          CAPTURE(rows);
          std::string text = row(header, delimiter);
          for (std::size_t i = 0; i < rows; ++i) text += row(Cells(header.size(), "x"), delimiter);
          const Recognized file = recognized(text);
          CHECK(file.schema->format == format);
          CHECK(file.dialect.delimiter == delimiter);
          CHECK(file.dialect.quote == '"');
          CHECK(file.records_before_data == 1);
          CHECK(file.layout.has_header());
          CHECK(file.layout.width() == header.size());
          for (const std::string& name : file.schema->required) {
            const auto column = file.layout.find(name);
            REQUIRE(column);
            CHECK(linehaul::Layout(*file.schema, {header[*column]}).find(name) == 0);
          }
        }
      }
    }
  }
}

TEST_CASE("aliases stand for their columns") {
  Cells header = columns_of("ups");
  for (std::string& name : header) {
    if (name.ends_with(" Country")) name += "/Territory";
  }
  const Recognized ups = recognized(row(header));
  CHECK(ups.schema->format == "ups");
  CHECK(ups.layout.find("Account Country") == 3);
  CHECK(ups.layout.missing_columns().empty());

  const TemporaryFile schema(R"({"format": "acme", "carrier": "acme", "shape": "charge_rows",
    "recognise": {"header": ["Cost", "Parcel"]}, "required": ["Cost"], "fields": {"net_cost": "Cost"},
    "columns": [{"name": "Cost", "aliases": ["Betrag"]}, {"name": "Parcel", "aliases": ["Paket"]}]})");
  const Catalog own({schema.path()});
  const std::string name = "in.csv";
  const Recognized acme = linehaul::recognize("PAKET;betrag\n1;2,00\n", name, own, {});
  CHECK(acme.schema->format == "acme");
  CHECK(acme.layout.find("Cost") == 1);
}

TEST_CASE("the header is among the first 20 records that are not blank") {
  const std::string header = row(columns_of("usps"));
  CHECK(recognized("EPS report\n\nfrom;to,x\n" + header).records_before_data == 3);
  CHECK(recognized("EPS report\r\n,,,\r\n\"a\nb\"\r\n" + header).records_before_data == 4);
  CHECK(recognized("\"open\n" + header).records_before_data == 2);  // a bad record is a record of the reader

  std::string titles;
  for (int i = 1; i <= 19; ++i) titles += "title " + std::to_string(i) + "\n\n,,\n";
  CHECK(recognized(titles + header).records_before_data == 39);  // 19 titles, 19 rows of empty cells
  CHECK(has(refusal(titles + "one more\n" + header), "unknown-format"));
}

TEST_CASE("quoted names and surplus columns of the user's own") {
  Cells header = columns_of("royal_mail");
  for (std::string& name : header) name = "\"" + name + "\"";
  header.insert(header.begin(), "\"My, notes\"");
  header.push_back("");
  const Recognized file = recognized(row(header, ';'));
  CHECK(file.schema->format == "royal_mail");
  CHECK(file.layout.find("account_number") == 1);
  CHECK(file.layout.width() == 18);
}

TEST_CASE("a file of quoted cells only") {
  for (const std::string_view format : kFormats) {
    for (const char delimiter : kDelimiters) {
      CAPTURE(format);
      CAPTURE(delimiter);
      Cells header = columns_of(format);
      for (std::string& name : header) name = "\"" + name + "\"";
      const Recognized file =
          recognized(row(header, delimiter) + row(Cells(header.size(), "\"1\""), delimiter));
      CHECK(file.schema->format == format);
      CHECK(file.dialect.delimiter == delimiter);
    }
  }
  CHECK(has(refusal("\"Date\";\"Item\"\n\"1\";\"2\"\n"), "begins with \"Date\", \"Item\""));
  CHECK(has(refusal("\"Date\";\"Item\"\n\"1\";\"2\"\n", from("usps")), "missing-column"));
}

TEST_CASE("UPS without a header: 250, 244, 175 and 53 columns") {
  for (const std::size_t width : {250u, 244u, 175u, 53u}) {
    for (const char delimiter : kDelimiters) {
      for (const std::size_t rows : {1u, 2u, 5u}) {
        CAPTURE(width);
        CAPTURE(delimiter);
        std::string text;
        for (std::size_t i = 0; i < rows; ++i) text += row(ups_row(width), delimiter);
        const Recognized file = recognized(text);
        CHECK(file.schema->format == "ups");
        CHECK(file.dialect.delimiter == delimiter);
        CHECK(file.records_before_data == 0);
        CHECK_FALSE(file.layout.has_header());
        CHECK(file.layout.find("Net Amount") == 52);
        CHECK(file.layout.find("Charge Classification Code") == 43);
        CHECK(file.layout.name(52) == "Net Amount");
      }
    }
  }
  CHECK(
      has(refusal(row(ups_row(53)).substr(0, row(ups_row(53)).size() - 6)), "unknown-format"));  // 52 columns
}

TEST_CASE("UPS without a header is known by any row with a known class code") {
  for (const std::string_view code :
       {"FRT", "FSC", "ACC", "TAX", "GOV", "BRK", "EXM", "MSC", "INF", " FRT "}) {
    CAPTURE(code);
    Cells cells = ups_row(250);
    cells[43] = code;
    CHECK(format_of(row(cells)) == "ups");
  }
  for (const std::string_view code : {"", "XYZ", "frt", "FRTX"}) {
    CAPTURE(code);
    Cells cells = ups_row(250);
    cells[43] = code;
    CHECK(has(refusal(row(cells)), "unknown-format"));
    CHECK(format_of(row(cells) + row(ups_row(250))) == "ups");
  }
  // A short first row does not hide the columns of the others.
  const Recognized file = recognized(row(Cells(10, "x")) + row(ups_row(250)));
  CHECK(file.layout.find("Net Amount") == 52);
  CHECK(file.records_before_data == 0);
}

TEST_CASE("UPS with a header is never read by position") {
  // Costs swapped: by position the money would be wrong. All that an invoice must have is enough for its
  // names to count; a header that lacks something of it is refused.
  Cells header = columns_of("ups");
  std::swap(header[51], header[52]);
  header[13] = "Lead Shipment No";
  const std::string text = row(header) + row(ups_row(250));
  CHECK(recognized(text).layout.has_header());
  CHECK(recognized(text).layout.find("Net Amount") == 51);
  header[20] = "Track No";
  const std::string message = refusal(row(header) + row(ups_row(250)));
  CHECK(has(message, "in.csv: unknown-format"));
  CHECK(
      has(message,
          "the closest format is ups, of which it has 248 of 250 columns and lacks \"Lead Shipment Number\" "
          "(nearest: \"Lead Shipment No\")"));
  // Rows before a pasted header stand in their documented order.
  const Recognized pasted = recognized(row(ups_row(250)) + row(columns_of("ups")) + row(ups_row(250)));
  CHECK_FALSE(pasted.layout.has_header());
  CHECK(pasted.records_before_data == 0);
  CHECK(pasted.layout.find("Net Amount") == 52);
  // Asked for by name, the header counts, since it has all that an invoice must have.
  const Recognized forced = recognized("a title\n" + text, from("ups"));
  CHECK(forced.layout.has_header());
  CHECK(forced.records_before_data == 2);
  CHECK(forced.layout.find("Net Amount") == 51);
  CHECK(forced.layout.find("Incentive Amount") == 52);
}

TEST_CASE("a required column that is missing is named with the nearest one") {
  struct Case {
    std::string_view format;
    std::string_view column;
    std::string_view spelled;
  };
  for (const Case& c : {
           Case{"ups", "Net Amount", "Nett Amount"},
           {"ups", "Incentive Amount", "Incentive Amt"},
           {"ups", "Tracking Number", "Trackin Number"},
           {"ups", "Invoice Number", "Invoice Numbr"},
           {"usps", "Postage", "Postages"},
           {"usps", "Transaction Amount", "Transactn Amount"},
           {"usps", "Package Identification Code (PIC)", "Package Identification Code (PCI)"},
           {"royal_mail", "net_cost", "nett_cost"},
           {"royal_mail", "gross_cost", "grosscost"},
           {"royal_mail", "invoice_number", "invoicenumber"},
       }) {
    CAPTURE(c.column);
    Cells header = columns_of(c.format);
    *std::find(header.begin(), header.end(), c.column) = c.spelled;
    const std::string expected = "in.csv: missing-column: a " + std::string(c.format) +
                                 " file must have the column \"" + std::string(c.column) +
                                 "\"; is it called \"" + std::string(c.spelled) + "\" now?";
    CHECK(has(refusal(row(header)), expected));
    CHECK(has(refusal(row(header), from(c.format)), expected));
  }
}

TEST_CASE("a required column that stands twice is refused, any other is not") {
  Cells header = columns_of("usps");
  header.push_back("POSTAGE");
  CHECK(has(refusal(row(header)),
            "in.csv: repeated-column: the column \"Postage\" stands twice in the header"));
  header.back() = "Mail Class";
  CHECK(format_of(row(header)) == "usps");
}

TEST_CASE("what is not known is refused with what was seen and what comes closest") {
  const std::string other = refusal("Date,Item,Price,Tax,Sum\n2026-01-01,Pen,1,0,1\n");
  CHECK(has(other,
            "in.csv: unknown-format: no carrier's invoice is known that begins with \"Date\", \"Item\", "
            "\"Price\", \"Tax\", ..."));
  CHECK_FALSE(has(other, "closest"));
  CHECK(has(refusal("Date;Item\n"), "begins with \"Date\", \"Item\""));

  const std::string close =
      refusal("account_number,invoice_number,tracking_number,net_cost,gross_cost\n1,2,3,4,5\n");
  CHECK(has(close,
            "the closest format is royal_mail, of which it has 5 of 16 columns and lacks "
            "\"sales_order_no\", \"source_type\""));
  const std::string postage = refusal("Postage,Mail Class,Transaction Type\n");
  CHECK(has(postage,
            "the closest format is usps, of which it has 3 of 21 columns and lacks \"EPS Transaction ID\", "
            "\"Transaction Amount\", \"Package Identification Code (PIC)\""));
  CHECK(has(refusal("a\x1B[31m,b\n"), "\"a\\x1b[31m\""));  // nothing raw reaches the terminal
  CHECK(has(refusal(std::string(100, 'y') + ",b\n"), "\"" + std::string(40, 'y') + "\", \"b\""));
}

TEST_CASE("nothing but blank lines is empty, not unknown") {
  for (const std::string_view text : {"\n\r\n", ",,,\n", "\"\"\n"}) {
    CHECK(refusal(text) == "in.csv: empty: there is nothing in it");
  }
}

TEST_CASE("another report of the same carrier is refused by name") {
  const std::string summary = "Account,Billed Charge,incentive credit\n1,2,3\n";
  CHECK(has(refusal(summary), "in.csv: unknown-format: this is the UPS invoice summary report"));
  CHECK(has(refusal("UPS report\n" + row({"Account", "Billed Charge", "Incentive Credit"}, '\t')),
            "this is the UPS invoice summary report"));
  Cells header = columns_of("ups");
  header.push_back("Billed Charge");
  header.push_back("Incentive Credit");
  CHECK(has(refusal(row(header)), "this is the UPS invoice summary report"));  // whatever else it has
}

TEST_CASE("--from names the format") {
  CHECK(format_of(row(columns_of("usps")), from("usps")) == "usps");
  CHECK(has(refusal(row(columns_of("usps")), from("royal_mail")), "missing-column: a royal_mail file"));
  // Rows that the content alone would not tell.
  Cells cells = ups_row(60);
  cells[43] = "XYZ";
  const Recognized file = recognized(row(cells, ';'), from("ups"));
  CHECK(file.schema->format == "ups");
  CHECK(file.dialect.delimiter == ';');
  CHECK_FALSE(file.layout.has_header());
  CHECK(file.layout.find("Net Amount") == 52);
  // A header without what recognition looks for, but with what an invoice must have.
  const std::string short_header = "Gross_Cost|Net_Cost|Invoice_Number\n";
  CHECK(has(refusal(short_header), "unknown-format"));
  const Recognized cut = recognized("a title\n" + short_header + "2|1|A\n", from("royal_mail"));
  CHECK(cut.dialect.delimiter == '|');
  CHECK(cut.records_before_data == 2);
  CHECK(cut.layout.find("net_cost") == 1);

  CHECK(refusal("a,b\n", from("upss"), ExitStatus::usage) ==
        "unknown format \"upss\"; did you mean \"ups\"?");
}

TEST_CASE("--delimiter leaves the others out") {
  RecognitionOptions options;
  options.delimiter = ';';
  CHECK(format_of(row(columns_of("usps"), ';'), options) == "usps");
  CHECK(has(refusal(row(columns_of("usps"), ','), options), "unknown-format"));
  options.delimiter = '^';
  CHECK(recognized(row(columns_of("usps"), '^'), options).dialect.delimiter == '^');
}

TEST_CASE("a schema of the user's replaces the embedded one of the same name") {
  const TemporaryFile schema(R"({"format": "usps", "carrier": "usps", "shape": "charge_rows",
    "recognise": {"header": ["Porto"]}, "required": ["Porto"], "fields": {"net_cost": "Porto"},
    "columns": ["Porto", "Nummer"]})");
  const Catalog own({schema.path()});
  const std::string name = "in.csv";
  CHECK(linehaul::recognize("Nummer,Porto\n", name, own, {}).layout.find("Porto") == 1);
  CHECK_THROWS_AS(linehaul::recognize(row(columns_of("usps")), name, own, {}), Failure);
}

TEST_CASE("no schema is read that a file cannot be of") {
  const std::filesystem::path samples = std::filesystem::path(LINEHAUL_SOURCE_DIR) / "samples";
  const std::string name = "in.csv";
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(samples)) {
    const std::string sample = entry.path().stem();
    if (entry.path().extension() != ".csv" || sample.ends_with("_tracking")) continue;
    CAPTURE(sample);
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Catalog fresh({});
    const std::string format = linehaul::recognize(text, name, fresh, {}).schema->format;
    for (const linehaul::Format& other : fresh.formats()) {
      CHECK(other.is_read() == (other.name() == format));
    }
    found.insert(format);
  }
  CHECK(found.size() == linehaul::embedded_schemas().size());
  // Without a header: those that can lack one.
  const Catalog fresh({});
  CHECK(linehaul::recognize(row(ups_row(250)), name, fresh, {}).schema->format == "ups");
  for (const linehaul::Format& format : fresh.formats()) {
    CHECK((!format.is_read() || format.has_row_signature()));
  }
}
