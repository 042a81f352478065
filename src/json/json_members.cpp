#include "json/json_members.h"

#include <cstddef>

namespace linehaul {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

/// Behind the closing quote of the string that starts at `at`.
std::size_t string_end(std::string_view json, std::size_t at) {
  std::size_t i = json.find_first_of("\"\\", at + 1);
  while (i != std::string_view::npos && json[i] == '\\')
    i = json.find_first_of("\"\\", i + 2);  // past an escape
  return i == std::string_view::npos ? json.size() : i + 1;
}

/// Behind the value that starts at `at`.
std::size_t value_end(std::string_view json, std::size_t at) {
  if (json[at] == '"') return string_end(json, at);
  if (json[at] != '{' && json[at] != '[') return json.find_first_of(",} \t\r\n", at);
  std::size_t depth = 0;
  for (std::size_t i = at;;) {
    i = json.find_first_of("\"{}[]", i);
    if (i == std::string_view::npos) return json.size();
    if (json[i] == '"') {
      i = string_end(json, i);
      continue;
    }
    if (json[i] == '{' || json[i] == '[') ++depth;
    if ((json[i] == '}' || json[i] == ']') && --depth == 0) return i + 1;
    ++i;
  }
}

}  // namespace

void find_members(std::string_view object, std::vector<JsonMember>& members) {
  members.clear();
  for (std::size_t at = object.find('{') + 1;;) {
    const std::size_t key = object.find_first_of("\"}", at);
    if (key == std::string_view::npos || object[key] == '}') return;
    const std::size_t key_end = string_end(object, key);
    const std::size_t colon = object.find(':', key_end);
    const std::size_t value = object.find_first_not_of(kBlanks, colon + 1);
    const std::size_t end = value_end(object, value);
    members.push_back({object.substr(key + 1, key_end - key - 2), object.substr(value, end - value)});
    at = end;
  }
}

}  // namespace linehaul
