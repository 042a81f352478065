#include "tagging/where.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

#include "failure.h"
#include "tagging/json_item.h"

using linehaul::compile_filter;
using linehaul::Conditions;

namespace {

constexpr std::string_view kItem =
    R"({"id":"a","net_cost":10.00,"carrier":"ups","charge_description":"Fee [x]=y, z","trackstar_tags":["fuel",{"gl":"1"}],)"
    R"("raw":{"A=B":"1","[W]":"2","Weight [kg]":"3","C [eq]":"4","comma,":"5"}})";

/// Whether the filter keeps the item.
bool keeps(const std::string& filter) {
  Conditions conditions;
  const Conditions::Id id = compile_filter(filter, conditions);
  conditions.finish();
  linehaul::JsonItem item(&conditions);
  REQUIRE(item.read(kItem) == "");
  linehaul::Evaluation evaluation(conditions);
  evaluation.start(item.view());
  linehaul::TagList tags;
  tags.start(item.tags());
  return evaluation.holds(id, tags);
}

bool is_refused(const std::string& filter) {
  Conditions conditions;
  try {
    compile_filter(filter, conditions);
    return false;
  } catch (const linehaul::Failure& failure) {
    CHECK(failure.status() == linehaul::ExitStatus::usage);
    CHECK(std::string(failure.what()).starts_with("--where '" + filter + "': "));
    return true;
  }
}

}  // namespace

TEST_CASE("a bare value is eq, a test stands in brackets") {
  CHECK(keeps("carrier=ups"));
  CHECK(keeps("carrier[eq]=ups"));
  CHECK_FALSE(keeps("carrier=UPS"));
  CHECK(keeps("net_cost=1e1"));
  CHECK(keeps("net_cost[gte]=10"));
  CHECK_FALSE(keeps("net_cost[gt]=10"));
  CHECK(keeps("carrier[in]=dpd,ups"));
  CHECK(keeps("carrier[nin]=dpd,usps"));
  CHECK(keeps("tracking_number[exists]=false"));
}

TEST_CASE("only lists are split at commas") {
  CHECK(keeps("charge_description[contains]=y, z"));
  CHECK_FALSE(keeps("charge_description[contains]=y,z"));
  CHECK(keeps("raw.comma,[eq]=5"));
  CHECK(keeps("raw.comma,=5"));
  CHECK(keeps("trackstar_tags[contains]=fuel,gl:1"));
  CHECK_FALSE(keeps("trackstar_tags[contains]=fuel,gl:2"));
  CHECK_FALSE(keeps("trackstar_tags[not_contains]=other,gl"));
  CHECK(keeps("trackstar_tags[not_contains]=other,gl:2"));
}

TEST_CASE("brackets and equal signs in names and values") {
  CHECK(keeps("raw.A=B[eq]=1"));
  CHECK(keeps("raw.[W][eq]=2"));
  CHECK(keeps("raw.[W]=2"));
  CHECK(keeps("raw.Weight [kg][eq]=3"));
  CHECK(keeps("raw.Weight [kg][gt]=2"));
  CHECK(keeps("raw.C [eq][eq]=4"));
  CHECK(keeps("charge_description[contains]=[x]=y"));
  CHECK(keeps("charge_description=Fee [x]=y, z"));
}

TEST_CASE("filters that are wrong") {
  for (const std::string_view filter : {"",
                                        "=",
                                        "a",
                                        "net_cost",
                                        "net_cost[gte]",
                                        "net_cost[gte]=",
                                        "net_cost=",
                                        "=1",
                                        "[eq]=1",
                                        "net_cost[]=1",
                                        "net_cost[GTE]=1",
                                        "net_cost[gte =1",
                                        "net_cost [gte]=1",
                                        "Net_cost=1",
                                        "raw=1",
                                        "raw.=1",
                                        "raw.[eq]=1",
                                        "net_cost=1 0",
                                        "net_cost=$1",
                                        "net_cost[gt]=1,2",
                                        "carrier[lt]=a",
                                        "carrier[exists]=1",
                                        "carrier[exists]=True",
                                        "trackstar_tags=a",
                                        "trackstar_tags[contains]=",
                                        "trackstar_tags[contains]=,a",
                                        "carrier[in]=a,",
                                        "charge_description[matches]=[",
                                        "transaction_date[gte]=may",
                                        "transaction_date[in]=2026-05-04,"}) {
    CAPTURE(filter);
    CHECK(is_refused(std::string(filter)));
  }
}

TEST_CASE("a list has at most 100 values") {
  for (const std::string field :
       {"id[in]", "net_cost[nin]", "trackstar_tags[contains]", "trackstar_tags[not_contains]"}) {
    std::string filter = field + "=1";
    for (int i = 2; i <= 100; ++i) filter += "," + std::to_string(i);
    CHECK_FALSE(is_refused(filter));
    CHECK(is_refused(filter + ",101"));
  }
  CHECK_FALSE(is_refused("id=" + std::string(200, ',')));
}
