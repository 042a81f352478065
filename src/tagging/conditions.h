#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tagging/item_view.h"
#include "tagging/tag.h"
#include "tagging/text_tests.h"

namespace linehaul {

/// How a value compares with the one of the test.
enum class Comparison : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal };

/// The value of a test on a date: a day, or a moment of it.
struct DateValue {
  Timestamp at;
  bool is_day;
};

/// The conditions of a run's rules and filters, compiled: a tree of small nodes over the tests of each field,
/// which rules that test the same field share. Built once, then only read.
class Conditions {
 public:
  using Id = std::uint32_t;
  /// A text test without which a condition cannot hold.
  struct Trigger {
    std::uint32_t field;
    std::uint32_t test;
  };

  /// The number under which an item's view shows a column of the source row.
  std::uint32_t column(std::string_view name);
  /// The columns asked for so far, in the order of their numbers.
  const std::vector<std::string>& columns() const { return columns_; }
  /// Says that the text of a date or an amount is needed too.
  void want_text(std::uint32_t field) { wants_text_[field] = true; }
  bool wants_text(ItemField field) const { return wants_text_[static_cast<std::size_t>(field)]; }

  Id all(std::vector<Id> conditions) { return add_group(Kind::all, std::move(conditions)); }
  Id any(std::vector<Id> conditions) { return add_group(Kind::any, std::move(conditions)); }
  Id negated(Id condition);

  /// Single tests; `description` is what explanations call them.
  Id text(std::uint32_t field, TextTests::Kind kind, std::string_view value, std::string description);
  Id any_text(std::uint32_t field, const std::vector<std::string>& values, std::string description);
  Id pattern(std::uint32_t field, std::shared_ptr<const RE2> pattern, std::string description);
  /// Holds when the comparison holds with one of the values; with none it never does.
  Id amount(std::uint32_t field, Comparison comparison, std::vector<Decimal> values, std::string description);
  Id date(Comparison comparison, std::vector<DateValue> values, std::string description);
  Id tag(std::string_view name_or_pair, std::string description);
  Id exists(std::uint32_t field, std::string description);

  /// How many patterns there are.
  std::size_t patterns() const { return patterns_; }

  /// To be called once, behind the last of them.
  void finish();

  /// Always holds, whatever the item.
  bool is_always(Id id) const {
    return nodes_[id].kind == Kind::all && nodes_[id].count == 0 && !nodes_[id].is_negated;
  }
  /// Whether some test looks at the item's tags.
  bool tests_tags(Id id) const;
  std::optional<Trigger> trigger(Id id) const;
  /// Whether the trigger is all there is to the condition.
  bool is_trigger(Id id) const { return nodes_[id].kind == Kind::text && !nodes_[id].is_negated; }
  /// The condition in words; equal conditions have equal words.
  std::string description(Id id) const;

 private:
  friend class Evaluation;

  enum class Kind : std::uint8_t { all, any, text, amount, date, tag, exists };
  struct Node {
    Kind kind;
    bool is_negated = false;
    std::uint32_t field = 0;
    std::uint32_t index = 0;  // of the test among its kind, or of the first child
    std::uint32_t count = 0;  // of children
  };
  struct AmountTest {
    Comparison comparison;
    std::vector<Decimal> values;
  };
  struct DateTest {
    Comparison comparison;
    std::vector<DateValue> values;
  };

  Id add(Node node, std::string description);
  Id add_group(Kind kind, std::vector<Id> children);
  TextTests& tests_of(std::uint32_t field);

  std::vector<Node> nodes_;
  std::vector<std::string> descriptions_;  // by node; empty for groups
  std::vector<Id> children_;
  std::vector<TextTests> text_tests_ = std::vector<TextTests>(kItemFields);  // by field
  std::vector<AmountTest> amount_tests_;
  std::vector<DateTest> date_tests_;
  std::vector<std::string> tag_tests_;
  std::size_t patterns_ = 0;
  std::vector<std::string> columns_;
  std::unordered_map<std::string, std::uint32_t> column_numbers_;
  std::array<bool, kItemFields> wants_text_{};
};

/// Conditions asked of one item after another. Not shared between threads; the conditions are.
class Evaluation {
 public:
  /// The conditions are finished, and outlive the evaluation.
  explicit Evaluation(const Conditions& conditions);

  /// The item and what it points to stay as they are until the next start().
  void start(const ItemView& item);

  bool holds(Conditions::Id id, const TagList& tags);
  /// The tests of a field that hold for the item; nullptr where its text is empty.
  const std::uint64_t* answers(std::uint32_t field);
  /// Which test made a condition fail, and what the item has there. For people.
  std::string why_not(Conditions::Id id, const TagList& tags);

  /// Comparisons that did not hold because the cell can be read as two amounts, `1,234`.
  std::uint64_t unclear() const { return unclear_; }

 private:
  using Node = Conditions::Node;

  bool holds_plainly(const Node& node, const TagList& tags);
  bool amount_holds(const Node& node);
  bool date_holds(const Node& node) const;
  bool exists(const Node& node, const TagList& tags) const;
  const std::optional<Decimal>& amount_of(std::uint32_t field);
  std::string value_text(const Node& node, const TagList& tags) const;

  const Conditions& conditions_;
  const ItemView* item_ = nullptr;
  struct Answer {
    std::optional<TextAnswers> answers;
    const std::uint64_t* bits = nullptr;
    std::uint64_t item = 0;  // the one that the bits are of
  };

  std::vector<Answer> fields_;
  std::uint64_t items_ = 0;
  std::uint64_t unclear_ = 0;
  std::optional<Decimal> cell_amount_;  // of the cell looked at last
};

}  // namespace linehaul
