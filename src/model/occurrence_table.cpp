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

inline OccurrenceTable::Entry& OccurrenceTable::find(std::vector<Entry>& entries, const TextHash& hash) {
  const std::size_t mask = entries.size() - 1;
  for (std::size_t i = hash.low & mask;; i = (i + 1) & mask) {
    Entry& entry = entries[i];
    if (entry.count == 0 || entry.hash == hash) return entry;
  }
}

void OccurrenceTable::grow() {
  std::vector<Entry> larger(entries_.size() * 2);
  for (const Entry& entry : entries_) {
    if (entry.count != 0) find(larger, entry.hash) = entry;
  }
  entries_ = std::move(larger);
}

std::uint32_t OccurrenceTable::count(const TextHash& hash) {
  if (used_ >= entries_.size() / 4 * 3) grow();
  Entry& entry = find(entries_, hash);
  if (entry.count == 0) {
    entry.hash = hash;
    ++used_;
  }
  return static_cast<std::uint32_t>(++entry.count);
}

}  // namespace linehaul
