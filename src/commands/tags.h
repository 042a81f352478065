#pragma once

#include <string>
#include <vector>

#include "commands/item_lines.h"
#include "exit_status.h"

namespace linehaul {

/// `linehaul tags`: what can be done with the tags of existing line items. All throw Failure as ItemLines
/// does, and (usage) for a rule file that is wrong.

struct ApplyTagsOptions {
  std::string rules;
  std::vector<std::string> filters;  ///< --where
  ItemFiles files;
};
/// Applies a rule file to the tags that the items have; every other byte of a line stays.
ExitStatus apply_tags(const ApplyTagsOptions& options);

struct ExportTagsOptions {
  ItemFiles files;
  bool json_lines = false;  ///< instead of CSV
};
/// One row per item: its id and its tags as a JSON array.
ExitStatus export_tags(const ExportTagsOptions& options);

struct ImportTagsOptions {
  std::string changes;
  ItemFiles files;
};
/// Gives items the tags that a table of changes names, by id.
ExitStatus import_tags(const ImportTagsOptions& options);

struct ListTagsOptions {
  ItemFiles files;
  bool json = false;
};
/// Each tag with its number of items and exact sums.
ExitStatus list_tags(const ListTagsOptions& options);

}  // namespace linehaul
