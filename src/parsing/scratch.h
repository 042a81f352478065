#pragma once

#include <cstddef>
#include <deque>
#include <string>

namespace linehaul {

/// Texts that a row's items need and that stand nowhere in the row. Keeps its memory from row to row.
class Scratch {
 public:
  /// An empty string; it stays where it is until clear().
  std::string& next() {
    if (used_ == texts_.size()) texts_.emplace_back();
    std::string& text = texts_[used_++];
    text.clear();
    return text;
  }
  void clear() { used_ = 0; }

 private:
  std::deque<std::string> texts_;
  std::size_t used_ = 0;
};

}  // namespace linehaul
