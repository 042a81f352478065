#include "parsing/fault.h"

#include <cstdlib>
#include <deque>
#include <string>
#include <string_view>

namespace linehaul {
namespace {

constexpr int kDamagedRow = 5;  // the fifth row that gives items

std::string_view kind() {
  const char* text = std::getenv("LINEHAUL_FAULT");
  return text == nullptr ? std::string_view{} : std::string_view(text);
}

/// A row's last item with the tracking number of the row before: no sum shows it.
void carry(LineItem& item) {
  static std::deque<std::string> numbers;  // items hold views of them
  numbers.emplace_back(item.tracking_number);
  if (numbers.size() > 1) item.tracking_number = numbers[numbers.size() - 2];
}

}  // namespace

void inject_fault(RowItems items) {
  static int rows = 0;
  if (kind() == "carry" && !items.empty()) carry(items.back());
  if (items.empty() || ++rows != kDamagedRow) return;
  if (kind() == "drop") items.drop_last();
  if (kind() == "twice") items.add(LineItem(items.back()));
  if (kind() == "change") {
    LineItem& item = items.back();
    item.net_cost = sum(item.net_cost, *Decimal::from_units(1, 2)).value_or(item.net_cost);
  }
}

}  // namespace linehaul
