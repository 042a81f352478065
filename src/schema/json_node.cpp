#include "schema/json_node.h"

#include <algorithm>

#include "failure.h"
#include "text/nearest.h"

namespace linehaul {

void JsonNode::fail(const std::string& message) const {
  const std::string where = path_.empty() ? "" : "\"" + path_ + "\": ";
  throw Failure(ExitStatus::usage, *source_ + ": bad-schema: " + where + message);
}

void JsonNode::fail_unknown(std::string_view kind, const std::string& word,
                            const std::vector<std::string_view>& known) const {
  fail("unknown " + std::string(kind) + " \"" + word + "\"" + suggestion(word, known));
}

std::string JsonNode::text() const {
  std::string_view view;
  if (value_.get(view) != simdjson::SUCCESS) fail("must be a string");
  return std::string(view);
}

bool JsonNode::flag() const {
  bool value = false;
  if (value_.get(value) != simdjson::SUCCESS) fail("must be true or false");
  return value;
}

std::uint32_t JsonNode::count(std::uint32_t most) const {
  std::uint64_t value = 0;
  if (value_.get(value) != simdjson::SUCCESS || value > most) {
    fail("must be a whole number from 0 to " + std::to_string(most));
  }
  return static_cast<std::uint32_t>(value);
}

std::vector<JsonNode> JsonNode::entries() const {
  simdjson::dom::array list;
  if (value_.get(list) != simdjson::SUCCESS) fail("must be a list");
  std::vector<JsonNode> result;
  for (const simdjson::dom::element entry : list) {
    result.emplace_back(entry, *source_, path_ + "[" + std::to_string(result.size()) + "]");
  }
  return result;
}

std::vector<std::string> JsonNode::texts() const {
  std::vector<std::string> result;
  for (const JsonNode& entry : entries()) result.push_back(entry.text());
  return result;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
  simdjson::dom::object object;
  if (value_.get(object) != simdjson::SUCCESS) fail("must be an object");
  std::vector<std::pair<std::string, JsonNode>> result;
  for (const simdjson::dom::key_value_pair member : object) {
    std::string key(member.key);
    const auto same = [&key](const auto& other) { return other.first == key; };
    if (std::any_of(result.begin(), result.end(), same)) fail("the key \"" + key + "\" stands twice");
    std::string path = path_.empty() ? key : path_ + "." + key;
    result.emplace_back(std::move(key), JsonNode(member.value, *source_, std::move(path)));
  }
  return result;
}

std::optional<JsonNode> JsonNode::find(std::string_view key) const {
  simdjson::dom::object object;
  simdjson::dom::element value;
  if (value_.get(object) != simdjson::SUCCESS) fail("must be an object");
  if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
  return JsonNode(value, *source_, path_.empty() ? std::string(key) : path_ + "." + std::string(key));
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
  for (const auto& [key, value] : members()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) fail_unknown("key", key, keys);
  }
}

}  // namespace linehaul
