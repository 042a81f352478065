#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>

namespace linehaul {

/// Allocator for large tables that are looked at in no order: asks for pages of 2 MiB where the system gives
/// such. With pages of 4 KiB nearly every look had to find its page first, for which even a prefetch waits: a
/// twelfth of the time of a narrow file with half a million ids.
template <typename Entry>
class TableMemory {
 public:
  using value_type = Entry;

  TableMemory() = default;
  template <typename Other>
  explicit TableMemory(const TableMemory<Other>&) {}

  Entry* allocate(std::size_t count) {
    const std::size_t size = count * sizeof(Entry);
    if (!is_large(size)) return static_cast<Entry*>(::operator new(size));
    void* const table = ::operator new (size, std::align_val_t{kPage});
#if defined(MADV_HUGEPAGE)
    ::madvise(table, size, MADV_HUGEPAGE);  // a wish: what comes of it changes nothing but the time
#endif
    return static_cast<Entry*>(table);
  }
  void deallocate(Entry* table, std::size_t count) {
    if (is_large(count * sizeof(Entry))) {
      ::operator delete (table, std::align_val_t{kPage});
    } else {
      ::operator delete(table);
    }
  }

  friend bool operator==(const TableMemory&, const TableMemory&) { return true; }

 private:
  static constexpr std::size_t kPage = std::size_t{2} << 20U;  // bytes

  static bool is_large(std::size_t size) { return size >= kPage; }
};

}  // namespace linehaul
