#include "tagging/idle_rules.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tagging/rule_file.h"
#include "unit/temporary_file.h"

namespace {

/// The numbers of the rules that never take effect, `2 3`.
std::string idle(const std::string& rules) {
  const TemporaryFile file("{\"rules\":[" + rules + "]}");
  linehaul::Conditions conditions;
  const linehaul::RuleList list = linehaul::read_rule_file(file.path(), conditions);
  conditions.finish();
  const std::vector<std::string> reasons = linehaul::find_idle_rules(list, conditions);
  std::string numbers;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (!reasons[i].empty()) numbers += (numbers.empty() ? "" : " ") + std::to_string(i + 1);
  }
  return numbers;
}

const std::string kAdd = R"({"add":["a"]})";
const std::string kSet = R"({"set":["s"]})";
const std::string kStop = R"({"stop":true})";
const std::string kUpsAdd = R"({"when":{"carrier":"ups"},"add":["u"]})";
const std::string kUpsSet = R"({"when":{"carrier":"ups"},"set":["v"]})";
const std::string kSeesTags = R"({"when":{"trackstar_tags":{"contains":"a"}},"add":["seen"]})";

}  // namespace

TEST_CASE("rules behind one that always stops") {
  CHECK(idle(kAdd + "," + kAdd) == "");
  CHECK(idle(kStop) == "");
  CHECK(idle(kAdd + "," + kStop + "," + kAdd + "," + kSet) == "3 4");
  CHECK(idle(R"({"when":{},"add":["x"],"stop":true},)" + kAdd) == "2");
  CHECK(idle(R"({"when":{"all":[{}]},"stop":true},)" + kAdd) == "2");
  CHECK(idle(R"({"when":{"carrier":"ups"},"stop":true},)" + kAdd) == "");
  CHECK(idle(R"({"when":{"not":{}},"stop":true},)" + kAdd) == "");
  CHECK(idle(R"({"stop":false,"add":["a"]},)" + kAdd) == "");
}

TEST_CASE("rules whose tags a later set always replaces") {
  CHECK(idle(kAdd + "," + kSet) == "1");
  CHECK(idle(kSet + "," + kSet) == "1");
  CHECK(idle(kUpsAdd + "," + kSet) == "1");
  CHECK(idle(kUpsAdd + "," + kUpsSet) == "1");
  CHECK(idle(kAdd + "," + kUpsSet) == "");
  CHECK(idle(kSet + "," + kAdd) == "");
  CHECK(idle(R"({"remove":["a"]},)" + kSet) == "1");
  CHECK(idle(kAdd + R"(,{"set":[]})") == "1");
}

TEST_CASE("what a rule did can matter before it is replaced") {
  CHECK(idle(kAdd + "," + kSeesTags + "," + kSet) == "2");
  CHECK(idle(kAdd + R"(,{"when":{"trackstar_tags":{"exists":true}},"set":["x"]})") == "");
  CHECK(
      idle(
          kAdd +
          R"(,{"when":{"not":{"any":[{"carrier":"ups"},{"trackstar_tags":{"contains":"a"}}]}},"add":["x"]},)" +
          kSet) == "2");
  CHECK(idle(kAdd + R"(,{"when":{"carrier":"ups"},"stop":true},)" + kSet) == "");
  CHECK(idle(R"({"when":{"carrier":"ups"},"add":["a"],"stop":true},)" + kSet) == "");
}

TEST_CASE("conditions that look alike in words are not the same") {
  CHECK(
      idle(
          R"({"when":{"charge_code":{"in":["a\", \"b"]}},"add":["x"]},{"when":{"charge_code":{"in":["a","b"]}},"set":["y"]})") ==
      "");
  CHECK(idle(R"({"when":{"carrier":"ups"},"add":["x"]},{"when":{"not":{"carrier":"ups"}},"set":["y"]})") ==
        "");
  CHECK(
      idle(R"({"when":{"carrier":{"contains":"ups"}},"add":["x"]},{"when":{"carrier":"ups"},"set":["y"]})") ==
      "");
  CHECK(
      idle(
          R"({"when":{"raw.a eq \"1\"":{"exists":true}},"add":["x"]},{"when":{"raw.a":{"exists":true}},"set":["y"]})") ==
      "");
}
