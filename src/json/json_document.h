#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

namespace linehaul {

class JsonNode;

/// A value of a JSON document and where it stands.
struct JsonValue {
  enum class Kind : std::uint8_t { null, flag, number, text, list, object };

  Kind kind = Kind::null;
  bool flag = false;
  std::size_t offset = 0;      ///< of its first byte in the document
  std::size_t key_offset = 0;  ///< of its key's quote, for a member of an object
  std::string key;
  std::string text;  ///< of a text what it says, of a number its digits as they are spelled
  const JsonValue* parent = nullptr;
  const JsonValue* first = nullptr;  ///< of its entries or members
  const JsonValue* next = nullptr;   ///< of its parent's
};

/// A configuration file: a schema or a rule file, small, read once and kept whole, so that every complaint
/// can say where. simdjson reads it; keys that stand twice in one object are refused, which JSON leaves open.
class JsonDocument {
 public:
  static constexpr std::size_t kMaxSize = std::size_t{16} * 1024 * 1024;
  static constexpr std::size_t kMaxDepth = 64;

  /// What complaints say of a value before the message itself, which can lack its subject, "must be a list".
  /// Empty or ending in a blank.
  using Context = std::string (*)(const JsonValue& value, std::string_view message);

  /// `source` names the file and `problem` the kind of complaint in messages: `SOURCE:3:14: PROBLEM: ...`.
  /// Throws Failure (usage) for text that is not JSON, too large or too deep.
  JsonDocument(std::string json, std::string source, std::string problem, Context context = path_context)
      : JsonDocument(std::move(json), std::move(source), std::move(problem), context, true) {}

  /// A document that the program carries and that tests have read with all checks.
  static JsonDocument proven(std::string json, std::string source) {
    return {std::move(json), std::move(source), "bad-schema", path_context, false};
  }

  /// The keys that lead to a value: `"fields.net_cost": `.
  static std::string path_context(const JsonValue& value, std::string_view message = {});

  /// The document lives longer than the node.
  JsonNode root() const;

  /// Throws Failure (usage) with the place of the byte at `offset`; columns count bytes from 1.
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const;
  [[noreturn]] void fail(const JsonValue& value, std::size_t offset, const std::string& message) const {
    fail(offset, context_(value, message) + message);
  }

 private:
  class Reader;

  JsonDocument(std::string json, std::string source, std::string problem, Context context, bool is_checked);

  std::string json_;
  std::string source_;
  std::string problem_;
  Context context_;
  std::deque<JsonValue> values_;  // the root first
};

/// The bytes of a configuration file. Throws Failure (usage), `PATH: PROBLEM: cannot be read`, also where
/// there is nothing in it or more than JsonDocument takes.
std::string read_configuration(const std::string& path, const std::string& problem);

}  // namespace linehaul
