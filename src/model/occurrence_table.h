#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/table_memory.h"
#include "model/text_hash.h"

namespace linehaul {

/// Counts how often each text was met, remembering 96 bits of hash in place of the text: 16 bytes an entry,
/// at most half of them used. Two texts share an entry with a probability of n^2 / 2^97 for n texts: one in
/// 10^11 for a thousand million charges.
///
/// In a large table every text costs a line of memory that is in no cache, and every further entry that is
/// looked at a branch that nobody foresees. Entries of 24 bytes, three quarters of them used, took as much
/// memory, and four looks for a new text where these take two.
class OccurrenceTable {
 public:
  /// Counts the text and returns how often it has been met, this time included.
  std::uint32_t count(std::string_view text) { return count(hash_of(text)); }
  std::uint32_t count(const TextHash& hash) {
    if (used_ >= most_) grow();
    Entry& entry = find(hash.high, upper_half(hash.low));
    used_ += entry.count == 0;
    entry.high = hash.high;
    entry.low = upper_half(hash.low);
    return ++entry.count;
  }
  /// Asks the memory for the entry of a text that will be counted soon: in a large table it is in no cache.
  void prefetch(const TextHash& hash) const { __builtin_prefetch(entries_.data() + (hash.high & mask_), 1); }
  /// Forgets all texts, and keeps the memory.
  void clear();

 private:
  struct Entry {
    std::uint64_t high;   // of the hash; says where the entry stands too
    std::uint32_t low;    // the upper half of it
    std::uint32_t count;  // 0: free
  };

  static std::uint32_t upper_half(std::uint64_t bits) { return static_cast<std::uint32_t>(bits >> 32U); }
  Entry& find(std::uint64_t high, std::uint32_t low) {
    for (std::size_t i = high & mask_;; i = (i + 1) & mask_) {
      Entry& entry = entries_[i];
      if (entry.count == 0 || (entry.high == high && entry.low == low)) return entry;
    }
  }
  void resize(std::size_t size);
  void grow();

  std::vector<Entry, TableMemory<Entry>> entries_;  // none before the first text
  std::size_t mask_ = 0;                            // their number, a power of two, less one
  std::size_t used_ = 0;
  std::size_t most_ = 0;  // to be used
};

}  // namespace linehaul
