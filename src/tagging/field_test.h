#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tagging/conditions.h"

namespace linehaul {

/// One test of a field as a rule file or --where spells it.
struct FieldTest {
  std::string_view field;  ///< `net_cost`, `raw.Zone`
  std::string_view test;   ///< `gte`; `eq` for a bare value
  std::vector<std::string> values;
  bool is_list = false;    ///< the values stood in a list
  bool is_number = false;  ///< one of the values is a JSON number
  bool is_flag = false;    ///< the value is true or false, and `values` holds its word
};

/// Where a test stands, for complaints about its parts. Each throws Failure (usage).
class TestPlace {
 public:
  virtual ~TestPlace() = default;
  [[noreturn]] virtual void fail_field(const std::string& message) const = 0;
  [[noreturn]] virtual void fail_test(const std::string& message) const = 0;
  static constexpr std::size_t kWhole = static_cast<std::size_t>(-1);
  /// `index`: which of the values, kWhole for all of them.
  [[noreturn]] virtual void fail_value(std::size_t index, const std::string& message) const = 0;
};

/// The condition that a test is. Everything that can be wrong with it is said here: linehaul-tag-rules(5).
Conditions::Id compile(const FieldTest& test, const TestPlace& place, Conditions& conditions);

/// The number of a field by its name, `raw.` columns included; `place` complains about an unknown one.
std::uint32_t field_number(std::string_view name, const TestPlace& place, Conditions& conditions);

/// Whether it is the name of a test, `gte`.
bool is_test_name(std::string_view word);

/// How many `matches` patterns a run may have, and how many bytes each.
inline constexpr std::size_t kMaxPatterns = 1000;
inline constexpr std::size_t kMaxPatternSize = 10000;

}  // namespace linehaul
