#include <simdjson.h>

#include <memory>
#include <string>
#include <vector>

#include "fuzz/fuzz_target.h"
#include "fuzz/items.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"
#include "tagging/json_item.h"
#include "tagging/tagger.h"

namespace linehaul::fuzz {
namespace {

std::string json_of(const TagList& tags) {
  TextBuffer json;
  tags.append_json(json);
  return std::string(json.view());
}

struct Applied {
  std::string json;
  std::size_t dropped;
};

Applied apply(Tagger& tagger, const JsonItem& item) {
  TagList tags;
  tags.start(item.tags());
  const std::size_t dropped = tagger.apply(item.view(), tags);
  tagger.keeps(tags);
  return {json_of(tags), dropped};
}

Applied trace(const TagRules& rules, const JsonItem& item) {
  Tagger tagger(rules);
  TagList tags;
  tags.start(item.tags());
  std::size_t dropped = 0;
  for (const RuleTrace& traced : tagger.trace(item.view(), tags)) dropped += traced.dropped;
  return {json_of(tags), dropped};
}

/// The tags are JSON, those that explain shows, and the same for an item that was met before.
void require_tags(const TagRules& rules) {
  Tagger tagger(rules);
  simdjson::dom::parser parser;
  for (int round = 0; round < 2; ++round) {
    for (const std::string_view line : kItems) {
      JsonItem item(&rules.conditions());
      require(item.read(line).empty(), "no line item", line);
      const Applied applied = apply(tagger, item);
      require(parser.parse(applied.json).error() == simdjson::SUCCESS, "tags that are no JSON", applied.json);
      Tagger fresh(rules);
      require(apply(fresh, item).json == applied.json, "tags that change", applied.json);
      const Applied traced = trace(rules, item);
      require(traced.json == applied.json && traced.dropped == applied.dropped, "what explain shows",
              applied.json);
    }
  }
}

}  // namespace

void run_rules(std::string_view bytes) {
  const MemoryFile file(bytes);
  std::unique_ptr<TagRules> rules;
  try {
    rules = std::make_unique<TagRules>(std::vector{file.path()}, std::vector<std::string>{});
  } catch (const Failure& failure) {
    require_complaint(failure, file.path() + ":");
    return;
  }
  require_tags(*rules);
}

}  // namespace linehaul::fuzz
