#include "schema/schema_loader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "failure.h"
#include "schema/catalog.h"
#include "schema/embedded.h"
#include "unit/temporary_file.h"

using linehaul::Catalog;
using linehaul::ColumnLookup;
using linehaul::DateOrder;
using linehaul::DecimalMark;
using linehaul::ExitStatus;
using linehaul::Failure;
using linehaul::HeaderUse;
using linehaul::load_schema;
using linehaul::load_schema_file;
using linehaul::Schema;

namespace {

// A schema that has what it must have, and `more` besides: members, each with a comma in front.
std::string schema_with(std::string_view more, std::string_view fields = R"({"net_cost": "Postage"})") {
  return R"({"format": "acme", "carrier": "acme_post", "shape": "charge_rows", "columns": ["Postage", "Mail Class"],
             "fields": )" +
         std::string(fields) + std::string(more) + "}";
}

// What is said against a schema, behind its name and the place; empty when it is accepted.
std::string complaint(std::string_view json) {
  try {
    load_schema(json, "acme.json");
  } catch (const Failure& failure) {
    CHECK(failure.status() == ExitStatus::usage);
    const std::string_view message = failure.what();
    constexpr std::string_view kKind = ": bad-schema: ";
    const std::size_t kind = message.find(kKind);
    CHECK(message.starts_with("acme.json:"));
    REQUIRE(kind != std::string_view::npos);
    return std::string(message.substr(kind + kKind.size()));
  }
  return "";
}

std::string complaint_with(std::string_view more) { return complaint(schema_with(more)); }

}  // namespace

TEST_CASE("text that is not JSON, or no object") {
  for (const std::string_view text : {"", " ", "{", "{\"format\": \"acme\"", "{'format': 'acme'}",
                                      "format: acme", "{} {}", "{\"format\": \"\xE4\"}"}) {
    CAPTURE(text);
    CHECK(complaint(text).starts_with("not JSON: "));
  }
  for (const std::string_view text : {"[]", "\"acme\"", "5", "null"})
    CHECK(complaint(text) == "must be an object");
}

TEST_CASE("what must be there") {
  CHECK(complaint(schema_with("")).empty());
  CHECK(complaint("{}") == "\"format\" is missing");
  CHECK(complaint(R"({"format": "a"})") == "\"carrier\" is missing");
  CHECK(complaint(R"({"format": "a", "carrier": "a"})") == "\"shape\" is missing");
  CHECK(complaint(R"({"format": "a", "carrier": "a", "shape": "s"})") == "\"columns\" is missing");
  CHECK(complaint(R"({"format": "a", "carrier": "a", "shape": "s", "columns": ["A"]})") ==
        "\"fields\" is missing");
  CHECK(
      complaint(
          R"({"format": "", "carrier": "a", "shape": "s", "columns": ["A"], "fields": {"net_cost": "A"}})") ==
      "\"format\" is missing");
  CHECK(complaint(
            R"({"format": "a", "carrier": "a", "shape": "s", "columns": [], "fields": {"net_cost": "A"}})") ==
        "\"columns\" is missing");
  CHECK(complaint(schema_with("", "{}")) == "\"fields\" is missing");
}

TEST_CASE("an unknown key is named with its place and the nearest known one") {
  struct Case {
    std::string_view more;
    std::string_view complaint;
  };
  for (const Case& c : {
           Case{R"(, "curency": "EUR")", R"(unknown key "curency"; did you mean "currency"?)"},
           {R"(, "FORMATS": 1)", R"(unknown key "FORMATS"; did you mean "format"?)"},
           {R"(, "meaning": {"gros": "x"})", R"("meaning": unknown key "gros"; did you mean "gross"?)"},
           {R"(, "date_order": {"colum": "x"})",
            R"("date_order": unknown key "colum"; did you mean "column"?)"},
           {R"(, "recognise": {"headers": []})",
            R"("recognise": unknown key "headers"; did you mean "header"?)"},
           {R"(, "recognise": {"rows": {"value": []}})",
            R"("recognise.rows": unknown key "value"; did you mean "values"?)"},
           {R"(, "look_alikes": [{"titel": "x"}])",
            R"("look_alikes[0]": unknown key "titel"; did you mean "title"?)"},
           {R"(, "pairs": {"amounts": "x"})", R"("pairs": unknown key "amounts"; did you mean "amount"?)"},
           {R"(, "groups": {"codes": "x"})", R"("groups": unknown key "codes"; did you mean "code"?)"},
           {R"(, "record_types": {"charges": "x"})",
            R"("record_types": unknown key "charges"; did you mean "charge"?)"},
       }) {
    CAPTURE(c.more);
    CHECK(complaint_with(c.more) == c.complaint);
  }
  CHECK(complaint(R"({"columns": ["A", {"nam": "B"}]})") ==
        R"("columns[1]": unknown key "nam"; did you mean "name"?)");
  CHECK(complaint(schema_with("", R"({"net_cost": {"joined": ["Postage"]}})")) ==
        R"("fields.net_cost": unknown key "joined"; did you mean "join"?)");
}

TEST_CASE("a value of the wrong type") {
  struct Case {
    std::string_view more;
    std::string_view complaint;
  };
  for (const Case& c : {
           Case{R"(, "title": 5)", R"("title": must be a string)"},
           {R"(, "currency": null)", R"("currency": must be a string)"},
           {R"(, "required": "Postage")", R"("required": must be a list)"},
           {R"(, "required": ["Postage", 7])", R"("required[1]": must be a string)"},
           {R"(, "short_rows": "yes")", R"("short_rows": must be true or false)"},
           {R"(, "short_rows": 1)", R"("short_rows": must be true or false)"},
           {R"(, "meaning": "net")", R"("meaning": must be an object)"},
           {R"(, "meaning": {"net": []})", R"("meaning.net": must be a string)"},
           {R"(, "header": true)", R"("header": must be a string)"},
           {R"(, "header": "optionl")", R"("header": unknown value "optionl"; did you mean "optional"?)"},
           {R"(, "columns_by": "place")", R"("columns_by": unknown value "place"; known: name, position)"},
           {R"(, "delimiter": "")", R"("delimiter": must be one character)"},
           {R"(, "delimiter": ",,")", R"("delimiter": must be one character)"},
           {R"(, "decimal_mark": ". ")", R"("decimal_mark": unknown value ". "; did you mean "."?)"},
           {R"(, "decimal_mark": true)", R"("decimal_mark": must be a string)"},
           {R"(, "date_order": "dayfirst")",
            R"("date_order": unknown value "dayfirst"; did you mean "day_first"?)"},
           {R"(, "date_order": {"otherwise": "month"})",
            R"("date_order.otherwise": unknown value "month"; did you mean "month_first"?)"},
           {R"(, "date_order": 1)", R"("date_order": must be an object)"},
           {R"(, "recognise": [])", R"("recognise": must be an object)"},
           {R"(, "recognise": {"header": "x"})", R"("recognise.header": must be a list)"},
           {R"(, "look_alikes": {})", R"("look_alikes": must be a list)"},
           {R"(, "look_alikes": ["x"])", R"("look_alikes[0]": must be an object)"},
           {R"(, "charge_texts": ["x"])", R"("charge_texts": must be an object)"},
           {R"(, "charge_texts": {"FRT": 1})", R"("charge_texts.FRT": must be a string)"},
           {R"(, "charge_columns": "Postage")", R"("charge_columns": must be a list)"},
           {R"(, "charge_columns": {"Postage": 1})", R"("charge_columns.Postage": must be a string)"},
           {R"(, "pairs": "x")", R"("pairs": must be an object)"},
           {R"(, "groups": [])", R"("groups": must be an object)"},
           {R"(, "record_types": 1)", R"("record_types": must be an object)"},
       }) {
    CAPTURE(c.more);
    CHECK(complaint_with(c.more) == c.complaint);
  }
  for (const std::string_view number : {"-1", "1.5", "100001", "\"53\"", "null", "18446744073709551615"}) {
    CAPTURE(number);
    CHECK(complaint_with(R"(, "recognise": {"rows": {"minimum_columns": )" + std::string(number) + "}}") ==
          R"("recognise.rows.minimum_columns": must be a whole number from 0 to 100000)");
  }
  CHECK(complaint(R"({"columns": "A"})") == R"("columns": must be a list)");
  CHECK(complaint(R"({"columns": ["A", 5]})") == R"("columns[1]": must be an object)");
  CHECK(complaint(R"({"columns": [{"name": "A", "aliases": "B"}]})") ==
        R"("columns[0].aliases": must be a list)");
  CHECK(complaint(R"({"columns": [{"aliases": ["B"]}]})") ==
        R"("columns[0]": needs "name", or "repeat" and "columns")");
  CHECK(complaint(R"({"columns": [{"repeat": 1001, "columns": ["B"]}]})") ==
        R"("columns[0].repeat": must be a whole number from 0 to 1000)");
  CHECK(complaint(schema_with("", "[]")) == R"("fields": must be an object)");
  CHECK(complaint(schema_with("", R"({"net_cost": 5})")) == R"("fields.net_cost": must be a list)");
  CHECK(complaint(schema_with("", R"({"net_cost": ["Postage", 5]})")) ==
        R"("fields.net_cost[1]": must be a string)");
}

TEST_CASE("an unknown field is named with the nearest known one") {
  CHECK(complaint(schema_with("", R"({"net_cots": "Postage"})")) ==
        R"("fields": unknown field "net_cots"; did you mean "net_cost"?)");
  CHECK(complaint(schema_with("", R"({"net_cost": "Postage", "tracking": "Postage"})"))
            .starts_with(R"("fields": unknown field "tracking"; did you mean ")"));
  for (const std::string_view field :
       {"id_base", "transaction_date", "account_id", "invoice_id", "tracking_number", "gross_cost",
        "net_cost", "discount", "currency", "reference", "charge_class", "charge_code", "charge_description",
        "charge_detail", "id_charge"}) {
    CAPTURE(field);
    const std::string net = field == "net_cost" ? "" : R"("net_cost": "Postage", )";
    CHECK(complaint(schema_with("", "{" + net + "\"" + std::string(field) + "\": \"Postage\"}")).empty());
  }
}

TEST_CASE("whatever names a column names one of the schema's") {
  const auto unknown = [](std::string_view where) {
    return "unknown column in \"" + std::string(where) + R"(": "Postge"; did you mean "Postage"?)";
  };
  CHECK(complaint(schema_with("", R"({"net_cost": "Postge"})")) == unknown("fields.net_cost"));
  CHECK(complaint(schema_with("", R"({"net_cost": ["Postage", "Postge"]})")) == unknown("fields.net_cost"));
  CHECK(complaint(schema_with("", R"({"net_cost": {"join": ["Postge"]}})")) == unknown("fields.net_cost"));
  struct Case {
    std::string_view more;
    std::string_view where;
  };
  for (const Case& c : {
           Case{R"(, "required": ["Postge"])", "required"},
           {R"(, "recognise": {"header": ["Postge"]})", "recognise.header"},
           {R"(, "charge_columns": ["Postge"])", "charge_columns"},
           {R"(, "charge_columns": {"Postge": "Base"})", "charge_columns"},
           {R"(, "recognise": {"rows": {"column": "Postge"}})", "recognise.rows.column"},
           {R"(, "date_order": {"column": "Postge"})", "date_order.column"},
           {R"(, "pairs": {"freight": "Postge"})", "pairs.freight"},
           {R"(, "pairs": {"description": "Postge"})", "pairs.description"},
           {R"(, "pairs": {"amount": "Postge"})", "pairs.amount"},
           {R"(, "groups": {"freight": "Postge"})", "groups.freight"},
           {R"(, "groups": {"fee": "Postge"})", "groups.fee"},
           {R"(, "record_types": {"column": "Postge"})", "record_types.column"},
           {R"(, "row_total": "Postge")", "row_total"},
           {R"(, "invoice_total": "Postge")", "invoice_total"},
       }) {
    CAPTURE(c.more);
    CHECK(complaint_with(c.more) == unknown(c.where));
  }
  // Names are compared as header names are.
  CHECK(complaint_with(R"(, "required": ["postage "], "row_total": "MAIL  class")").empty());
}

TEST_CASE("what each shape cannot do without") {
  const auto shaped = [](std::string_view shape, std::string_view more) {
    return complaint(
        R"({"format": "a", "carrier": "a", "columns": ["A"], "fields": {"invoice_id": "A"}, "shape": ")" +
        std::string(shape) + "\"" + std::string(more) + "}");
  };
  CHECK(shaped("charge_rows", "") == R"(the shape charge_rows needs "fields.net_cost")");
  CHECK(shaped("charge_columns", "") == R"(the shape charge_columns needs "charge_columns")");
  CHECK(shaped("charge_columns", R"(, "charge_columns": ["A"])").empty());
  const std::string pairs = R"(the shape charge_pairs needs "pairs.description" and "pairs.amount")";
  CHECK(shaped("charge_pairs", "") == pairs);
  CHECK(shaped("charge_pairs", R"(, "pairs": {"amount": "A"})") == pairs);
  CHECK(shaped("charge_pairs", R"(, "pairs": {"description": "A"})") == pairs);
  CHECK(shaped("charge_pairs", R"(, "pairs": {"description": "A", "amount": "A"})").empty());
  const std::string groups =
      R"(the shape charge_groups needs "groups.charge" and "groups.discount", each with {n})";
  CHECK(shaped("charge_groups", "") == groups);
  CHECK(shaped("charge_groups", R"(, "groups": {"charge": "XC{n}"})") == groups);
  CHECK(shaped("charge_groups", R"(, "groups": {"charge": "XC{n}", "discount": "XD"})") == groups);
  const std::string good = R"("charge": "XC{n}", "discount": "XD{n}")";
  CHECK(shaped("charge_groups", R"(, "groups": {)" + good + "}").empty());
  CHECK(shaped("charge_groups", R"(, "groups": {"name": "N", )" + good + "}") ==
        R"("groups": "N" needs {n})");
  CHECK(shaped("charge_groups", R"(, "groups": {"other_name": "N{n}", )" + good + "}") ==
        R"("groups.other_name" and "groups.other_amount" go together)");
  CHECK(shaped("charge_row", "") == R"(unknown shape "charge_row"; did you mean "charge_rows"?)");
  CHECK(complaint_with(R"(, "currency": "EURO")") ==
        R"("currency": "EURO" is no currency code of ISO 4217, such as EUR)");
}

TEST_CASE("a key that stands twice") {
  CHECK(complaint_with(R"(, "format": "b")") == R"(the key "format" stands twice)");
  CHECK(complaint(schema_with("", R"({"net_cost": "Postage", "net_cost": "Mail Class"})")) ==
        R"("fields": the key "net_cost" stands twice)");
  CHECK(complaint_with(R"(, "charge_texts": {"FRT": "a", "FRT": "b"})") ==
        R"("charge_texts": the key "FRT" stands twice)");
  CHECK(complaint_with(R"(, "charge_columns": {"Postage": "a", "Postage": "b"})") ==
        R"("charge_columns": the key "Postage" stands twice)");
  CHECK(complaint_with(R"(, "meaning": {"net": "a", "net": "b"})") ==
        R"("meaning": the key "net" stands twice)");
}

TEST_CASE("every fact is read") {
  const Schema schema = load_schema(R"({
    "$schema": "format.schema.json", "format": "acme", "carrier": "acme_post", "title": "Acme invoice",
    "meaning": {"gross": "g", "net": "n", "tax": "t"}, "shape": "charge_rows", "header": "optional",
    "columns_by": "position", "delimiter": ";", "decimal_mark": ",", "currency": "EUR", "short_rows": true,
    "date_order": {"column": "Land", "month_first": "US", "otherwise": "day_first"},
    "recognise": {"header": ["Netto", "Land"], "rows": {"minimum_columns": 3, "column": "Land", "values": ["DE"]}},
    "look_alikes": [{"title": "a list", "columns": ["Soll", "Haben"]}], "required": ["Netto"],
    "fields": {"net_cost": ["Netto", "Land"], "invoice_id": "Land", "charge_description": {"join": ["Art", "Land"]}},
    "charge_texts": {"F": "Freight"}, "charge_columns": {"Netto": "Net"}, "row_total": "Netto", "invoice_total": "Art",
    "columns": [{"name": "Netto", "aliases": ["Net", "Nett"]}, "Land", {"repeat": 2, "columns": ["Art", "Wert"]}]})",
                                    "acme.json");
  CHECK(schema.format == "acme");
  CHECK(schema.carrier == "acme_post");
  CHECK(schema.title == "Acme invoice");
  CHECK(schema.gross_meaning == "g");
  CHECK(schema.net_meaning == "n");
  CHECK(schema.tax_meaning == "t");
  CHECK(schema.shape == "charge_rows");
  CHECK(schema.header == HeaderUse::optional);
  CHECK(schema.lookup == ColumnLookup::by_position);
  CHECK(schema.delimiter == ';');
  CHECK(schema.decimal_mark == DecimalMark::comma);
  CHECK(schema.currency == "EUR");
  CHECK(schema.short_rows);
  CHECK(schema.date_order.column == "Land");
  CHECK(schema.date_order.month_first_value == "US");
  CHECK(schema.date_order.otherwise == DateOrder::day_first);
  CHECK(schema.signature == std::vector<std::string>{"Netto", "Land"});
  CHECK(schema.row_signature.minimum_columns == 3);
  CHECK(schema.row_signature.column == "Land");
  CHECK(schema.row_signature.values == std::vector<std::string>{"DE"});
  REQUIRE(schema.look_alikes.size() == 1);
  CHECK(schema.look_alikes[0].title == "a list");
  CHECK(schema.look_alikes[0].columns == std::vector<std::string>{"Soll", "Haben"});
  CHECK(schema.required == std::vector<std::string>{"Netto"});
  REQUIRE(schema.field("net_cost") != nullptr);
  CHECK(schema.field("net_cost")->columns == std::vector<std::string>{"Netto", "Land"});
  CHECK_FALSE(schema.field("net_cost")->joined);
  CHECK(schema.field("charge_description")->joined);
  CHECK(schema.field("gross_cost") == nullptr);
  CHECK(schema.charge_text("F") == "Freight");
  CHECK(schema.charge_text("f").empty());
  CHECK(schema.charge_text("").empty());
  CHECK(schema.charge_columns.at(0).code == "Netto");
  CHECK(schema.charge_columns.at(0).text == "Net");
  CHECK(schema.row_total == "Netto");
  CHECK(schema.invoice_total == "Art");
  std::string names;
  for (const linehaul::SchemaColumn& column : schema.columns) names += column.name + " ";
  CHECK(names == "Netto Land Art Wert Art Wert ");
  CHECK(schema.columns[0].aliases == std::vector<std::string>{"Net", "Nett"});

  const Schema plain =
      load_schema(schema_with(R"(, "decimal_mark": null, "date_order": "month_first")"), "a");
  CHECK(plain.decimal_mark == DecimalMark::unknown);
  CHECK(plain.date_order.otherwise == DateOrder::month_first);
  CHECK(plain.header == HeaderUse::required);
  CHECK(plain.lookup == ColumnLookup::by_name);
  CHECK_FALSE(plain.short_rows);
}

TEST_CASE("schema files") {
  const TemporaryFile good(schema_with(""));
  CHECK(load_schema_file(good.path()).format == "acme");
  const TemporaryFile empty("");
  const std::pair<std::string, std::string> unreadable[] = {
      {empty.path(), "is empty"},
      {"/nonexistent/acme.json", "cannot be opened: No such file or directory"},
      {"/tmp", "cannot be read: Is a directory"}};
  for (const auto& file : unreadable) {
    const auto& path = file.first;
    const auto& why = file.second;
    CAPTURE(path);
    CHECK_THROWS_WITH_AS(load_schema_file(path), (path + ": bad-schema: " + why).c_str(), Failure);
  }
  const TemporaryFile bad("{}");
  CHECK_THROWS_WITH_AS(load_schema_file(bad.path()),
                       (bad.path() + ":1:1: bad-schema: \"format\" is missing").c_str(), Failure);
}

TEST_CASE("the catalog holds every embedded format once, the user's in place of their namesakes") {
  const Catalog embedded({});
  CHECK(embedded.schemas().size() == linehaul::embedded_schemas().size());
  for (const linehaul::EmbeddedSchema& schema : linehaul::embedded_schemas()) {
    REQUIRE(embedded.find(schema.name) != nullptr);  // the file is called as the format in it
    CHECK(embedded.find(schema.name)->format == schema.name);
  }
  CHECK(embedded.find("acme") == nullptr);
  const TemporaryFile own(schema_with(""));
  const TemporaryFile ups(R"({"format": "ups", "carrier": "ups", "shape": "charge_rows", "title": "mine",
                             "columns": ["A"], "fields": {"net_cost": "A"}})");
  const Catalog both({own.path(), ups.path()});
  CHECK(both.schemas().size() == embedded.schemas().size() + 1);
  REQUIRE(both.find("ups") != nullptr);
  CHECK(both.find("ups")->title == "mine");
  CHECK(both.names().at(0) == "acme");  // asked first
}

TEST_CASE("each embedded schema passes the checks that the program leaves out") {
  for (const linehaul::EmbeddedSchema& embedded : linehaul::embedded_schemas()) {
    CHECK(load_schema(embedded.json, std::string(embedded.name)).format == embedded.name);
  }
}

TEST_CASE("what lets a file pass an embedded schema unread is what the schema says") {
  for (const linehaul::EmbeddedSchema& embedded : linehaul::embedded_schemas()) {
    CAPTURE(embedded.name);
    const Schema schema = load_schema(embedded.json, std::string(embedded.name));
    CHECK(schema.delimiter == embedded.delimiter);
    CHECK(schema.row_signature.values.empty() != embedded.has_row_signature);
    if (schema.header == linehaul::HeaderUse::none) continue;
    // A header is known by one of two lists of columns, each of which it has whole: all spellings of a column
    // of each list are among the names.
    const auto is_covered = [&](const std::vector<std::string>& list) {
      return std::any_of(list.begin(), list.end(), [&](const std::string& name) {
        const auto is_there = [&](std::string_view spelling) {
          return std::count(embedded.header_names.begin(), embedded.header_names.end(), spelling) == 1;
        };
        const auto is_missing = [&](const linehaul::SchemaColumn& column) {
          return column.name == name && !std::all_of(column.aliases.begin(), column.aliases.end(), is_there);
        };
        return is_there(name) && std::none_of(schema.columns.begin(), schema.columns.end(), is_missing);
      });
    };
    CHECK(is_covered(schema.signature));
    CHECK((schema.required.size() < 4 || is_covered(schema.required)));
  }
}

TEST_CASE("the catalog reads an embedded schema when it is asked for") {
  const auto read = [](const Catalog& catalog) {
    std::string names;
    for (const linehaul::Format& format : catalog.formats()) {
      if (format.is_read()) names += std::string(format.name()) + " ";
    }
    return names;
  };
  const TemporaryFile own(schema_with(""));
  const Catalog catalog({own.path()});
  CHECK(catalog.find("unheard_of") == nullptr);
  CHECK(catalog.names().size() == catalog.formats().size());
  CHECK(read(catalog) == "acme ");
  const Schema* usps = catalog.find("usps");
  CHECK(read(catalog) == "acme usps ");
  CHECK(catalog.find("usps") == usps);
  CHECK(catalog.schemas().size() == catalog.formats().size());
  CHECK(&catalog.schemas().back().get() == usps);
}
