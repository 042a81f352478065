#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exit_status.h"

namespace linehaul {

/// Every kind of problem that linehaul names. The names are stable: scripts match on them, the man page
/// lists them.
enum class Problem : std::uint8_t {
  none,
  // A record is rejected.
  unterminated_quote,
  stray_quote,
  record_too_long,
  truncated,
  too_few_cells,
  too_many_cells,
  unknown_record_type,
  another_header,
  bad_encoding,
  bad_amount,
  ambiguous_amount,
  amount_too_long,
  missing_amount,
  bad_date,
  bad_item,
  bad_change,
  // The file is read, but somebody should look.
  unknown_amount_column,
  bad_total,
  total_differs,
  rows_before_header,
  repeated_charge_column,
  unidentified_charge,
  duplicates_found,  // with --duplicates fail
  tags_dropped,
  unknown_id,
  renamed_column,
  // Notices: they do not change the exit status.
  informational_money,  // the exit status is 1 unless the declared total matches without it
  damaged_identifier,
  repeated_header,
  windows_1252,
  header_only,
  unknown_charge_code,
  unknown_column,
  missing_column,
  bad_currency,
  missing_invoice,
  reserved_money,
  incomplete_charge,
  total_rounded,
  duplicate_charge,
  duplicate_input,
  unclear_comparison,
  repeated_id,
};

/// The stable kebab-case name, `bad-amount`.
std::string_view problem_name(Problem problem);

/// What the problem does to the exit status: rejected rows and unexplained money make it 1, notices leave it.
ExitStatus exit_status_of(Problem problem);

/// Where and what, for a message or a line of the rejects file. All text is UTF-8.
struct Diagnostic {
  Problem problem = Problem::none;
  std::uint64_t line = 0;  ///< 0: the file as a whole
  std::string column;      ///< empty: no single column
  std::string value;       ///< the cell as it stands
  std::string message;     ///< one sentence: what is wrong, and where known what to do
};

/// `text` with control characters made visible (`\n`, `\x1b`) and bytes that are not UTF-8 as `\xE4`, so
/// that nothing from an input reaches a terminal raw.
std::string printable(std::string_view text);

}  // namespace linehaul
