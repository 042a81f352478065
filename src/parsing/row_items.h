#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "model/line_item.h"

namespace linehaul {

/// The items of a row, at the end of a list that the items of the rows before it stand in: they are made
/// where they stay.
class RowItems {
 public:
  /// None yet. The list outlives it.
  explicit RowItems(std::vector<LineItem>& all) : RowItems(all, all.size()) {}
  /// Those of the list from `first` on.
  RowItems(std::vector<LineItem>& all, std::size_t first) : all_(all), first_(first) {}

  bool empty() const { return all_.size() == first_; }
  std::size_t size() const { return all_.size() - first_; }
  const LineItem* begin() const { return all_.data() + first_; }
  const LineItem* end() const { return all_.data() + all_.size(); }
  const LineItem& front() const { return *begin(); }
  LineItem& back() { return all_.back(); }

  LineItem& add() { return all_.emplace_back(); }
  /// A copy of an item that is not in the list.
  LineItem& add(const LineItem& item) { return all_.emplace_back(item); }
  LineItem& add_in_front(const LineItem& item) {
    return *all_.insert(all_.begin() + static_cast<std::ptrdiff_t>(first_), item);
  }
  void drop_last() { all_.pop_back(); }
  /// Asks of each item in its order.
  template <typename Test>
  void drop_if(const Test& test) {
    const auto first = all_.begin() + static_cast<std::ptrdiff_t>(first_);
    all_.erase(std::remove_if(first, all_.end(), test), all_.end());
  }
  void clear() { all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(first_), all_.end()); }

 private:
  std::vector<LineItem>& all_;
  std::size_t first_;
};

}  // namespace linehaul
