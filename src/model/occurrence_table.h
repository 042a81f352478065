#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/text_hash.h"

namespace linehaul {

/// Counts how often each text was met, remembering 128 bits of hash in place of the text: 24 bytes an entry,
/// at most three quarters of them used. Two texts share an entry with a probability of n^2 / 2^129 for n
/// texts: one in 10^15 for a thousand million charges.
class OccurrenceTable {
 public:
  /// Counts the text and returns how often it has been met, this time included.
  std::uint32_t count(std::string_view text) { return count(hash_of(text)); }
  std::uint32_t count(const TextHash& hash) {
    if (used_ >= most_) grow();
    Entry& entry = find(hash);
    if (entry.count == 0) {
      entry.hash = hash;
      ++used_;
    }
    return static_cast<std::uint32_t>(++entry.count);
  }
  /// Asks the memory for the entry of a text that will be counted soon: in a large table it is in no cache.
  void prefetch(const TextHash& hash) const { __builtin_prefetch(entries_.data() + (hash.low & mask_), 1); }
  /// Forgets all texts, and keeps the memory.
  void clear();

 private:
  struct Entry {
    TextHash hash;
    std::uint64_t count;  // 0: free
  };

  Entry& find(const TextHash& hash) {
    for (std::size_t i = hash.low & mask_;; i = (i + 1) & mask_) {
      Entry& entry = entries_[i];
      if (entry.count == 0 || entry.hash == hash) return entry;
    }
  }
  void resize(std::size_t size);
  void grow();

  std::vector<Entry> entries_;  // none before the first text
  std::size_t mask_ = 0;        // their number, a power of two, less one
  std::size_t used_ = 0;
  std::size_t most_ = 0;  // to be used
};

}  // namespace linehaul
