#include "model/occurrence_table.h"

#include <cstring>
#include <utility>

namespace linehaul {
namespace {

constexpr std::size_t kFirstSize = 256;

}  // namespace

void OccurrenceTable::resize(std::size_t size) {
  entries_.assign(size, Entry{});
  mask_ = size - 1;
  most_ = size / 2;
}

void OccurrenceTable::clear() {
  if (used_ == 0) return;
  std::memset(entries_.data(), 0, entries_.size() * sizeof(Entry));  // all free
  used_ = 0;
}

void OccurrenceTable::grow() {
  const auto smaller = std::exchange(entries_, {});
  resize(smaller.empty() ? kFirstSize : smaller.size() * 2);
  for (const Entry& entry : smaller) {
    if (entry.count != 0) find(entry.high, entry.low) = entry;
  }
}

}  // namespace linehaul
