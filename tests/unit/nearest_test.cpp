#include "text/nearest.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using linehaul::did_you_mean;
using linehaul::near_words;
using linehaul::suggestion;

namespace {

using Words = std::vector<std::string_view>;

}  // namespace

TEST_CASE("words that begin with what was typed come before those spelled alike") {
  const Words formats{"dhl_ecommerce", "dhl_express", "dpd", "ups"};
  CHECK(near_words("dhl", formats) == R"("dhl_ecommerce" or "dhl_express")");
  CHECK(near_words("DHL_E", formats) == R"("dhl_ecommerce" or "dhl_express")");
  CHECK(near_words("dhl_ex", formats) == R"("dhl_express")");
  CHECK(near_words("upss", formats) == R"("ups")");
  CHECK(near_words("x", formats).empty());
  CHECK(near_words("", formats).empty());
  CHECK(near_words("d", {}).empty());
  CHECK(near_words("a", {"ab", "ac", "ad"}, "`", "'") == "`ab', `ac' or `ad'");
}

TEST_CASE("a word that is there in another letter case is the one") {
  CHECK(near_words("zone", {"Zone Code", "Zone"}) == R"("Zone")");
}

TEST_CASE("too many that begin so are no help") {
  CHECK(near_words("tag", {"tag1", "tag2", "tag3", "tag4", "tag5"}).find("tag5") != std::string::npos);
  CHECK(near_words("charge_",
                   {"charge_1_x", "charge_2_x", "charge_3_x", "charge_4_x", "charge_5_x", "charge_6_x"})
            .find(" or ") == std::string::npos);
}

TEST_CASE("of equally near words the longest") {
  CHECK(near_words("ge", {"gt", "lt", "gte", "lte"}) == R"("gte")");
  CHECK(near_words("le", {"gt", "lt", "gte", "lte"}) == R"("lte")");
}

TEST_CASE("the question behind a complaint") {
  CHECK(did_you_mean("rwa", {"raw", "to"}, "\"--") == R"(; did you mean "--raw"?)");
  CHECK(did_you_mean("quite_other", {"raw", "to"}).empty());
  CHECK(suggestion("quite_other", {"raw", "to"}) == "; known: raw, to");
  CHECK(suggestion("", {"raw", "to"}) == "; known: raw, to");
}
