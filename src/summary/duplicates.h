#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "input/record.h"
#include "model/line_item.h"
#include "model/text_hash.h"

namespace linehaul {

/// What to do with a charge that an earlier file of the run has too.
enum class DuplicatePolicy : std::uint8_t { warn, skip, fail };

enum class Duplicate : std::uint8_t {
  no,
  same_charge,  ///< the same id with the same amounts
  same_row,     ///< and every cell of its row is equal
};

/// Finds charges that two files of one run have: exports overlap. Rows of one file are never compared with
/// each other: equal ones can both be real. About 100 bytes for every charge of the run.
class Duplicates {
 public:
  /// What stands for a row: its cells, so that quoting and line ends make no difference.
  static TextHash hash_of_cells(const Record& record);
  /// Whether an earlier file than `file`, the number of the input, had the item; `cells` are its row's.
  Duplicate see(std::uint32_t file, std::string_view id, const LineItem& item, const TextHash& cells);

 private:
  /// The first file that had it.
  using FirstFile = std::unordered_map<TextHash, std::uint32_t, TextHashLow>;
  static bool is_in_earlier_file(FirstFile& table, const TextHash& what, std::uint32_t file);

  FirstFile charges_;  // by id and amounts
  FirstFile rows_;     // by id, amounts and cells
};

}  // namespace linehaul
