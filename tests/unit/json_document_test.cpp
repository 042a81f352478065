#include "json/json_document.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "failure.h"
#include "json/json_node.h"

using linehaul::JsonDocument;

namespace {

/// The complaint about a text, without the file's name and the kind; empty: it is read.
std::string complaint(std::string json) {
  try {
    const JsonDocument document(std::move(json), "f", "bad");
    return "";
  } catch (const linehaul::Failure& failure) {
    CHECK(failure.status() == linehaul::ExitStatus::usage);
    return failure.what();
  }
}

bool starts(const std::string& text, std::string_view start) { return text.starts_with(start); }

}  // namespace

TEST_CASE("what is JSON is read") {
  for (const std::string_view json :
       {"{}", "[]", " {\"a\":[1,-2.5e3,true,false,null,\"x\",{},[]]}\r\n", "\xEF\xBB\xBF{}", "{\"\":\"\"}",
        "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}", "{\"a\":9223372036854775807}", "{\"a\":1e308}"}) {
    CAPTURE(json);
    CHECK(complaint(std::string(json)) == "");
  }
}

TEST_CASE("numbers of any size are numbers, as they are spelled") {
  for (const std::string_view number :
       {"0", "-0", "1.50", "1E+2", "9400235328721947793271", "1e999", "-123456789012345678901234567890"}) {
    CAPTURE(number);
    const std::string json = "{\"a\":" + std::string(number) + "}";
    CHECK(complaint(std::string(json)) == "");
    if (complaint(json).empty())
      CHECK(JsonDocument(json, "f", "bad").root().find("a")->text_or_number() == number);
  }
}

TEST_CASE("complaints say line and column, in bytes from 1") {
  CHECK(complaint("{\"a\":1,\n \"b\":2,\n  \"a\":3}") == "f:3:3: bad: the key \"a\" stands twice");
  CHECK(starts(complaint("{\"é\":1,\"é\":2}"), "f:1:9: bad: "));
  CHECK(starts(complaint("{\"a\":1,\"\\u0061\":2}"), "f:1:8: bad: "));
  CHECK(starts(complaint("{\n\"a\": \"x\xFFy\"}"), "f:2:8: bad: not JSON: a byte that is not UTF-8"));
  CHECK(starts(complaint("{\n\"a\": \"x\n}"), "f:2:6: bad: not JSON: "));
  CHECK(starts(complaint("7"), "f:1:1: bad: must be an object"));
  CHECK(starts(complaint("\xEF\xBB\xBF{\"a\":1,\"a\":2}"), "f:1:11: bad: "));
}

TEST_CASE("what is not JSON is refused") {
  for (const std::string_view json : {"",
                                      " ",
                                      "{",
                                      "}",
                                      "{]",
                                      "{\"a\"}",
                                      "{\"a\":}",
                                      "{\"a\":1,}",
                                      "[1,]",
                                      "[,1]",
                                      "[1 2]",
                                      "{} {}",
                                      "{}x",
                                      "{\"a\":01}",
                                      "{\"a\":+1}",
                                      "{\"a\":.5}",
                                      "{\"a\":1.}",
                                      "{\"a\":1e}",
                                      "{\"a\":tru}",
                                      "{\"a\":nul}",
                                      "{\"a\":NaN}",
                                      "{\"a\":'x'}",
                                      "{a:1}",
                                      "{\"a\":\"\\x\"}",
                                      "{\"a\":\"\\ud800\"}",
                                      "{\"a\":\"\t\"}",
                                      "{\"a\":\"\x01\"}",
                                      "/**/{}",
                                      "{\"a\":1}//",
                                      "{\"a\":truefalse}",
                                      "{\"a\":[1}",
                                      "{\"a\":1]",
                                      "\xFF\xFE{",
                                      "{\"a\":\"\xED\xA0\x80\"}"}) {
    CAPTURE(json);
    CHECK_FALSE(complaint(std::string(json)).empty());
  }
  CHECK_FALSE(complaint(std::string("{}\0", 3)).empty());
  CHECK_FALSE(complaint(std::string("{\"a\":\"\0\"}", 9)).empty());
}

TEST_CASE("nesting: 64 levels are read, 65 are not") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  CHECK(complaint(nested(64)) == "");
  CHECK(starts(complaint(nested(65)), "f:1:65: bad: "));
  CHECK_FALSE(complaint(nested(100000)).empty());
  CHECK_FALSE(complaint(std::string(1000000, '[')).empty());
  std::string objects;
  for (int i = 0; i < 65; ++i) objects += "{\"a\":";
  CHECK_FALSE(complaint(objects + "1" + std::string(65, '}')).empty());
}

TEST_CASE("whatever is cut off or changed is refused or read, with a place inside the text") {
  const std::string json =
      "{\"rules\": [{\"when\": {\"a\": [1.5, \"x\\n\\u00e9é\", null]},\n \"add\": [\"t\", {\"k\": \"v\"}], "
      "\"stop\": true}]}";
  for (std::size_t size = 0; size < json.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(complaint(json.substr(0, size)).empty());
  }
  for (std::size_t at = 0; at < json.size(); ++at) {
    for (const char c : {'"', '\\', '{', '}', '[', ']', ',', ':', '\0', '\xFF', '0', '\n'}) {
      std::string changed = json;
      changed[at] = c;
      const std::string text = complaint(changed);
      CAPTURE(at);
      if (!text.empty()) CHECK((starts(text, "f:1:") || starts(text, "f:2:") || starts(text, "f:3:")));
    }
  }
}
