#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace linehaul {

/// Growable bytes that, unlike std::string, are not zeroed when they grow and can be written in place.
class ByteBuffer {
 public:
  const char* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }

  /// Room for `more` bytes behind the content; content() grows with commit().
  char* reserve(std::size_t more) {
    if (capacity_ - size_ < more) grow(size_ + more);
    return bytes_.get() + size_;
  }
  void commit(std::size_t written) { size_ += written; }

  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(reserve(text.size()), text.data(), text.size());
    commit(text.size());
  }

  /// Drops the first `count` bytes and moves the rest to the front.
  void drop_front(std::size_t count) {
    size_ -= count;
    if (count != 0 && size_ != 0) std::memmove(bytes_.get(), bytes_.get() + count, size_);
  }

  void truncate(std::size_t size) { size_ = size; }
  void clear() { size_ = 0; }

 private:
  void grow(std::size_t needed) {
    const std::size_t capacity = std::max(needed, capacity_ * 2);
    std::unique_ptr<char[]> larger(new char[capacity]);
    if (size_ != 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace linehaul
