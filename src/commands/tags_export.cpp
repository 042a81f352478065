#include <unordered_set>

#include "commands/tags.h"
#include "model/text_hash.h"
#include "output/csv_text.h"
#include "output/json_text.h"

namespace linehaul {
ExitStatus export_tags(const ExportTagsOptions& options) {
  ItemLines lines(options.files, {}, nullptr);
  TagList tags;
  TextBuffer json;
  std::unordered_set<TextHash, TextHashLow> ids;
  if (!options.json_lines) lines.out().append("id,tags\n");
  lines.read([&](const JsonItem& item, FileNotices& notices, std::uint64_t line) {
    if (item.id().empty()) {
      lines.reject("has no id; its tags cannot be exported", notices, line);
      return;
    }
    if (!ids.insert(hash_of(item.id())).second) {
      notices.once(
          Problem::repeated_id, "", line,
          "the id " + std::string(item.id()) + " stands twice; an import changes all items of an id");
    }
    tags.start(item.tags());
    json.clear();
    tags.append_json(json);
    if (options.json_lines) {
      lines.out().append("{\"id\":");
      append_json_string(item.id(), lines.out());
      lines.out().append(",\"tags\":");
      lines.out().append(json.view());
      lines.out().append("}\n");
    } else {
      append_csv_cell(item.id(), lines.out());
      lines.out().append(",");
      append_csv_cell(json.view(), lines.out());
      lines.out().append("\n");
    }
  });
  return lines.finish();
}

}  // namespace linehaul
