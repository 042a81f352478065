#include "tagging/tagger.h"

#include <algorithm>
#include <bit>

#include "output/json_text.h"

namespace linehaul {
namespace {

void set_bit(TestBits& bits, std::uint32_t number) { bits[number / 64] |= std::uint64_t{1} << (number % 64); }

}  // namespace

Tagger::Tagger(const TagRules& rules) : rules_(rules), evaluation_(rules.conditions()) {
  for (const RuleList& list : rules.lists()) {
    indexes_.push_back(index_of(list, rules.conditions()));
    matched_.emplace_back(list.rules.size());
    omitted_.emplace_back(list.rules.size());
  }
}

Tagger::Index Tagger::index_of(const RuleList& list, const Conditions& conditions) {
  Index index;
  index.always.resize((list.rules.size() + 63) / 64);
  for (std::uint32_t i = 0; i < list.rules.size(); ++i) {
    const auto trigger = conditions.trigger(list.rules[i].when);
    if (!trigger) {
      set_bit(index.always, i);
      continue;
    }
    const auto is_it = [&](const Index::Field& f) { return f.field == trigger->field; };
    auto field = std::find_if(index.fields.begin(), index.fields.end(), is_it);
    if (field == index.fields.end()) {
      index.fields.push_back({trigger->field, {}});
      field = index.fields.end() - 1;
    }
    if (field->rules.size() <= trigger->test) field->rules.resize(trigger->test + 1);
    TestBits& rules = field->rules[trigger->test];
    if (rules.size() <= i / 64) rules.resize(i / 64 + 1);
    set_bit(rules, i);
  }
  return index;
}

void Tagger::find_candidates(const Index& index) {
  std::copy(index.always.begin(), index.always.end(), candidates_.begin());
  for (const Index::Field& field : index.fields) {
    const std::uint64_t* bits = evaluation_.answers(field.field);
    if (bits == nullptr) continue;
    for (std::size_t word = 0; word * 64 < field.rules.size(); ++word) {
      for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
        const std::size_t test = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
        if (test >= field.rules.size()) break;
        const TestBits& rules = field.rules[test];
        for (std::size_t i = 0; i < rules.size(); ++i) candidates_[i] |= rules[i];
      }
    }
  }
}

std::size_t Tagger::apply(const ItemView& item, TagList& tags) {
  item_ = &item;
  texts_used_ = 0;
  evaluation_.start(item);
  std::size_t dropped = 0;
  for (std::size_t l = 0; l < indexes_.size(); ++l) {
    if (l != 0) tags.settle();
    candidates_.resize(indexes_[l].always.size());
    find_candidates(indexes_[l]);
    apply_candidates(l, tags);
    dropped += tags.limit(rules_.lists()[l].limits.max_tags);
  }
  return dropped;
}

void Tagger::apply_candidates(std::size_t l, TagList& tags) {
  for (std::size_t word = 0; word < candidates_.size(); ++word) {
    for (std::uint64_t rest = candidates_[word]; rest != 0; rest &= rest - 1) {
      const std::size_t number = word * 64 + static_cast<std::size_t>(std::countr_zero(rest));
      const TagRule& rule = rules_.lists()[l].rules[number];
      if (!rule.is_trigger_enough && !evaluation_.holds(rule.when, tags)) continue;
      ++matched_[l][number];
      omitted_[l][number] += act(rule, tags);
      if (rule.stop) return;
    }
  }
}

bool Tagger::keeps(const TagList& tags) {
  const auto filter = rules_.filter();
  return !filter || evaluation_.holds(*filter, tags);
}

std::vector<RuleTrace> Tagger::trace(const ItemView& item, TagList& tags) {
  item_ = &item;
  texts_used_ = 0;
  evaluation_.start(item);
  std::vector<RuleTrace> traces;
  for (const RuleList& list : rules_.lists()) {
    if (!traces.empty()) tags.settle();
    bool is_stopped = false;
    for (const TagRule& rule : list.rules) {
      RuleTrace& trace = traces.emplace_back(RuleTrace{&list, &rule, !is_stopped, false, "", {}, 0});
      if (is_stopped) continue;
      trace.is_matched = evaluation_.holds(rule.when, tags);
      if (trace.is_matched) {
        act(rule, tags);
        is_stopped = rule.stop;
        for (const auto* made : {&rule.set, &rule.add}) {
          for (const TagTemplate& tag : *made) {
            if (!has_gaps_filled(tag)) trace.omitted.push_back(tag.name);
          }
        }
      } else {
        trace.why_not = evaluation_.why_not(rule.when, tags);
      }
    }
    const std::size_t dropped = tags.limit(list.limits.max_tags);
    if (!list.rules.empty()) traces.back().dropped = dropped;
  }
  return traces;
}

std::size_t Tagger::act(const TagRule& rule, TagList& tags) {
  std::size_t omitted = 0;
  if (rule.has_set) tags.clear();
  for (const TagTemplate& tag : rule.set) omitted += add(tag, tags);
  for (const TagTemplate& tag : rule.add) omitted += add(tag, tags);
  for (const std::string& name : rule.remove) tags.remove(name);
  return omitted;
}

bool Tagger::has_gaps_filled(const TagTemplate& made) const {
  return std::none_of(made.gaps.begin(), made.gaps.end(),
                      [this](const TagTemplate::Gap& gap) { return item_->text(gap.field).empty(); });
}

/// The constant parts of a value and the texts in its gaps, in their order.
template <typename Visit>
void Tagger::visit_parts(const TagTemplate& made, Visit&& visit) const {
  const std::string_view constant = made.value;
  std::size_t from = 0;
  for (const TagTemplate::Gap& gap : made.gaps) {
    visit(constant.substr(from, gap.at - from));
    visit(item_->text(gap.field));
    from = gap.at;
  }
  visit(constant.substr(from));
}

std::size_t Tagger::add(const TagTemplate& made, TagList& tags) {
  if (made.gaps.empty()) {
    tags.add(made.tag());
    return 0;
  }
  if (!has_gaps_filled(made)) return 1;
  TextBuffer& text = next_text();
  text.append(made.json);
  text.append("\"");
  const std::size_t begin = text.size();
  std::size_t size = 0;
  visit_parts(made, [&](std::string_view part) {
    if (!part.empty()) append_json_text(part, text);
    size += part.size();
  });
  const bool is_plain = text.size() - begin == size;  // nothing was escaped: the value is in its JSON
  text.append("\"}");
  const std::string_view value = is_plain ? text.view().substr(begin, size) : filled_in(made);
  tags.add({made.name, value, true, text.view(), true, made.name_hash});
  return 0;
}

/// The value of a tag with gaps, as it reads.
std::string_view Tagger::filled_in(const TagTemplate& made) {
  TextBuffer& value = next_text();
  visit_parts(made, [&value](std::string_view part) { value.append(part); });
  return value.view();
}

/// Room for a text that stays where it is until the next item; its memory is used again.
TextBuffer& Tagger::next_text() {
  if (texts_used_ == texts_.size()) texts_.emplace_back();
  TextBuffer& text = texts_[texts_used_++];
  text.clear();
  return text;
}

}  // namespace linehaul
