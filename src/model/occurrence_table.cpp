#include "model/occurrence_table.h"

#include <utility>

namespace linehaul {
namespace {

constexpr std::size_t kFirstSize = 1024;

}  // namespace

OccurrenceTable::OccurrenceTable() : entries_(kFirstSize) {}

void OccurrenceTable::clear() {
  if (used_ == 0) return;
  entries_.assign(kFirstSize, Entry{});
  used_ = 0;
}

OccurrenceTable::Entry& OccurrenceTable::find(std::vector<Entry>& entries, std::uint64_t low,
                                              std::uint64_t high) const {
  const std::size_t mask = entries.size() - 1;
  for (std::size_t i = low & mask;; i = (i + 1) & mask) {
    Entry& entry = entries[i];
    if (entry.count == 0 || (entry.low == low && entry.high == high)) return entry;
  }
}

void OccurrenceTable::grow() {
  std::vector<Entry> larger(entries_.size() * 2);
  for (const Entry& entry : entries_) {
    if (entry.count != 0) find(larger, entry.low, entry.high) = entry;
  }
  entries_ = std::move(larger);
}

std::uint32_t OccurrenceTable::count(const TextHash& hash) {
  if (used_ + 1 > entries_.size() / 4 * 3) grow();
  Entry& entry = find(entries_, hash.low, hash.high);
  if (entry.count == 0) {
    entry = {hash.low, hash.high, 0};
    ++used_;
  }
  return static_cast<std::uint32_t>(++entry.count);
}

}  // namespace linehaul
