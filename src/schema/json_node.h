#pragma once

#include <simdjson.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linehaul {

/// A JSON value of a configuration file with the path that leads to it, so that every complaint says where.
/// All accessors throw Failure (usage), "SOURCE: bad-schema: ...", when the value is not of the asked kind.
class JsonNode {
 public:
  JsonNode(simdjson::dom::element value, const std::string& source, std::string path)
      : value_(value), source_(&source), path_(std::move(path)) {}

  bool is_text() const { return value_.is_string(); }
  bool is_list() const { return value_.is_array(); }
  bool is_object() const { return value_.is_object(); }
  bool is_null() const { return value_.is_null(); }

  std::string text() const;
  bool flag() const;
  /// A whole number from 0 to `most`.
  std::uint32_t count(std::uint32_t most) const;
  std::vector<JsonNode> entries() const;
  std::vector<std::string> texts() const;
  /// Keys in the order of the file; a key that stands twice is an error.
  std::vector<std::pair<std::string, JsonNode>> members() const;

  std::optional<JsonNode> find(std::string_view key) const;
  /// The text under a key, empty when the key is not there.
  std::string text(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  /// Complains about any key that is not in the list, and names the nearest one that is.
  void allow_only(std::initializer_list<std::string_view> keys) const;

  template <typename Enum>
  Enum one_of(std::initializer_list<std::pair<std::string_view, Enum>> words) const {
    std::vector<std::string_view> names;
    const std::string word = text();
    for (const auto& [name, meaning] : words) {
      if (name == word) return meaning;
      names.push_back(name);
    }
    fail_unknown("value", word, names);
  }

  [[noreturn]] void fail(const std::string& message) const;
  [[noreturn]] void fail_unknown(std::string_view kind, const std::string& word,
                                 const std::vector<std::string_view>& known) const;

 private:
  simdjson::dom::element value_;
  const std::string* source_;
  std::string path_;
};

}  // namespace linehaul
