#include "tagging/field_test.h"

#include <algorithm>
#include <array>
#include <utility>

#include "output/json_text.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr std::string_view kColumnPrefix = "raw.";

enum class FieldKind : std::uint8_t { text, amount, date, tags, row, column };

FieldKind kind_of(std::uint32_t field) {
  switch (static_cast<ItemField>(field)) {
    case ItemField::transaction_date:
      return FieldKind::date;
    case ItemField::gross_cost:
    case ItemField::net_cost:
      return FieldKind::amount;
    case ItemField::trackstar_tags:
      return FieldKind::tags;
    case ItemField::raw:
      return FieldKind::row;
    default:
      return field < kItemFields ? FieldKind::text : FieldKind::column;
  }
}

constexpr std::array<std::string_view, 14> kTests = {
    "eq",  "neq",      "gt",           "lt",          "gte",       "lte",     "in",
    "nin", "contains", "not_contains", "starts_with", "ends_with", "matches", "exists"};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_order(std::string_view test) { return is_one_of(test, {"gt", "lt", "gte", "lte"}); }
bool is_equality(std::string_view test) { return is_one_of(test, {"eq", "neq", "in", "nin"}); }
bool is_part(std::string_view test) {
  return is_one_of(test, {"contains", "not_contains", "starts_with", "ends_with", "matches"});
}

/// Tests that are another one turned round; they hold where there is no value.
bool is_negation(std::string_view test) { return is_one_of(test, {"neq", "nin", "not_contains"}); }

Comparison comparison_of(std::string_view test) {
  if (test == "gt") return Comparison::greater;
  if (test == "gte") return Comparison::greater_or_equal;
  if (test == "lt") return Comparison::less;
  return test == "lte" ? Comparison::less_or_equal : Comparison::equal;
}

/// An amount as JSON spells it, also with a plus sign; a rule file knows no thousands and no currency.
std::optional<Decimal> plain_amount(std::string_view text) {
  const bool is_plain = text.find_first_not_of("+-.0123456789eE") == std::string_view::npos &&
                        text.find_last_of("+-") != text.size() - 1;
  return is_plain ? read_amount(text, DecimalMark::point).value : std::nullopt;
}

std::optional<DateValue> date_value(std::string_view text) {
  constexpr std::size_t kDaySize = 10;  // YYYY-MM-DD
  const bool is_iso = text.size() >= kDaySize && text[4] == '-' && text[7] == '-' &&
                      (text.size() == kDaySize || text[kDaySize] == 'T');
  const auto at = is_iso ? read_date(text, DateOrder::unknown).value : std::nullopt;
  if (!at) return std::nullopt;
  return DateValue{*at, text.size() == kDaySize};
}

std::string description_of(const FieldTest& test) {
  std::string text = std::string(test.field) + " " + std::string(test.test);
  const char* separator = " ";
  for (const std::string& value : test.values) {
    TextBuffer quoted;  // as JSON, so that different values never look alike
    append_json_string(value, quoted);
    text += separator + (test.is_flag ? value : std::string(quoted.view()));
    separator = ", ";
  }
  return test.is_list ? text + " (list)" : text;
}

class Compiler {
 public:
  Compiler(const FieldTest& test, const TestPlace& place, Conditions& conditions)
      : test_(test),
        place_(place),
        conditions_(conditions),
        field_(field_number(test.field, place, conditions)) {}

  Conditions::Id compile() {
    check_test();
    check_values();
    const Conditions::Id id = compile_plainly();
    return is_negation(test_.test) || is_absence() ? conditions_.negated(id) : id;
  }

 private:
  bool is_absence() const { return test_.test == "exists" && test_.values.front() == "false"; }

  void check_test() const {
    const std::string_view test = test_.test;
    if (kind_of(field_) == FieldKind::row && !is_test_name(test)) {
      place_.fail_test("a column of the source row is the field \"raw." + std::string(test) + "\"");
    }
    if (std::find(kTests.begin(), kTests.end(), test) == kTests.end()) {
      place_.fail_test("unknown test \"" + std::string(test) + "\"" +
                       suggestion(test, {kTests.begin(), kTests.end()}));
    }
    const FieldKind kind = kind_of(field_);
    const auto refuse = [&](const std::string& why) {
      place_.fail_test("\"" + std::string(test_.field) + "\" " + why + ", \"" + std::string(test) +
                       "\" is not for it");
    };
    if (kind == FieldKind::text && is_order(test)) refuse("is text");
    if (kind == FieldKind::amount && is_part(test)) refuse("is an amount");
    if (kind == FieldKind::row && test != "exists")
      refuse("is the whole source row: name a column, raw.COLUMN");
    if (kind == FieldKind::tags && !is_one_of(test, {"contains", "not_contains", "exists"})) {
      refuse("takes contains, not_contains and exists");
    }
  }

  void check_values() const {
    const bool may_be_list = is_one_of(test_.test, {"in", "nin"}) ||
                             (kind_of(field_) == FieldKind::tags && test_.test != "exists");
    const bool must_be_list = is_one_of(test_.test, {"in", "nin"});
    const auto refuse = [this](const char* why) { place_.fail_value(TestPlace::kWhole, why); };
    if (test_.is_flag != (test_.test == "exists")) {
      refuse(test_.is_flag ? "must be a string or a number" : "must be true or false");
    }
    if (must_be_list && !test_.is_list) refuse("must be a list of values");
    if (test_.is_list && !may_be_list) refuse("must be one value, not a list; \"in\" takes a list");
    if (test_.values.empty()) refuse("must have at least one value");
    if (test_.is_number && is_part(test_.test)) refuse("must be a string, in quotes");
    for (std::size_t i = 0; i < test_.values.size(); ++i) {
      if (test_.values[i].empty()) {
        place_.fail_value(i, "must not be empty; a blank field does not exist, which \"exists\" tests");
      }
    }
  }

  Conditions::Id compile_plainly() const {
    if (test_.test == "exists")
      return conditions_.exists(field_, description_of({test_.field, "exists", {}, false, true}));
    switch (kind_of(field_)) {
      case FieldKind::amount:
        return conditions_.amount(field_, comparison_of(test_.test), amounts(), description());
      case FieldKind::tags:
        return compile_tags();
      case FieldKind::date:
        if (is_part(test_.test)) return compile_text();
        return conditions_.date(comparison_of(test_.test), dates(), description());
      case FieldKind::column:
        if (is_order(test_.test)) return compile_column_amount();
        return compile_text();
      case FieldKind::text:
      case FieldKind::row:
        break;
    }
    return compile_text();
  }

  /// The test without its negation, as the negation is a node of its own.
  std::string description() const {
    FieldTest plain = test_;
    if (plain.test == "neq") plain.test = "eq";
    if (plain.test == "nin") plain.test = "in";
    if (plain.test == "not_contains") plain.test = "contains";
    return description_of(plain);
  }

  /// Several tags: all of them, or with not_contains none of them.
  Conditions::Id compile_tags() const {
    std::vector<Conditions::Id> tags;
    for (const std::string& value : test_.values) {
      tags.push_back(conditions_.tag(value, std::string(test_.field) + " contains \"" + value + "\""));
    }
    return test_.test == "contains" ? conditions_.all(std::move(tags)) : conditions_.any(std::move(tags));
  }

  /// A value that is no amount is no mistake: the test then never holds.
  Conditions::Id compile_column_amount() const {
    const auto amount = plain_amount(test_.values.front());
    return conditions_.amount(field_, comparison_of(test_.test),
                              amount ? std::vector{*amount} : std::vector<Decimal>(), description());
  }

  Conditions::Id compile_text() const {
    const std::string& value = test_.values.front();
    if (is_equality(test_.test)) return conditions_.any_text(field_, test_.values, description());
    if (test_.test == "matches") return conditions_.pattern(field_, pattern(value), description());
    const TextTests::Kind kind = test_.test == "starts_with" ? TextTests::Kind::starts_with
                                 : test_.test == "ends_with" ? TextTests::Kind::ends_with
                                                             : TextTests::Kind::contains;
    return conditions_.text(field_, kind, value, description());
  }

  std::vector<Decimal> amounts() const {
    std::vector<Decimal> result;
    for (std::size_t i = 0; i < test_.values.size(); ++i) {
      const auto amount = plain_amount(test_.values[i]);
      if (!amount) place_.fail_value(i, "\"" + test_.values[i] + "\" is not an amount such as \"100.00\"");
      result.push_back(*amount);
    }
    return result;
  }

  std::vector<DateValue> dates() const {
    std::vector<DateValue> result;
    for (std::size_t i = 0; i < test_.values.size(); ++i) {
      const auto date = date_value(test_.values[i]);
      if (!date) {
        place_.fail_value(i, "\"" + test_.values[i] +
                                 "\" is not a date such as \"2026-05-31\" or \"2026-05-31T13:30:00Z\"");
      }
      result.push_back(*date);
    }
    return result;
  }

  /// RE2 runs in time that grows with the text only; what a pattern may take in memory is bounded here.
  std::shared_ptr<const RE2> pattern(const std::string& text) const {
    constexpr std::int64_t kMaxMemory = std::int64_t{1} << 20U;
    if (text.size() > kMaxPatternSize) place_.fail_value(0, "the pattern is longer than 10000 bytes");
    const auto is_control = [](char c) {
      return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
    };
    if (std::any_of(text.begin(), text.end(), is_control)) {
      place_.fail_value(
          0, "the pattern has a control character; in JSON its backslash is written twice, \"\\\\b\"");
    }
    if (conditions_.patterns() == kMaxPatterns) place_.fail_value(0, "more than 1000 patterns in one run");
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(kMaxMemory);
    auto result = std::make_shared<const RE2>(text, options);
    if (!result->ok()) place_.fail_value(0, "bad pattern: " + result->error());
    return result;
  }

  const FieldTest& test_;
  const TestPlace& place_;
  Conditions& conditions_;
  std::uint32_t field_;
};

}  // namespace

bool is_test_name(std::string_view word) {
  return std::find(kTests.begin(), kTests.end(), word) != kTests.end();
}

std::uint32_t field_number(std::string_view name, const TestPlace& place, Conditions& conditions) {
  const auto known = std::find(kItemFieldNames.begin(), kItemFieldNames.end(), name);
  if (known != kItemFieldNames.end()) {
    return static_cast<std::uint32_t>(std::distance(kItemFieldNames.begin(), known));
  }
  const bool is_column = name.starts_with(kColumnPrefix) && name.size() > kColumnPrefix.size();
  if (!is_column) {
    std::vector<std::string_view> names(kItemFieldNames.begin(), kItemFieldNames.end());
    for (const char* more : {"raw.COLUMN", "all", "any", "not"}) names.emplace_back(more);
    place.fail_field("unknown field \"" + std::string(name) + "\"" + suggestion(name, names));
  }
  return conditions.column(name.substr(kColumnPrefix.size()));
}

Conditions::Id compile(const FieldTest& test, const TestPlace& place, Conditions& conditions) {
  return Compiler(test, place, conditions).compile();
}

}  // namespace linehaul
