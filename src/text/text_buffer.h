#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>

namespace linehaul {

/// Bytes on their way in or out. Unlike std::string it is not zeroed when it grows and can be written in
/// place. Reserving once and then writing without checks is what makes JSON cheap: callers reserve the worst
/// case of a member, the put functions only copy.
///
/// kPadding bytes behind what is there or reserved can be read and written too, so that fast code may take
/// whole registers; what they hold means nothing.
class TextBuffer {
 public:
  static constexpr std::size_t kPadding = 64;

  const char* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {bytes_.get(), size_}; }
  void clear() { size_ = 0; }

  /// Makes sure that `more` further bytes fit.
  void reserve(std::size_t more) {
    if (capacity_ - size_ < more) grow(size_ + more);
  }

  void put(char c) { bytes_[size_++] = c; }
  void put(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(bytes_.get() + size_, text.data(), text.size());
    size_ += text.size();
  }
  /// Where the next byte goes, for code that writes there itself and then says advance().
  char* end() { return bytes_.get() + size_; }
  void advance(std::size_t written) { size_ += written; }

  /// Drops the last `count` bytes.
  void cut(std::size_t count) { size_ -= count; }
  /// Drops the first `count` bytes and moves the rest to the front.
  void drop_front(std::size_t count) {
    size_ -= count;
    if (count != 0 && size_ != 0) std::memmove(bytes_.get(), bytes_.get() + count, size_);
  }

  void append(std::string_view text) {
    reserve(text.size());
    put(text);
  }

 private:
  void grow(std::size_t needed) {
    const std::size_t capacity = std::max(needed, std::max<std::size_t>(capacity_ * 2, 4096));
    std::unique_ptr<char[]> larger(new char[capacity + kPadding]);
    if (size_ != 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace linehaul
