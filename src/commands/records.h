#pragma once

#include <cstddef>
#include <string>

#include "exit_status.h"
#include "input/record.h"

namespace linehaul {

struct RecordsOptions {
  std::string input = "-";
  Dialect dialect;
  std::size_t block_size;
  std::size_t max_record_size;
};

/// `linehaul records`: the records of any CSV as the reader sees them, one JSON array of strings a line. A
/// record that cannot be split is named on standard error and is not printed.
ExitStatus print_records(const RecordsOptions& options);

}  // namespace linehaul
