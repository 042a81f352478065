#include "tagging/tag.h"

#include <algorithm>
#include <utility>

#include "output/json_text.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

bool is_standard(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == ':';
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::uint64_t bit_of(const Tag& tag) { return std::uint64_t{1} << (tag.hash >> 58U); }

}  // namespace

std::uint64_t hash_of_name(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(to_lower(c))) * 0x100000001B3ULL;
  return hash;
}

TagLimits::NameProblem TagLimits::problem(std::string_view name) const {
  if (name.empty()) return NameProblem::missing;
  if (!any_names && !std::all_of(name.begin(), name.end(), is_standard)) return NameProblem::character;
  return characters(name) > max_name_length ? NameProblem::length : NameProblem::none;
}

std::string TagLimits::complaint(std::string_view name) const {
  const std::string start = "the tag name \"" + std::string(name) + "\" ";
  switch (problem(name)) {
    case NameProblem::missing:
      return "a tag needs a name";
    case NameProblem::character:
      return start + "has a character other than a-z A-Z 0-9 _ - :";
    case NameProblem::length:
      return start + "is longer than " + std::to_string(max_name_length) + " characters";
    case NameProblem::none:
      break;
  }
  return {};
}

std::string TagLimits::spelling(std::string_view name) const {
  return any_names ? std::string(name) : lower_case(name);
}

void append_tag_start(std::string_view name, TextBuffer& out) {
  out.append("{");
  append_json_string(name, out);
  out.append(":");
}

void append_tag_json(std::string_view name, std::string_view value, bool has_value, TextBuffer& out) {
  if (!has_value) return append_json_string(name, out);
  append_tag_start(name, out);
  append_json_string(value, out);
  out.append("}");
}

std::string tag_label(const Tag& tag) {
  const std::string name(tag.name);
  if (tag.has_value) return name + ":" + std::string(tag.value);
  return name.find(':') == std::string::npos ? name : "\"" + name + "\"";
}

void TagList::start(const std::vector<Tag>& tags) {
  tags_ = tags;
  start_ = tags;
  dropped_ = 0;
  names_ = 0;
  for (const Tag& tag : tags) names_ |= bit_of(tag);
}

void TagList::add(const Tag& tag) {
  const bool is_new = (names_ & bit_of(tag)) == 0;
  names_ |= bit_of(tag);
  if (is_new && tags_.size() < kMost) {
    tags_.push_back(tag);
    return;
  }
  const auto is_it = [&tag](const Tag& other) { return other.is_same(tag); };
  const auto same = std::find_if(start_.begin(), start_.end(), is_it);
  const auto has_name = [&tag](const Tag& other) {
    return other.hash == tag.hash && equal_ignoring_case(other.name, tag.name);
  };
  const auto found = std::find_if(tags_.begin(), tags_.end(), has_name);
  const bool was_there = same != start_.end();
  if (found != tags_.end()) {
    const bool is_added = was_there ? false : found->is_added;
    *found = was_there ? *same : tag;
    found->is_added = is_added;
    tags_.erase(std::remove_if(found + 1, tags_.end(), has_name), tags_.end());
  } else if (tags_.size() >= kMost && !was_there) {
    ++dropped_;
  } else {
    tags_.push_back(was_there ? *same : tag);
  }
}

void TagList::remove(std::string_view name) {
  std::erase_if(tags_, [name](const Tag& tag) { return equal_ignoring_case(tag.name, name); });
}

std::size_t TagList::drop_over(std::size_t most) {
  std::size_t dropped = std::exchange(dropped_, 0);
  for (std::size_t i = tags_.size(); i > 0 && tags_.size() > most; --i) {
    if (!tags_[i - 1].is_added) continue;
    tags_.erase(tags_.begin() + static_cast<std::ptrdiff_t>(i - 1));
    ++dropped;
  }
  return dropped;
}

void TagList::settle() {
  for (Tag& tag : tags_) tag.is_added = false;
}

/// Names may hold colons themselves, so every colon is tried.
bool TagList::contains(std::string_view name_or_pair) const {
  for (const Tag& tag : tags_) {
    if (equal_ignoring_case(tag.name, name_or_pair)) return true;
    const std::size_t colon = tag.name.size();
    if (tag.has_value && name_or_pair.size() > colon && name_or_pair[colon] == ':' &&
        equal_ignoring_case(tag.name, name_or_pair.substr(0, colon)) &&
        name_or_pair.substr(colon + 1) == tag.value) {
      return true;
    }
  }
  return false;
}

bool TagList::is_changed() const {
  return !std::equal(tags_.begin(), tags_.end(), start_.begin(), start_.end(),
                     [](const Tag& a, const Tag& b) { return a.is_same(b); });
}

void TagList::append_json(TextBuffer& out) const {
  out.append("[");
  for (const Tag& tag : tags_) {
    if (&tag != &tags_.front()) out.append(",");
    out.append(tag.json);
  }
  out.append("]");
}

}  // namespace linehaul
