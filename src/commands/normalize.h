#pragma once

#include <string>
#include <vector>

#include "exit_status.h"
#include "output/item_writer.h"
#include "parsing/invoice_reader.h"

namespace linehaul {

struct NormalizeOptions {
  std::vector<std::string> inputs;        ///< "-": standard input
  std::vector<std::string> schema_files;  ///< --schema
  ReadOptions reading;
  WriteOptions writing;
  std::string output;   ///< empty: standard output
  std::string rejects;  ///< empty: named on standard error
  bool strict = false;
};

/// `linehaul normalize`: every input's charges as JSON Lines, in the order given. Throws Failure for what
/// ends the whole run; an input that cannot be read only worsens the status.
ExitStatus normalize(const NormalizeOptions& options);

}  // namespace linehaul
