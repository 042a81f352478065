#include "tagging/rule_file.h"

#include <utility>

#include "input/input_file.h"
#include "json/json_node.h"
#include "output/json_text.h"
#include "tagging/field_test.h"

namespace linehaul {
namespace {

constexpr std::uint32_t kLongestName = 1000;

/// The path of a value within its rule: `"add[0].gl": `; empty for the rule itself.
std::string path_in_rule(const JsonValue& value) {
  const std::string path = JsonDocument::path_context(value);  // "rules[1].add[0].gl":
  const std::size_t rest = path.find(']') + 1;
  return path[rest] == '.' ? "\"" + path.substr(rest + 1) : "";
}

/// `rule 2 "big UPS": ` for what stands in a rule, with the path where nothing else says which member it is;
/// else the path alone.
std::string rule_context(const JsonValue& value, std::string_view message) {
  const JsonValue* at = &value;
  const auto is_rule = [](const JsonValue& v) {
    return v.parent != nullptr && v.parent->kind == JsonValue::Kind::list && v.parent->key == "rules" &&
           v.parent->parent != nullptr && v.parent->parent->parent == nullptr;
  };
  while (at != nullptr && !is_rule(*at)) at = at->parent;
  if (at == nullptr) return JsonDocument::path_context(value);
  std::size_t number = 1;
  for (const JsonValue* other = at->parent->first; other != at; other = other->next) ++number;
  std::string text = "rule " + std::to_string(number);
  for (const JsonValue* member = at->first; member != nullptr; member = member->next) {
    const bool is_name = member->key == "name" && member->kind == JsonValue::Kind::text;
    if (is_name && !member->text.empty()) text += " \"" + member->text + "\"";
  }
  return text + ": " + (message.starts_with("must") ? path_in_rule(value) : "");
}

/// A test in a rule file: its field and its name are keys, its values are values.
class NodePlace : public TestPlace {
 public:
  /// A bare value stands for its test, too.
  NodePlace(const JsonNode& field, const JsonNode& test, bool is_bare)
      : field_(field), test_(test), is_bare_(is_bare) {}

  [[noreturn]] void fail_field(const std::string& message) const override { field_.fail_key(message); }
  [[noreturn]] void fail_test(const std::string& message) const override {
    if (is_bare_) test_.fail(message);
    test_.fail_key(message);
  }
  [[noreturn]] void fail_value(std::size_t index, const std::string& message) const override {
    if (!test_.is_list() || index == kWhole) test_.fail(message);
    test_.entries()[index].fail(message);
  }

 private:
  JsonNode field_;
  JsonNode test_;
  bool is_bare_;
};

/// A field named in a tag's value.
class GapPlace : public TestPlace {
 public:
  explicit GapPlace(const JsonNode& value) : value_(value) {}

  [[noreturn]] void fail_field(const std::string& message) const override { value_.fail(message); }
  [[noreturn]] void fail_test(const std::string& message) const override { value_.fail(message); }
  [[noreturn]] void fail_value(std::size_t /*index*/, const std::string& message) const override {
    value_.fail(message);
  }

 private:
  JsonNode value_;
};

class RuleReader {
 public:
  RuleReader(Conditions& conditions, RuleList& list) : conditions_(conditions), list_(list) {}

  void read(const JsonNode& root) {
    const auto rules = root.find("rules");
    if (!rules) root.fail("\"rules\" is missing");
    root.allow_only({"$schema", "limits", "names", "rules"});
    root.text("$schema");  // for editors
    if (const auto limits = root.find("limits")) read_limits(*limits);
    if (const auto names = root.find("names")) {
      list_.limits.any_names = names->one_of<bool>({{"any", true}, {"standard", false}});
    }
    for (const JsonNode& rule : rules->entries()) read_rule(rule);
  }

 private:
  void read_limits(const JsonNode& node) {
    node.allow_only({"max_tags", "max_name_length"});
    if (const auto most = node.find("max_tags")) list_.limits.max_tags = most->count(TagList::kMost);
    if (const auto longest = node.find("max_name_length")) {
      list_.limits.max_name_length = longest->count(kLongestName);
      if (list_.limits.max_name_length == 0) longest->fail("must be at least 1");
    }
  }

  void read_rule(const JsonNode& node) {
    TagRule& rule = list_.rules.emplace_back();
    rule.number = list_.rules.size();
    node.allow_only({"name", "when", "add", "remove", "set", "stop"});
    rule.name = node.text("name");
    const auto when = node.find("when");
    rule.when = when ? read_condition(*when) : conditions_.all({});
    rule.is_trigger_enough = conditions_.is_trigger(rule.when) || conditions_.is_always(rule.when);
    const auto set = node.find("set");
    const auto add = node.find("add");
    const auto remove = node.find("remove");
    const auto stop = node.find("stop");
    if (!set && !add && !remove && !stop)
      node.fail("does nothing: needs \"add\", \"remove\", \"set\" or \"stop\"");
    rule.has_set = set.has_value();
    if (set) rule.set = read_tags(*set);
    if (add) rule.add = read_tags(*add);
    if (remove) rule.remove = read_names(*remove);
    rule.stop = stop && stop->flag();
  }

  Conditions::Id read_condition(const JsonNode& node) {
    std::vector<Conditions::Id> parts;
    for (const auto& [key, value] : node.members()) {
      if (key == "all") {
        parts.push_back(conditions_.all(read_conditions(value)));
      } else if (key == "any") {
        parts.push_back(conditions_.any(read_conditions(value)));
      } else if (key == "not") {
        parts.push_back(conditions_.negated(read_condition(value)));
      } else {
        read_tests(key, value, parts);
      }
    }
    return conditions_.all(std::move(parts));
  }

  std::vector<Conditions::Id> read_conditions(const JsonNode& node) {
    std::vector<Conditions::Id> result;
    for (const JsonNode& entry : node.entries()) result.push_back(read_condition(entry));
    if (result.empty()) node.fail("must have at least one condition");
    return result;
  }

  void read_tests(const std::string& field, const JsonNode& node, std::vector<Conditions::Id>& parts) {
    field_number(field, NodePlace(node, node, true), conditions_);
    if (!node.is_object()) {
      parts.push_back(read_test(field, "eq", node, NodePlace(node, node, true)));
      return;
    }
    const auto tests = node.members();
    if (tests.empty()) node.fail("needs a test such as {\"eq\": \"ups\"}");
    for (const auto& [test, value] : tests) {
      parts.push_back(read_test(field, test, value, NodePlace(node, value, false)));
    }
  }

  Conditions::Id read_test(std::string_view field, std::string_view name, const JsonNode& value,
                           const NodePlace& place) {
    FieldTest test{field, name, {}};
    test.is_flag = value.is_flag();
    test.is_list = value.is_list();
    if (value.is_null()) value.fail("null is no value; {\"exists\": false} finds what is null or absent");
    if (test.is_flag) {
      test.values = {value.flag() ? "true" : "false"};
    } else if (test.is_list) {
      for (const JsonNode& entry : value.entries()) {
        test.values.push_back(entry.text_or_number());
        test.is_number |= entry.is_number();
      }
    } else {
      test.values = {value.text_or_number()};
      test.is_number = value.is_number();
    }
    return compile(test, place, conditions_);
  }

  std::string read_name(const JsonNode& node, const std::string& name, bool is_key) const {
    std::string complaint = list_.limits.complaint(name);
    const TagLimits::NameProblem problem = list_.limits.problem(name);
    if (problem == TagLimits::NameProblem::character) complaint += "; \"names\": \"any\" allows it";
    if (problem == TagLimits::NameProblem::length) complaint += "; \"limits\" can allow more";
    if (!complaint.empty() && is_key) node.fail_key(complaint);
    if (!complaint.empty()) node.fail(complaint);
    return list_.limits.spelling(name);
  }

  std::vector<TagTemplate> read_tags(const JsonNode& list) {
    std::vector<TagTemplate> result;
    for (const JsonNode& entry : list.entries()) result.push_back(read_tag(entry));
    return result;
  }

  TagTemplate read_tag(const JsonNode& node) {
    TagTemplate tag;
    if (node.is_text()) {
      tag.name = read_name(node, node.text(), false);
    } else {
      if (!node.is_object()) node.fail("a tag is a string, or an object with one key and a string value");
      const auto members = node.members();
      if (members.size() != 1) node.fail("a tag that is an object has exactly one key");
      const JsonNode& value = members.front().second;
      tag.name = read_name(value, members.front().first, true);
      tag.has_value = true;
      read_value(value, tag);
    }
    tag.name_hash = hash_of_name(tag.name);
    TextBuffer json;
    if (tag.gaps.empty()) {
      append_tag_json(tag.name, tag.value, tag.has_value, json);
    } else {
      append_tag_start(tag.name, json);
    }
    tag.json = json.view();
    return tag;
  }

  /// `{field}` is a gap, `{{` and `}}` are braces.
  void read_value(const JsonNode& node, TagTemplate& tag) {
    const std::string text = node.text();
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c != '{' && c != '}') {
        tag.value += c;
      } else if (i + 1 < text.size() && text[i + 1] == c) {
        tag.value += c;
        ++i;
      } else {
        const std::size_t end = text.find('}', i);
        if (c == '}' || end == std::string::npos) {
          node.fail(std::string("a lone \"") + c + "\"; \"" + c + c +
                    "\" is the character, {field} is filled in");
        }
        tag.gaps.push_back({tag.value.size(), read_gap(node, text.substr(i + 1, end - i - 1))});
        i = end;
      }
    }
  }

  std::uint32_t read_gap(const JsonNode& node, const std::string& name) {
    const std::uint32_t field = field_number(name, GapPlace(node), conditions_);
    const bool is_whole = field == static_cast<std::uint32_t>(ItemField::trackstar_tags) ||
                          field == static_cast<std::uint32_t>(ItemField::raw);
    if (is_whole) node.fail("{" + name + "} cannot be filled in; name a field that is one text");
    if (field < kItemFields) conditions_.want_text(field);
    return field;
  }

  std::vector<std::string> read_names(const JsonNode& list) const {
    std::vector<std::string> result;
    for (const JsonNode& entry : list.entries()) {
      result.push_back(entry.text());
      if (result.back().empty()) entry.fail("a tag needs a name");
    }
    return result;
  }

  Conditions& conditions_;
  RuleList& list_;
};

}  // namespace

RuleList read_rule_file(const std::string& path, Conditions& conditions) {
  const std::string source = input_name(path);
  const JsonDocument document(read_configuration(path, "bad-rules"), source, "bad-rules", rule_context);
  RuleList list;
  list.file = source;
  RuleReader(conditions, list).read(document.root());
  return list;
}

}  // namespace linehaul
