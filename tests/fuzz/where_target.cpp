#include <memory>
#include <string>
#include <vector>

#include "fuzz/fuzz_target.h"
#include "fuzz/items.h"
#include "fuzz/require.h"
#include "tagging/json_item.h"
#include "tagging/where.h"

namespace linehaul::fuzz {
namespace {

/// A condition and its opposite.
struct Filter {
  explicit Filter(const std::string& text)
      : condition(compile_filter(text, conditions)), opposite(conditions.negated(condition)) {
    conditions.finish();
  }

  Conditions conditions;
  Conditions::Id condition;
  Conditions::Id opposite;
};

bool holds(Conditions::Id id, const JsonItem& item, Evaluation& evaluation) {
  evaluation.start(item.view());
  TagList tags;
  tags.start(item.tags());
  return evaluation.holds(id, tags);
}

/// An item that was met before is remembered; the answer must not change by that.
void require_answers(const Filter& filter, const std::string& text) {
  Evaluation evaluation(filter.conditions);
  for (int round = 0; round < 2; ++round) {
    for (const std::string_view line : kItems) {
      JsonItem item(&filter.conditions);
      require(item.read(line).empty(), "no line item", line);
      const bool is_kept = holds(filter.condition, item, evaluation);
      Evaluation fresh(filter.conditions);
      require(holds(filter.condition, item, fresh) == is_kept, "an answer that changes", text);
      require(holds(filter.opposite, item, fresh) != is_kept, "the opposite holds too", text);
      TagList tags;
      tags.start(item.tags());
      fresh.start(item.view());
      if (!is_kept) require(is_utf8(printable(fresh.why_not(filter.condition, tags))), "why not", text);
    }
  }
}

}  // namespace

void run_where(std::string_view bytes) {
  const std::string text(bytes);
  std::unique_ptr<Filter> filter;
  try {
    filter = std::make_unique<Filter>(text);
  } catch (const Failure& failure) {
    require_complaint(failure, "--where '");
    return;
  }
  require_answers(*filter, text);
}

}  // namespace linehaul::fuzz
