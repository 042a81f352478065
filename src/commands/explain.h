#pragma once

#include <string>
#include <vector>

#include "exit_status.h"
#include "parsing/invoice_reader.h"

namespace linehaul {

struct ExplainOptions {
  std::string target;  ///< FILE, or FILE:LINE
  std::vector<std::string> schema_files;
  ReadOptions reading;
  std::vector<std::string> rule_files;  ///< --rules: what each rule does with the line's items
  bool json = false;
};

/// `linehaul explain FILE`: what the file is and why. `linehaul explain FILE:LINE`: what becomes of the
/// record on that line, field by field. Throws Failure as normalize() does, and (usage) for a line that the
/// file has not.
ExitStatus explain(const ExplainOptions& options);

}  // namespace linehaul
