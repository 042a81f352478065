#include "tagging/where.h"

#include <string_view>
#include <utility>

#include "failure.h"
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

/// Column names may hold brackets and equal signs themselves: a test is a word in brackets right before the
/// equal sign.
std::pair<std::size_t, std::size_t> find_test(std::string_view text) {
  for (std::size_t end = text.find("]="); end != std::string_view::npos; end = text.find("]=", end + 1)) {
    const std::size_t open = text.rfind('[', end);
    if (open != std::string_view::npos && is_word(text.substr(open + 1, end - open - 1))) return {open, end};
  }
  return {std::string_view::npos, std::string_view::npos};
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> values;
  for (;;) {
    const std::size_t comma = text.find(',');
    values.emplace_back(text.substr(0, comma));
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
