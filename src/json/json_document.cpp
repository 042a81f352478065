#include "json/json_document.h"

#include <simdjson.h>

#include <algorithm>
#include <unordered_set>

#include "failure.h"
#include "input/encoding.h"
#include "input/input_file.h"
#include "json/json_node.h"
#include "json/json_numbers.h"

namespace linehaul {
namespace {

namespace ondemand = simdjson::ondemand;

struct NotJson {
  simdjson::error_code error;
};

template <typename Value>
Value checked(simdjson::simdjson_result<Value> result) {
  Value value;
  if (const auto error = std::move(result).get(value)) throw NotJson{error};
  return value;
}

/// Where a text that is not UTF-8 stops being so: valid text stays valid when it is cut between characters.
std::size_t first_bad_byte(std::string_view text) {
  std::size_t good = 0;
  for (std::size_t step = text.size(); step != 0; step /= 2) {
    while (good + step <= text.size() && is_utf8(text.substr(good, step))) good += step;
  }
  return good;
}

/// The quote of the first string that nothing closes or that holds a control character.
std::size_t bad_string(std::string_view text) {
  std::size_t open = std::string_view::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (open != std::string_view::npos && static_cast<unsigned char>(text[i]) < 0x20) return open;
    if (open != std::string_view::npos && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      open = open == std::string_view::npos ? i : std::string_view::npos;
    }
  }
  return open == std::string_view::npos ? 0 : open;
}

/// Where an error stands that was found before any value was looked at; `otherwise` for the others.
std::size_t place_of(simdjson::error_code error, std::string_view text, std::size_t otherwise) {
  if (error == simdjson::UTF8_ERROR) return first_bad_byte(text);
  const bool is_string = error == simdjson::UNCLOSED_STRING || error == simdjson::UNESCAPED_CHARS;
  return is_string ? bad_string(text) : otherwise;
}

std::string in_words(simdjson::error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return "a byte that is not UTF-8";
    case simdjson::UNCLOSED_STRING:
      return "a string that is never closed";
    case simdjson::STRING_ERROR:
      return "a string with a bad escape; a backslash itself is written twice";
    case simdjson::UNESCAPED_CHARS:
      return "a control character in a string";
    case simdjson::EMPTY:
      return "nothing is there";
    default:
      return "something is missing, misspelt or too much here";
  }
}

std::string path_of(const JsonValue& value) {
  if (value.parent == nullptr) return "";
  const std::string before = path_of(*value.parent);
  if (value.parent->kind == JsonValue::Kind::object) {
    return before.empty() ? value.key : before + "." + value.key;
  }
  std::size_t index = 0;
  for (const JsonValue* entry = value.parent->first; entry != &value; entry = entry->next) ++index;
  return before + "[" + std::to_string(index) + "]";
}

}  // namespace

/// Makes the tree. On-demand parsing says where each value stands, but looks at no more than it is asked
/// for; that the whole is JSON is what the other parser of simdjson says at the end.
class JsonDocument::Reader {
 public:
  Reader(JsonDocument& document, const simdjson::padded_string& json, bool is_checked)
      : document_(document), json_(json), is_checked_(is_checked), parsed_(checked(parser_.iterate(json))) {}

  void read() {
    try {
      JsonValue& root = document_.values_.emplace_back();
      read_root(root);
      if (is_checked_) check_whole();
    } catch (const NotJson& problem) {
      document_.fail(place_of(problem.error, document_.json_, place()),
                     "not JSON: " + in_words(problem.error));
    }
  }

 private:
  void check_whole() const {
    simdjson::padded_string copy(json_.data(), json_.size());
    blank_numbers(copy.data(), copy.size());
    simdjson::dom::parser parser;
    checked(parser.parse(copy));
  }

  std::size_t offset_of(const char* place) const { return static_cast<std::size_t>(place - json_.data()); }

  /// Where the parser stands.
  std::size_t place() {
    const char* at = nullptr;
    if (parsed_.current_location().get(at) != simdjson::SUCCESS) return document_.json_.size();
    return std::min(offset_of(at), document_.json_.size());
  }

  void read_root(JsonValue& root) {
    const ondemand::json_type type = checked(parsed_.type());
    if (type == ondemand::json_type::boolean) checked(parsed_.get_bool());
    if (type != ondemand::json_type::object && type != ondemand::json_type::array) {
      document_.fail(0, "must be an object");
    }
    read(checked(parsed_.get_value()), root, 1);
  }

  void read(ondemand::value value, JsonValue& to, std::size_t depth) {
    to.offset = offset_of(value.raw_json_token().data());
    const ondemand::json_type type = checked(value.type());
    const bool is_nest = type == ondemand::json_type::object || type == ondemand::json_type::array;
    if (is_nest && depth > kMaxDepth) document_.fail(to.offset, "nested deeper than 64 levels");
    switch (type) {
      case ondemand::json_type::object:
        to.kind = JsonValue::Kind::object;
        read_members(checked(value.get_object()), to, depth);
        break;
      case ondemand::json_type::array:
        to.kind = JsonValue::Kind::list;
        read_entries(checked(value.get_array()), to, depth);
        break;
      case ondemand::json_type::string:
        to.kind = JsonValue::Kind::text;
        to.text = string_at(to.offset, value.get_string());
        break;
      case ondemand::json_type::number: {
        to.kind = JsonValue::Kind::number;
        const std::string_view token = value.raw_json_token();
        to.text = token.substr(0, token.find_first_not_of("+-.0123456789eE"));
        if (!is_json_number(to.text)) throw NotJson{simdjson::NUMBER_ERROR};
        break;
      }
      case ondemand::json_type::boolean:
        to.kind = JsonValue::Kind::flag;
        to.flag = checked(value.get_bool());
        break;
      case ondemand::json_type::null:
        if (!checked(value.is_null())) throw NotJson{simdjson::N_ATOM_ERROR};
        break;
    }
  }

  /// A bad escape is complained about where its string begins.
  std::string_view string_at(std::size_t offset, simdjson::simdjson_result<std::string_view> result) {
    std::string_view text;
    if (const auto error = std::move(result).get(text))
      document_.fail(offset, "not JSON: " + in_words(error));
    return text;
  }

  JsonValue& add_child(JsonValue& parent, const JsonValue*& last) {
    JsonValue& child = document_.values_.emplace_back();
    child.parent = &parent;
    if (last == nullptr) {
      parent.first = &child;
    } else {
      const_cast<JsonValue*>(last)->next = &child;
    }
    last = &child;
    return child;
  }

  void read_members(ondemand::object object, JsonValue& to, std::size_t depth) {
    const JsonValue* last = nullptr;
    std::unordered_set<std::string_view> keys;
    for (auto result : object) {
      ondemand::field field = checked(std::move(result));
      JsonValue& member = add_child(to, last);
      member.key_offset = offset_of(field.key().raw()) - 1;
      member.key = string_at(member.key_offset, field.unescaped_key());
      if (is_checked_ && !keys.insert(member.key).second) {
        document_.fail(to, member.key_offset, "the key \"" + member.key + "\" stands twice");
      }
      read(field.value(), member, depth + 1);
    }
  }

  void read_entries(ondemand::array array, JsonValue& to, std::size_t depth) {
    const JsonValue* last = nullptr;
    for (auto result : array) read(checked(std::move(result)), add_child(to, last), depth + 1);
  }

  JsonDocument& document_;
  const simdjson::padded_string& json_;
  bool is_checked_;
  ondemand::parser parser_;
  ondemand::document parsed_;
};

JsonDocument::JsonDocument(std::string json, std::string source, std::string problem, Context context,
                           bool is_checked)
    : json_(std::move(json)), source_(std::move(source)), problem_(std::move(problem)), context_(context) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (json_.starts_with(kMark)) json_.replace(0, kMark.size(), kMark.size(), ' ');
  const simdjson::padded_string padded(json_);
  const std::size_t first = json_.find_first_not_of(" \t\r\n");
  if (first != std::string::npos &&
      std::string_view("{[\"-0123456789tfn").find(json_[first]) == std::string_view::npos) {
    fail(first, "not JSON: it does not begin with {");
  }
  try {
    Reader(*this, padded, is_checked).read();
  } catch (const NotJson& problem_found) {
    fail(place_of(problem_found.error, json_, json_.size()), "not JSON: " + in_words(problem_found.error));
  }
}

std::string JsonDocument::path_context(const JsonValue& value, std::string_view) {
  const std::string path = path_of(value);
  return path.empty() ? "" : "\"" + path + "\": ";
}

void JsonDocument::fail(std::size_t offset, const std::string& message) const {
  const std::string_view before = std::string_view(json_).substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t column = offset - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  throw Failure(ExitStatus::usage, source_ + ":" + std::to_string(line) + ":" + std::to_string(column) +
                                       ": " + problem_ + ": " + message);
}

JsonNode JsonDocument::root() const { return JsonNode(values_.front(), *this); }

std::string read_configuration(const std::string& path, const std::string& problem) {
  const auto fail = [&](const std::string& what) {
    throw Failure(ExitStatus::usage, input_name(path) + ": " + problem + ": " + what);
  };
  std::string text;
  try {
    InputFile file(path);
    char block[4096];
    for (std::size_t size = 1; size != 0 && text.size() <= JsonDocument::kMaxSize;) {
      size = file.read(block, sizeof block);
      text.append(block, size);
    }
  } catch (const Failure& failure) {
    const std::string_view what = failure.what();
    fail(std::string(what.substr(what.find(": ") + 2)));
  }
  if (text.empty()) fail("is empty");
  if (text.size() > JsonDocument::kMaxSize) fail("larger than 16 MiB");
  return text;
}

}  // namespace linehaul
