#include "json/json_members.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using linehaul::find_members;
using linehaul::JsonMember;

namespace {

/// `key=value|key=value`
std::string members(std::string_view object) {
  std::vector<JsonMember> found{{"left", "over"}};
  find_members(object, found);
  std::string text;
  for (const JsonMember& member : found) {
    text.append(text.empty() ? "" : "|").append(member.key).append("=").append(member.value);
  }
  return text;
}

}  // namespace

TEST_CASE("members as they are spelled") {
  CHECK(members("{}").empty());
  CHECK(members(" \t{ \r\n } ").empty());
  CHECK(members(R"({"a":1})") == "a=1");
  CHECK(members(R"( { "a" : 1.50e+2 , "b":-0,"c" :true, "d": null ,"e":false } )") ==
        "a=1.50e+2|b=-0|c=true|d=null|e=false");
  CHECK(members("{\"a\"\n:\n1\n,\n\"b\"\n:\n2\n}") == "a=1|b=2");
  CHECK(members("{\"a\":1\r}\r") == "a=1");
}

TEST_CASE("braces, quotes and commas in texts are no punctuation") {
  CHECK(members(R"({"a":"}","b":"{\"x\":1}","c":"],["})") == R"(a="}"|b="{\"x\":1}"|c="],[")");
  CHECK(members(R"({"}":"\\","{,":"\\\"","\"":""})") == R"(}="\\"|{,="\\\""|\"="")");
  CHECK(members(R"({"a\\":1,"b\"c":2,":":3})") == R"(a\\=1|b\"c=2|:=3)");
  CHECK(members(R"({"":""})") == R"(="")");
}

TEST_CASE("values that are lists and objects go to their own end") {
  CHECK(members(R"({"a":[1,[2,{"b":"]"}],{}],"c":{"d":{"e":"}"},"f":[]},"g":[]})") ==
        R"(a=[1,[2,{"b":"]"}],{}]|c={"d":{"e":"}"},"f":[]}|g=[])");
  CHECK(members("{\"a\":[ ] ,\"b\":{ }}") == "a=[ ]|b={ }");
  std::string deep = "1";
  for (int i = 0; i < 5000; ++i) deep = i % 2 == 0 ? "[" + deep + "]" : "{\"a\":" + deep + "}";
  CHECK(members("{\"a\":" + deep + ",\"b\":2}") == "a=" + deep + "|b=2");
}

TEST_CASE("keys that stand twice are two members, and other bytes are left alone") {
  CHECK(members(R"({"a":1,"a":2})") == "a=1|a=2");
  CHECK(members("{\"\xC3\xBC\":\"\xE2\x82\xAC\",\"\\u00fc\":\"\\ud83d\\ude00\"}") ==
        "\xC3\xBC=\"\xE2\x82\xAC\"|\\u00fc=\"\\ud83d\\ude00\"");
}
