#include "tagging/json_item.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tagging/conditions.h"
#include "text/text_buffer.h"

using linehaul::Conditions;
using linehaul::ItemField;
using linehaul::JsonItem;
using linehaul::Tag;
using linehaul::TagList;

namespace {

/// The line with the tag x added.
std::string with_x(std::string_view line) {
  JsonItem item(nullptr);
  const std::string complaint = item.read(line);
  if (!complaint.empty()) return complaint;
  TagList tags;
  tags.start(item.tags());
  tags.add({"x", "", false, "\"x\"", true});
  linehaul::TextBuffer out;
  item.write(tags, out);
  return std::string(out.view());
}

std::string unchanged(std::string_view line) {
  JsonItem item(nullptr);
  const std::string complaint = item.read(line);
  if (!complaint.empty()) return complaint;
  TagList tags;
  tags.start(item.tags());
  linehaul::TextBuffer out;
  item.write(tags, out);
  return std::string(out.view());
}

}  // namespace

TEST_CASE("fields are texts without blanks around them; null, absent and blank ones are empty") {
  JsonItem item(nullptr);
  REQUIRE(item.read(R"({"id":" a\u00e9 ","carrier":null,"currency":"","charge_code":"  ","new":7})").empty());
  CHECK(item.id() == "aé");
  for (const auto field :
       {ItemField::carrier, ItemField::currency, ItemField::charge_code, ItemField::invoice_id}) {
    CHECK(item.view().texts[static_cast<std::size_t>(field)].empty());
  }
  CHECK_FALSE(item.view().has_raw);
  CHECK_FALSE(item.view().net_cost);
  CHECK_FALSE(item.view().transaction_date);
  CHECK(item.tags().empty());
}

TEST_CASE("nothing of a line is left for the next one") {
  Conditions conditions;
  conditions.column("Zone");
  conditions.finish();
  JsonItem item(&conditions);
  REQUIRE(
      item.read(
              R"({"id":"a","net_cost":1,"gross_cost":"2","carrier":"ups","transaction_date":"2026-05-04","trackstar_tags":["x"],"raw":{"Zone":"7"}})")
          .empty());
  CHECK(item.view().columns[0] == "7");
  CHECK_FALSE(item.read("[]").empty());
  REQUIRE(item.read("{}").empty());
  CHECK(item.id().empty());
  CHECK(item.tags().empty());
  CHECK_FALSE(item.view().net_cost);
  CHECK_FALSE(item.view().gross_cost);
  CHECK_FALSE(item.view().transaction_date);
  CHECK_FALSE(item.view().has_raw);
  CHECK(item.view().columns[0].empty());
  for (const auto text : item.view().texts) CHECK(text.empty());
}

TEST_CASE("amounts are exact, whether numbers or texts") {
  struct Pair {
    std::string_view spelled, text;
  };
  for (const Pair& c : {Pair{"1.10", "1.10"},
                        {"\"1.10\"", "1.10"},
                        {"-0.05", "-0.05"},
                        {"1e2", "100"},
                        {"\"12.5E-1\"", "1.25"},
                        {"0.1000000000000000055", ""},
                        {"9007199254740993", "9007199254740993"},
                        {"123456789012345678.901234567890123456", "123456789012345678.901234567890123456"},
                        {"123456789012345678901234567890", "123456789012345678901234567890"}}) {
    CAPTURE(c.spelled);
    JsonItem item(nullptr);
    const std::string complaint = item.read("{\"net_cost\":" + std::string(c.spelled) + "}");
    if (c.text.empty()) {
      CHECK_FALSE(complaint.empty());  // beyond the digits of a Decimal
      continue;
    }
    CHECK(complaint == "");
    REQUIRE(item.view().net_cost);
    CHECK(item.view().net_cost->text() == c.text);
  }
}

TEST_CASE("lines that are no line items") {
  for (const std::string_view line : {"",
                                      " ",
                                      "nothing",
                                      "[]",
                                      "[{}]",
                                      "\"a\"",
                                      "1",
                                      "null",
                                      "{",
                                      "{}}",
                                      "{} {}",
                                      "{\"a\":1,}",
                                      "{\"a\"}",
                                      "{\"id\":\"\xFF\"}",
                                      "{\"id\":\"a\tb\"}",
                                      "{\"id\":1}",
                                      "{\"id\":\"a\",\"id\":\"a\"}",
                                      "{\"net_cost\":\"\"}",
                                      "{\"net_cost\":\"1,5\"}",
                                      "{\"net_cost\":false}",
                                      "{\"net_cost\":[]}",
                                      "{\"transaction_date\":\"1\"}",
                                      "{\"trackstar_tags\":\"x\"}",
                                      "{\"trackstar_tags\":[{}]}",
                                      "{\"trackstar_tags\":[{\"a\":null}]}",
                                      "{\"trackstar_tags\":[[]]}"}) {
    CAPTURE(line);
    JsonItem item(nullptr);
    CHECK_FALSE(item.read(line).empty());
  }
}

TEST_CASE("only the list of tags changes") {
  CHECK(with_x("{}") == "{\"trackstar_tags\":[\"x\"]}\n");
  CHECK(with_x(" { } ") == " { \"trackstar_tags\":[\"x\"]} \n");
  CHECK(with_x("{\"a\":\"}\"}\r") == "{\"a\":\"}\",\"trackstar_tags\":[\"x\"]}\r\n");
  CHECK(with_x("{\"a\":{\"b\":{}} }") == "{\"a\":{\"b\":{}} ,\"trackstar_tags\":[\"x\"]}\n");
  CHECK(with_x("{\"trackstar_tags\" : [ \"y\" , {\"g\" : \"1\"} ] , \"b\":1.0}") ==
        "{\"trackstar_tags\" : [\"y\",{\"g\":\"1\"},\"x\"] , \"b\":1.0}\n");
  CHECK(with_x("{\"trackstar_tags\":null}") == "{\"trackstar_tags\":[\"x\"]}\n");
  CHECK(with_x("{\"raw\":{\"trackstar_tags\":[]}}") ==
        "{\"raw\":{\"trackstar_tags\":[]},\"trackstar_tags\":[\"x\"]}\n");
  CHECK(with_x("{\"trackstar\\u005ftags\":[]}") == "{\"trackstar\\u005ftags\":[\"x\"]}\n");
  CHECK(with_x("\xEF\xBB\xBF{\"a\":1}") == "\xEF\xBB\xBF{\"a\":1,\"trackstar_tags\":[\"x\"]}\n");
  for (const std::string_view line :
       {"{}", " {\"a\" :1 }\r", "{\"trackstar_tags\":[ \"x\" ]}", "{\"trackstar_tags\":null}",
        "{\"a\":1,\"a\":2}", "{\"trackstar_tags\":[\"\\u0041\",\"a\",{\"A\":\"\"}]}"}) {
    CHECK(unchanged(line) == std::string(line) + "\n");
  }
}

TEST_CASE("cells of raw: trimmed texts, numbers as they are spelled, everything else but null too") {
  Conditions conditions;
  for (const std::string_view name : {"A", "a", "B \"q\"", "n", "big", "t", "none", "absent"})
    conditions.column(name);
  conditions.finish();
  JsonItem item(&conditions);
  REQUIRE(
      item.read(
          R"({"raw":{"a":"low","A":" up ","B \"q\"":"\u00e9","n":1.50e1,"t":true,"none":null,"A ":"no"}})") ==
      "");
  const auto columns = item.view().columns;
  CHECK(columns[0] == "up");
  CHECK(columns[1] == "low");
  CHECK(columns[2] == "é");
  CHECK(columns[3] == "1.50e1");
  CHECK(columns[5] == "true");
  CHECK(columns[6].empty());
  CHECK(columns[7].empty());
  CHECK(item.read(R"({"raw":{"big":9400235328721947793271}})") == "");
  CHECK(item.view().columns[4] == "9400235328721947793271");
}
