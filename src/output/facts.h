#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/text_buffer.h"

namespace linehaul {

/// Named facts that can be read by people, aligned, or as a JSON object. For people the `_` of a name is a
/// blank.
class Facts {
 public:
  void add(std::string_view name, std::string value) {
    facts_.emplace_back(name, std::vector{std::move(value)});
  }
  static constexpr std::size_t kAll = static_cast<std::size_t>(-1);

  /// A fact of several values: a list in JSON, joined with commas for people, who see no more than `shown` of
  /// them and how many there are besides.
  void add(std::string_view name, std::vector<std::string> values, std::size_t shown = kAll);

  void write_text(std::string_view indent, TextBuffer& out) const;
  void write_json(TextBuffer& out) const;

 private:
  struct Fact {
    Fact(std::string_view n, std::vector<std::string> v) : name(n), values(std::move(v)) {}
    std::string name;
    std::vector<std::string> values;
    bool is_list = false;
    std::size_t shown = kAll;
  };
  std::vector<Fact> facts_;
};

}  // namespace linehaul
