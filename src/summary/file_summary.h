#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "diagnostic.h"
#include "summary/breakdown.h"
#include "summary/ledger.h"

namespace linehaul {

/// All that a run learned about one input.
struct FileSummary {
  std::string name;
  std::string format;
  std::string carrier;
  std::string row_total_column;  ///< what the format calls a row's total; empty: rows state none
  Ledger ledger;
  Breakdown breakdown;
  std::uint64_t items_over_limit = 0;         ///< items that lost tags to the limit of a rule file
  std::vector<std::string> ids_over_limit;    ///< the first few of them
  std::map<Problem, std::uint64_t> problems;  ///< how often each occurred
  std::uint64_t size = 0;                     ///< bytes of the input
  std::string sha256;                         ///< of those bytes, hexadecimal
  std::string modified;                       ///< YYYY-MM-DDTHH:MM:SSZ; empty: not a file
};

}  // namespace linehaul
