#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace linehaul {

/// A value that most owners leave as it begins: 8 bytes until somebody changes it.
template <typename T>
class Rare {
 public:
  const T& get() const { return value_ ? *value_ : kUntouched; }
  operator const T&() const { return get(); }  // reads like the value itself
  T& change() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }

 private:
  static constexpr T kUntouched{};
  std::unique_ptr<T> value_;
};

/// A list that is nearly always empty, in 8 bytes.
template <typename T>
class RareList {
 public:
  const T* begin() const { return items_ ? items_->data() : nullptr; }
  const T* end() const { return begin() + size(); }
  std::size_t size() const { return items_ ? items_->size() : 0; }
  bool empty() const { return size() == 0; }
  /// The list must not be empty.
  T& back() { return items_->back(); }
  void push_back(T item) {
    if (!items_) items_ = std::make_unique<std::vector<T>>();
    items_->push_back(std::move(item));
  }

 private:
  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace linehaul
