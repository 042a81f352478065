#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "tagging/tag_rules.h"

namespace linehaul {

/// What a rule did with an item, for people.
struct RuleTrace {
  const RuleList* list;
  const TagRule* rule;
  bool is_reached;  ///< no rule before it stopped
  bool is_matched;
  std::string why_not;               ///< which test failed
  std::vector<std::string> omitted;  ///< tags of it that were left out, because a field is not there
  std::size_t dropped = 0;           ///< with the last rule of a file: tags over its limit
};

/// Applies the rules to one item after another. Not shared between threads; the rules are.
class Tagger {
 public:
  /// The rules outlive the tagger.
  explicit Tagger(const TagRules& rules);

  /// Changes the item's tags as the rules say; returns how many tags were dropped by a limit. What is added
  /// lives until the next call. The item stays as it is until keeps() was asked.
  std::size_t apply(const ItemView& item, TagList& tags);
  /// Whether the filter keeps the item of the last apply().
  bool keeps(const TagList& tags);

  /// The same as apply(), saying what each rule did.
  std::vector<RuleTrace> trace(const ItemView& item, TagList& tags);

  /// How many items each rule matched, by list and rule.
  const std::vector<std::vector<std::uint64_t>>& matched() const { return matched_; }
  /// How many tags of each rule were left out because a field of their value is not there.
  const std::vector<std::vector<std::uint64_t>>& omitted() const { return omitted_; }
  /// Comparisons that did not hold because a cell can be read as two amounts.
  std::uint64_t unclear() const { return evaluation_.unclear(); }

 private:
  /// Which rules of a list can hold for an item: all that have no trigger, and those whose trigger fired. So
  /// rules that do not match cost nothing, however many there are.
  struct Index {
    struct Field {
      std::uint32_t field;
      std::vector<TestBits> rules;  // by test, as far as the last rule of it
    };
    TestBits always;  // a bit per rule
    std::vector<Field> fields;
  };

  static Index index_of(const RuleList& list, const Conditions& conditions);
  void find_candidates(const Index& index);
  void apply_candidates(std::size_t list, TagList& tags);
  /// Both return how many tags they left out.
  std::size_t act(const TagRule& rule, TagList& tags);
  std::size_t add(const TagTemplate& made, TagList& tags);
  bool has_gaps_filled(const TagTemplate& made) const;
  template <typename Visit>
  void visit_parts(const TagTemplate& made, Visit&& visit) const;
  std::string_view filled_in(const TagTemplate& made);
  TextBuffer& next_text();

  const TagRules& rules_;
  Evaluation evaluation_;
  const ItemView* item_ = nullptr;
  std::vector<Index> indexes_;
  TestBits candidates_;  // a bit per rule of the list at hand
  std::vector<std::vector<std::uint64_t>> matched_;
  std::vector<std::vector<std::uint64_t>> omitted_;
  std::deque<TextBuffer> texts_;  // values that were filled in, and their JSON
  std::size_t texts_used_ = 0;
};

}  // namespace linehaul
