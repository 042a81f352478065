#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "input/encoding.h"
#include "input/record_reader.h"
#include "input/text_source.h"

namespace linehaul {

/// A record of a file's beginning.
struct FirstRecord {
  std::vector<std::string> cells;
  std::uint32_t before = 0;  ///< records of the reader before it

  /// Whether a cell holds the name, given in the form in which names are compared, or the name with the
  /// number that other tools give the first of several. The cells are brought into that form when first
  /// asked.
  bool has_name(const std::string& name) const;
  bool has_name_or_first(const std::string& name) const { return has_name(name) || has_name(name + " 1"); }

 private:
  mutable std::unordered_set<std::string> names_;
};

/// A file's first records as one delimiter splits them. They are read as they are asked for: nearly every
/// file begins with its header.
class Split {
 public:
  static constexpr std::size_t kRecords = 20;  ///< the header is among the first 20 non-blank records

  /// `head` outlives the split.
  Split(std::string_view head, char delimiter, Encoding encoding);
  Split(const Split&) = delete;
  Split& operator=(const Split&) = delete;

  char delimiter() const { return delimiter_; }
  /// nullptr behind the last one.
  const FirstRecord* record(std::size_t number) const;
  bool is_empty() const { return record(0) == nullptr; }

 private:
  char delimiter_;
  MemoryText text_;
  mutable RecordReader reader_;
  mutable std::uint32_t read_ = 0;
  mutable bool ended_ = false;
  mutable std::deque<FirstRecord> records_;
};

}  // namespace linehaul
