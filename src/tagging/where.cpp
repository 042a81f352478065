#include "tagging/where.h"

#include <string_view>
#include <utility>

#include "failure.h"
#include "model/cell_text.h"
#include "tagging/field_test.h"

namespace linehaul {
namespace {

constexpr std::size_t kMostValues = 100;

class WherePlace : public TestPlace {
 public:
  explicit WherePlace(const std::string& text) : text_(text) {}

  [[noreturn]] void fail_field(const std::string& message) const override { fail(message); }
  [[noreturn]] void fail_test(const std::string& message) const override { fail(message); }
  [[noreturn]] void fail_value(std::size_t /*index*/, const std::string& message) const override {
    fail(message.starts_with("must") ? "its value " + message : message);
  }
  [[noreturn]] void fail(const std::string& message) const {
    throw Failure(ExitStatus::usage, "--where '" + text_ + "': " + message);
  }

 private:
  const std::string& text_;
};

bool is_word(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

struct Brackets {
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
};

/// The word in brackets before the equal sign at `equals`, if there is one.
Brackets word_before(std::string_view text, std::size_t equals) {
  if (equals == 0 || equals == std::string_view::npos || text[equals - 1] != ']') return {};
  const std::size_t open = text.rfind('[', equals - 1);
  if (open == std::string_view::npos || !is_word(text.substr(open + 1, equals - open - 2))) return {};
  return {open, equals - 1};
}

/// Where the test stands. Names of columns may hold brackets and equal signs themselves, so there the first
/// word in brackets that is a test counts.
Brackets find_test(std::string_view text) {
  const std::size_t equals = text.find('=');
  for (std::size_t at = equals; text.starts_with("raw.") && at != std::string_view::npos;
       at = text.find('=', at + 1)) {
    const Brackets brackets = word_before(text, at);
    if (brackets.open == std::string_view::npos) continue;
    if (is_test_name(text.substr(brackets.open + 1, brackets.close - brackets.open - 1))) return brackets;
  }
  return word_before(text, equals);
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> values;
  for (;;) {
    const std::size_t comma = text.find(',');
    values.emplace_back(trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return values;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Conditions::Id compile_filter(const std::string& text, Conditions& conditions) {
  const std::string_view view = text;
  const WherePlace place(text);
  FieldTest test;
  std::string_view value;
  if (const auto [open, end] = find_test(view); open != std::string_view::npos) {
    test.field = view.substr(0, open);
    test.test = view.substr(open + 1, end - open - 1);
    value = view.substr(end + 2);
  } else {
    const std::size_t equals = view.find('=');
    if (equals == std::string_view::npos) place.fail("is not FIELD[TEST]=VALUE or FIELD=VALUE");
    test.field = view.substr(0, equals);
    test.test = "eq";
    value = view.substr(equals + 1);
  }
  const bool is_tags = test.field == kItemFieldNames[static_cast<std::size_t>(ItemField::trackstar_tags)];
  test.is_flag = test.test == "exists" && (value == "true" || value == "false");
  test.is_list = test.test == "in" || test.test == "nin" ||
                 (is_tags && (test.test == "contains" || test.test == "not_contains"));
  test.values = test.is_list ? split_at_commas(value) : std::vector{std::string(value)};
  if (test.values.size() > kMostValues) place.fail("has more than 100 values");
  return compile(test, place, conditions);
}

}  // namespace linehaul
