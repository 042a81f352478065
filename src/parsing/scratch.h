#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace linehaul {

/// Texts that the items of a batch of rows need and that stand nowhere in the rows. Keeps its memory from
/// batch to batch.
class Scratch {
 public:
  /// An empty string to make a text in; there is one, so what is made goes through keep().
  std::string& draft() {
    draft_.clear();
    return draft_;
  }
  /// The same text, which stays where it is until clear().
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* const kept = room_for(text.size());
    std::memcpy(kept, text.data(), text.size());
    return {kept, text.size()};
  }
  void clear() { block_ = used_ = 0; }

 private:
  struct Block {
    std::size_t size;
    std::unique_ptr<char[]> bytes;
  };

  char* room_for(std::size_t size) {
    constexpr std::size_t kBlock = 4096;
    while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) {
      ++block_;
      used_ = 0;
    }
    if (block_ == blocks_.size()) {
      const std::size_t larger = std::max(size, kBlock);
      blocks_.push_back({larger, std::make_unique_for_overwrite<char[]>(larger)});
    }
    used_ += size;
    return blocks_[block_].bytes.get() + used_ - size;
  }

  std::string draft_;
  std::vector<Block> blocks_;
  std::size_t block_ = 0;  // the one being filled
  std::size_t used_ = 0;   // bytes of it
};

}  // namespace linehaul
