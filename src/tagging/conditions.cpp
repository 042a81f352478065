#include "tagging/conditions.h"

#include <algorithm>
#include <utility>

namespace linehaul {

std::uint32_t Conditions::column(std::string_view name) {
  const auto next = static_cast<std::uint32_t>(kItemFields + columns_.size());
  const auto [known, is_new] = column_numbers_.try_emplace(std::string(name), next);
  if (is_new) {
    columns_.emplace_back(name);
    text_tests_.emplace_back();
  }
  return known->second;
}

TextTests& Conditions::tests_of(std::uint32_t field) {
  if (field < kItemFields) want_text(field);
  return text_tests_[field];
}

Conditions::Id Conditions::add(Node node, std::string description) {
  nodes_.push_back(node);
  descriptions_.push_back(std::move(description));
  return static_cast<Id>(nodes_.size() - 1);
}

Conditions::Id Conditions::add_group(Kind kind, std::vector<Id> children) {
  if (children.size() == 1) return children.front();
  const auto first = static_cast<std::uint32_t>(children_.size());
  children_.insert(children_.end(), children.begin(), children.end());
  return add({kind, false, 0, first, static_cast<std::uint32_t>(children.size())}, "");
}

Conditions::Id Conditions::negated(Id condition) {
  Node node = nodes_[condition];
  node.is_negated = !node.is_negated;
  return add(node, descriptions_[condition]);
}

Conditions::Id Conditions::text(std::uint32_t field, TextTests::Kind kind, std::string_view value,
                                std::string description) {
  return add({Kind::text, false, field, tests_of(field).add(kind, value)}, std::move(description));
}

Conditions::Id Conditions::any_text(std::uint32_t field, const std::vector<std::string>& values,
                                    std::string description) {
  return add({Kind::text, false, field, tests_of(field).add_any_of(values)}, std::move(description));
}

Conditions::Id Conditions::pattern(std::uint32_t field, std::shared_ptr<const RE2> pattern,
                                   std::string description) {
  ++patterns_;
  return add({Kind::text, false, field, tests_of(field).add_pattern(std::move(pattern))},
             std::move(description));
}

Conditions::Id Conditions::amount(std::uint32_t field, Comparison comparison, std::vector<Decimal> values,
                                  std::string description) {
  amount_tests_.push_back({comparison, std::move(values)});
  return add({Kind::amount, false, field, static_cast<std::uint32_t>(amount_tests_.size() - 1)},
             std::move(description));
}

Conditions::Id Conditions::date(Comparison comparison, std::vector<DateValue> values,
                                std::string description) {
  date_tests_.push_back({comparison, std::move(values)});
  const auto field = static_cast<std::uint32_t>(ItemField::transaction_date);
  return add({Kind::date, false, field, static_cast<std::uint32_t>(date_tests_.size() - 1)},
             std::move(description));
}

Conditions::Id Conditions::tag(std::string_view name_or_pair, std::string description) {
  tag_tests_.emplace_back(name_or_pair);
  const auto field = static_cast<std::uint32_t>(ItemField::trackstar_tags);
  return add({Kind::tag, false, field, static_cast<std::uint32_t>(tag_tests_.size() - 1)},
             std::move(description));
}

Conditions::Id Conditions::exists(std::uint32_t field, std::string description) {
  return add({Kind::exists, false, field}, std::move(description));
}

void Conditions::finish() {
  for (TextTests& tests : text_tests_) tests.finish();
}

bool Conditions::tests_tags(Id id) const {
  const Node& node = nodes_[id];
  if (node.kind != Kind::all && node.kind != Kind::any) {
    return node.field == static_cast<std::uint32_t>(ItemField::trackstar_tags);
  }
  const auto first = children_.begin() + node.index;
  return std::any_of(first, first + node.count, [this](Id child) { return tests_tags(child); });
}

std::optional<Conditions::Trigger> Conditions::trigger(Id id) const {
  const Node& node = nodes_[id];
  if (node.is_negated) return std::nullopt;
  if (node.kind == Kind::text) return Trigger{node.field, node.index};
  if (node.kind != Kind::all) return std::nullopt;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (const auto found = trigger(children_[node.index + i])) return found;
  }
  return std::nullopt;
}

std::string Conditions::description(Id id) const {
  const Node& node = nodes_[id];
  if (node.kind != Kind::all && node.kind != Kind::any) {
    return node.is_negated ? "not (" + descriptions_[id] + ")" : descriptions_[id];
  }
  if (is_always(id)) return "always";
  std::string text = node.is_negated ? "not (" : "(";
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (i != 0) text += node.kind == Kind::all ? " and " : " or ";
    text += description(children_[node.index + i]);
  }
  return text + ")";
}

Evaluation::Evaluation(const Conditions& conditions)
    : conditions_(conditions), fields_(conditions.text_tests_.size()) {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (!conditions.text_tests_[i].empty()) fields_[i].answers.emplace(conditions.text_tests_[i]);
  }
}

void Evaluation::start(const ItemView& item) {
  item_ = &item;
  ++items_;
}

const std::uint64_t* Evaluation::answers(std::uint32_t number) {
  Answer& field = fields_[number];
  if (field.item == items_) return field.bits;
  field.item = items_;
  const std::string_view text = item_->text(number);
  field.bits = text.empty() ? nullptr : field.answers->answer(text);
  return field.bits;
}

bool Evaluation::holds(Conditions::Id id, const TagList& tags) {
  const Node& node = conditions_.nodes_[id];
  return holds_plainly(node, tags) != node.is_negated;
}

bool Evaluation::holds_plainly(const Node& node, const TagList& tags) {
  const auto* child = conditions_.children_.data() + node.index;
  const auto child_holds = [&](Conditions::Id id) { return holds(id, tags); };
  switch (node.kind) {
    case Conditions::Kind::all:
      return std::all_of(child, child + node.count, child_holds);
    case Conditions::Kind::any:
      return std::any_of(child, child + node.count, child_holds);
    case Conditions::Kind::text: {
      const std::uint64_t* bits = answers(node.field);
      return bits != nullptr && (bits[node.index / 64] >> (node.index % 64) & 1U) != 0;
    }
    case Conditions::Kind::amount:
      return amount_holds(node);
    case Conditions::Kind::date:
      return date_holds(node);
    case Conditions::Kind::tag:
      return tags.contains(conditions_.tag_tests_[node.index]);
    case Conditions::Kind::exists:
      return exists(node, tags);
  }
  return false;
}

namespace {

template <typename Order>
bool compares(Comparison comparison, Order order) {
  switch (comparison) {
    case Comparison::equal:
      return order == 0;
    case Comparison::less:
      return order < 0;
    case Comparison::less_or_equal:
      return order <= 0;
    case Comparison::greater:
      return order > 0;
    case Comparison::greater_or_equal:
      return order >= 0;
  }
  return false;
}

Timestamp day_of(Timestamp at) {
  at.hour = at.minute = at.second = 0;
  return at;
}

}  // namespace

const std::optional<Decimal>& Evaluation::amount_of(std::uint32_t field) {
  if (field == static_cast<std::uint32_t>(ItemField::gross_cost)) return item_->gross_cost;
  if (field == static_cast<std::uint32_t>(ItemField::net_cost)) return item_->net_cost;
  const Amount amount = read_amount(item_->text(field), item_->decimal_mark);
  unclear_ += amount.problem == AmountProblem::ambiguous;
  cell_amount_ = amount.value;
  return cell_amount_;
}

bool Evaluation::amount_holds(const Node& node) {
  const std::optional<Decimal>& amount = amount_of(node.field);
  if (!amount) return false;
  const Conditions::AmountTest& test = conditions_.amount_tests_[node.index];
  for (const Decimal& value : test.values) {
    if (compares(test.comparison, *amount <=> value)) return true;
  }
  return false;
}

bool Evaluation::date_holds(const Node& node) const {
  const Conditions::DateTest& test = conditions_.date_tests_[node.index];
  const auto& date = item_->transaction_date;
  return date && std::any_of(test.values.begin(), test.values.end(), [&](const DateValue& value) {
           return compares(test.comparison, (value.is_day ? day_of(*date) : *date) <=> value.at);
         });
}

bool Evaluation::exists(const Node& node, const TagList& tags) const {
  switch (static_cast<ItemField>(node.field)) {
    case ItemField::transaction_date:
      return item_->transaction_date.has_value();
    case ItemField::gross_cost:
      return item_->gross_cost.has_value();
    case ItemField::net_cost:
      return item_->net_cost.has_value();
    case ItemField::trackstar_tags:
      return !tags.empty();
    case ItemField::raw:
      return item_->has_raw;
    default:
      return !item_->text(node.field).empty();
  }
}

std::string Evaluation::value_text(const Node& node, const TagList& tags) const {
  const auto or_null = [](const auto& value) { return value ? value->text() : std::string("null"); };
  switch (static_cast<ItemField>(node.field)) {
    case ItemField::transaction_date:
      return or_null(item_->transaction_date);
    case ItemField::gross_cost:
      return or_null(item_->gross_cost);
    case ItemField::net_cost:
      return or_null(item_->net_cost);
    case ItemField::trackstar_tags: {
      TextBuffer json;
      tags.append_json(json);
      return std::string(json.view());
    }
    case ItemField::raw:
      return item_->has_raw ? "there" : "not there";
    default:
      break;
  }
  const std::string_view text = item_->text(node.field);
  if (text.empty()) return node.field < kItemFields ? "null" : "blank or not there";
  return "\"" + std::string(text) + "\"";
}

std::string Evaluation::why_not(Conditions::Id id, const TagList& tags) {
  const Node& node = conditions_.nodes_[id];
  const bool is_group = node.kind == Conditions::Kind::all || node.kind == Conditions::Kind::any;
  if (!is_group) return conditions_.description(id) + ": it is " + value_text(node, tags);
  if (node.is_negated) return conditions_.description(id) + ": what must not hold does";
  std::string text;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Conditions::Id child = conditions_.children_[node.index + i];
    if (holds(child, tags)) continue;
    if (node.kind == Conditions::Kind::all) return why_not(child, tags);
    text += (text.empty() ? "" : "; and ") + why_not(child, tags);
  }
  return text;
}

}  // namespace linehaul
