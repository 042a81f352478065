#include "parsing/tracking_numbers.h"

#include <algorithm>

#include "failure.h"
#include "input/side_table.h"
#include "model/cell_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kOrder = "sales order no";
constexpr std::string_view kNumber = "tracking number";

}  // namespace

TrackingNumbers::TrackingNumbers(const std::string& path) {
  if (path.empty()) return;
  SideTable table(path);
  table.begin(kNumber);
  const auto fail = [&](std::uint64_t line, const std::string& message) {
    throw Failure(ExitStatus::unreadable,
                  table.name() + ":" + std::to_string(line) + ": bad-tracking-file: " + message);
  };
  const auto order_column = table.column(kOrder);
  const auto number_column = table.column(kNumber);
  if (!order_column || !number_column)
    fail(1, "needs a header with the columns sales_order_no and tracking_number");
  while (const Record* record = table.next()) {
    if (!table.fits(*record) || record->columns() < std::max(*order_column, *number_column) + 1) {
      fail(record->line(), "the record does not fit the header");
    }
    const std::string_view order = identifier_text(record->cell(*order_column));
    const std::string_view number = identifier_text(record->cell(*number_column));
    if (order.empty() || number.empty()) continue;
    std::vector<std::string>& numbers = numbers_[std::string(order)];
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.emplace_back(number);
  }
}

const std::vector<std::string>& TrackingNumbers::of(std::string_view sales_order) const {
  static const std::vector<std::string> none;
  const auto found = numbers_.find(std::string(sales_order));
  return found == numbers_.end() ? none : found->second;
}

}  // namespace linehaul
