#include "json/json_node.h"

#include <algorithm>
#include <charconv>

#include "text/nearest.h"

namespace linehaul {

void JsonNode::fail_at(std::size_t offset, const std::string& message) const {
  document_->fail(*value_, offset, message);
}

void JsonNode::fail_key(const std::string& message) const {
  document_->fail(value_->parent == nullptr ? *value_ : *value_->parent, value_->key_offset, message);
}

void JsonNode::fail_plainly(const std::string& message) const { document_->fail(value_->offset, message); }

void JsonNode::fail_unknown(std::string_view kind, const std::string& word,
                            const std::vector<std::string_view>& known) const {
  fail("unknown " + std::string(kind) + " \"" + word + "\"" + suggestion(word, known));
}

const JsonValue& JsonNode::expect(JsonValue::Kind kind, const char* what) const {
  if (value_->kind != kind) fail(std::string("must be ") + what);
  return *value_;
}

std::string JsonNode::text() const { return expect(JsonValue::Kind::text, "a string").text; }

const std::string& JsonNode::text_or_number() const {
  return is_number() ? value_->text : expect(JsonValue::Kind::text, "a string or a number").text;
}

bool JsonNode::flag() const { return expect(JsonValue::Kind::flag, "true or false").flag; }

std::uint32_t JsonNode::count(std::uint32_t most) const {
  std::uint32_t value = 0;
  const char* end = value_->text.data() + value_->text.size();
  const auto [stop, error] = std::from_chars(value_->text.data(), end, value);
  if (!is_number() || error != std::errc{} || stop != end || value > most) {
    fail("must be a whole number from 0 to " + std::to_string(most));
  }
  return value;
}

std::vector<JsonNode> JsonNode::entries() const {
  std::vector<JsonNode> result;
  const JsonValue* entry = expect(JsonValue::Kind::list, "a list").first;
  for (; entry != nullptr; entry = entry->next) result.emplace_back(*entry, *document_);
  return result;
}

std::vector<std::string> JsonNode::texts() const {
  std::vector<std::string> result;
  for (const JsonNode& entry : entries()) result.push_back(entry.text());
  return result;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
  std::vector<std::pair<std::string, JsonNode>> result;
  const JsonValue* member = expect(JsonValue::Kind::object, "an object").first;
  for (; member != nullptr; member = member->next) {
    result.emplace_back(member->key, JsonNode(*member, *document_));
  }
  return result;
}

std::optional<JsonNode> JsonNode::find(std::string_view key) const {
  const JsonValue* member = expect(JsonValue::Kind::object, "an object").first;
  for (; member != nullptr; member = member->next) {
    if (member->key == key) return JsonNode(*member, *document_);
  }
  return std::nullopt;
}

std::string JsonNode::text(std::string_view key) const {
  const auto node = find(key);
  return node ? node->text() : std::string();
}

std::vector<std::string> JsonNode::texts(std::string_view key) const {
  const auto node = find(key);
  return node ? node->texts() : std::vector<std::string>();
}

void JsonNode::allow_only(std::initializer_list<std::string_view> keys) const {
  const JsonValue* member = expect(JsonValue::Kind::object, "an object").first;
  for (; member != nullptr; member = member->next) {
    if (std::find(keys.begin(), keys.end(), member->key) != keys.end()) continue;
    JsonNode(*member, *document_)
        .fail_key("unknown key \"" + member->key + "\"" + suggestion(member->key, keys));
  }
}

}  // namespace linehaul
