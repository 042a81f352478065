#include "tagging/tag_json.h"

namespace linehaul {
namespace {

namespace dom = simdjson::dom;

Tag read_tag(dom::element entry, std::deque<std::string>& texts) {
  Tag tag;
  dom::object object;
  if (entry.get(tag.name) != simdjson::SUCCESS) {
    if (entry.get(object) != simdjson::SUCCESS || object.size() != 1) {
      throw BadTags{"a tag is neither a string nor an object with one key"};
    }
    tag.name = (*object.begin()).key;
    tag.has_value = true;
    if ((*object.begin()).value.get(tag.value) != simdjson::SUCCESS) {
      throw BadTags{"the value of the tag \"" + std::string(tag.name) + "\" is no string"};
    }
  }
  tag.hash = hash_of_name(tag.name);
  TextBuffer json;
  append_tag_json(tag.name, tag.value, tag.has_value, json);
  tag.json = texts.emplace_back(json.view());
  return tag;
}

}  // namespace

std::vector<Tag> read_tags(dom::element list, std::deque<std::string>& texts) {
  dom::array entries;
  if (list.get(entries) != simdjson::SUCCESS) throw BadTags{"the tags are no list"};
  std::vector<Tag> tags;
  for (const dom::element entry : entries) tags.push_back(read_tag(entry, texts));
  return tags;
}

}  // namespace linehaul
