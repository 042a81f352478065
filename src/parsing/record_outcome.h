#pragma once

#include <cstddef>
#include <cstdint>

namespace linehaul {

/// What became of a record.
enum class RecordOutcome : std::uint8_t {
  items,            ///< zero or more items
  informational,    ///< skipped: a row that is no charge by the carrier's word
  no_charge,        ///< skipped: a row of a kind that never gives items
  repeated_header,  ///< skipped
  totals,           ///< skipped: a closing line of sums
  rejected,
};
inline constexpr std::size_t kRecordOutcomes = 6;

}  // namespace linehaul
