#include "parsing/row_items.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using linehaul::LineItem;
using linehaul::RowItems;

namespace {

LineItem item(std::string_view code) {
  LineItem result;
  result.charge_code = code;
  return result;
}

std::string codes(const std::vector<LineItem>& items) {
  std::string text;
  for (const LineItem& item : items) text += item.charge_code;
  return text;
}

}  // namespace

TEST_CASE("the items of a row leave those of the rows before it alone") {
  std::vector<LineItem> all{item("a"), item("b")};
  RowItems row(all);
  CHECK(row.empty());
  row.add().charge_code = "c";
  row.add(item("d"));
  CHECK(row.add_in_front(item("e")).charge_code == "e");
  CHECK(codes(all) == "abecd");
  CHECK(row.size() == 3);
  CHECK(row.front().charge_code == "e");
  CHECK(row.back().charge_code == "d");
  row.drop_last();
  row.drop_if([](const LineItem& one) { return one.charge_code == "e" || one.charge_code == "a"; });
  CHECK(codes(all) == "abc");
  CHECK(codes(std::vector<LineItem>(row.begin(), row.end())) == "c");
  row.clear();
  CHECK(codes(all) == "ab");
  CHECK(RowItems(all, 1).size() == 1);
}
