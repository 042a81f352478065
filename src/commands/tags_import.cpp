#include <algorithm>

#include "commands/tags.h"
#include "input/input_file.h"
#include "tagging/tag_changes.h"

namespace linehaul {

ExitStatus import_tags(const ImportTagsOptions& options) {
  const auto& inputs = options.files.inputs;
  if (options.changes == "-" && std::find(inputs.begin(), inputs.end(), "-") != inputs.end()) {
    throw Failure(ExitStatus::usage, "changes and items cannot both come from standard input");
  }
  ItemLines lines(options.files, {options.changes}, nullptr);
  FileNotices changes_notices(lines.reporter(), input_name(options.changes));
  TagChanges changes(options.changes, [&](const Diagnostic& diagnostic, std::string_view record) {
    changes_notices.each(diagnostic, record);
  });
  const TagLimits limits;
  TagList tags;
  lines.read([&](const JsonItem& item, FileNotices& notices, std::uint64_t line) {
    tags.start(item.tags());
    std::vector<TagChange>* rows = item.id().empty() ? nullptr : changes.find(item.id());
    if (rows != nullptr) {
      for (TagChange& row : *rows) {
        row.is_used = true;
        const std::string complaint = apply_change(row, limits, tags);
        if (!complaint.empty()) {
          changes_notices.each(
              {Problem::bad_change, row.line, "", "", complaint + "; the row changes nothing"});
        }
      }
      if (tags.limit(limits.max_tags) != 0) {
        notices.once(Problem::tags_dropped, "", line,
                     std::string(item.id()) + " would have more than " + std::to_string(limits.max_tags) +
                         " tags; the last ones are dropped");
      }
    }
    item.write(tags, lines.out());
  });
  for (const auto& [row, id] : changes.unused()) {
    changes_notices.each(
        {Problem::unknown_id, row->line, "id", std::string(id), "no item has the id " + std::string(id)});
  }
  return lines.finish();
}

}  // namespace linehaul
