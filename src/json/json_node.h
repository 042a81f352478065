#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json_document.h"

namespace linehaul {

/// A value of a configuration file, to be asked for what it must be. All accessors throw Failure (usage),
/// `SOURCE:LINE:COLUMN: bad-schema: "path": ...`, when the value is not of the asked kind.
class JsonNode {
 public:
  JsonNode(const JsonValue& value, const JsonDocument& document) : value_(&value), document_(&document) {}

  bool is_text() const { return value_->kind == JsonValue::Kind::text; }
  bool is_number() const { return value_->kind == JsonValue::Kind::number; }
  bool is_list() const { return value_->kind == JsonValue::Kind::list; }
  bool is_object() const { return value_->kind == JsonValue::Kind::object; }
  bool is_flag() const { return value_->kind == JsonValue::Kind::flag; }
  bool is_null() const { return value_->kind == JsonValue::Kind::null; }

  std::string text() const;
  /// A text, or a number as it is spelled.
  const std::string& text_or_number() const;
  bool flag() const;
  /// A whole number from 0 to `most`.
  std::uint32_t count(std::uint32_t most) const;
  std::vector<JsonNode> entries() const;
  std::vector<std::string> texts() const;
  /// Keys in the order of the file.
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

  [[noreturn]] void fail(const std::string& message) const { fail_at(value_->offset, message); }
  [[noreturn]] void fail_unknown(std::string_view kind, const std::string& word,
                                 const std::vector<std::string_view>& known) const;
  /// The same where the message itself says what it is about.
  [[noreturn]] void fail_plainly(const std::string& message) const;
  /// The same about the key under which the value stands.
  [[noreturn]] void fail_key(const std::string& message) const;

 private:
  [[noreturn]] void fail_at(std::size_t offset, const std::string& message) const;
  const JsonValue& expect(JsonValue::Kind kind, const char* what) const;

  const JsonValue* value_;
  const JsonDocument* document_;
};

}  // namespace linehaul
