#pragma once

#include <string>
#include <vector>

#include "exit_status.h"
#include "parsing/invoice_reader.h"

namespace linehaul {

struct CheckTagsOptions {
  std::string rules;
  std::vector<std::string> inputs;  ///< invoices, or line items as JSON Lines; "-" is line items
  std::vector<std::string> schema_files;
  ReadOptions reading;  ///< of invoices
  bool json = false;
};

/// `linehaul tags check`: validates a rule file and, where there are inputs, counts what each rule matches.
/// Throws Failure (usage) for a file that is wrong; the status is `look` where a rule can never take effect
/// or tags were dropped.
ExitStatus check_tags(const CheckTagsOptions& options);

}  // namespace linehaul
