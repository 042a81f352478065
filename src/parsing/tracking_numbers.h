#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace linehaul {

/// Which tracking numbers belong to which sales order: a CSV file with at least the columns sales_order_no
/// and tracking_number, in any dialect that carrier files may have.
class TrackingNumbers {
 public:
  /// An empty path: no numbers. Throws Failure (unreadable) for a file that cannot be read, lacks a column or
  /// holds a record that cannot be read: a number lost here would change every share of its order.
  explicit TrackingNumbers(const std::string& path);

  /// The order's numbers in the file's order, each once; empty for an order that is not in the file.
  const std::vector<std::string>& of(std::string_view sales_order) const;

 private:
  std::unordered_map<std::string, std::vector<std::string>> numbers_;
};

}  // namespace linehaul
