#pragma once

#include <cstddef>
#include <string>

#include "exit_status.h"
#include "input/block_reader.h"
#include "input/record_reader.h"

namespace linehaul {

struct RecordsOptions {
  std::string input = "-";
  Dialect dialect;
  std::size_t block_size = BlockReader::kDefaultBlockSize;
  std::size_t max_record_size = RecordReader::kDefaultMaxRecordSize;
};

/// `linehaul records`: the records of any CSV as the reader sees them, one JSON array of strings a line. A
/// record that cannot be split is named on standard error and is not printed.
ExitStatus print_records(const RecordsOptions& options);

}  // namespace linehaul
