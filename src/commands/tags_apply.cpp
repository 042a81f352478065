#include <fmt/format.h>

#include "commands/tags.h"
#include "tagging/tagger.h"
#include "text/counted.h"

namespace linehaul {

ExitStatus apply_tags(const ApplyTagsOptions& options) {
  const TagRules rules({options.rules}, options.filters);
  ItemLines lines(options.files, {options.rules}, &rules.conditions());
  Tagger tagger(rules);
  TagList tags;
  std::uint64_t unclear = 0;
  lines.read([&](const JsonItem& item, FileNotices& notices, std::uint64_t line) {
    tags.start(item.tags());
    const std::size_t dropped = tagger.apply(item.view(), tags);
    if (tagger.unclear() != unclear) {
      notices.once(
          Problem::unclear_comparison, "", line,
          "a comparison of a cell such as 1,234 did not hold: nothing says which mark is the decimal "
          "one; normalize --rules knows it");
      unclear = tagger.unclear();
    }
    if (!tagger.keeps(tags)) return;
    if (dropped != 0) {
      notices.once(
          Problem::tags_dropped, "", line,
          fmt::format("the rules give {} more tags than \"max_tags\" of their file allows; {} dropped",
                      item.id().empty() ? "an item" : item.id(), counted(dropped, "tag")));
    }
    item.write(tags, lines.out());
  });
  return lines.finish();
}

}  // namespace linehaul
