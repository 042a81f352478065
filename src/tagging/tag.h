#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/text_buffer.h"

namespace linehaul {

/// A tag of a line item: a name, or a name with a value, `"review"` or `{"gl": "6110"}`. UTF-8; views into
/// whatever made the tag.
struct Tag {
  std::string_view name;
  std::string_view value;
  bool has_value = false;
  std::string_view json;   ///< as it is written
  bool is_added = false;   ///< by the rules or changes at hand; such tags are bound by a limit
  std::uint64_t hash = 0;  ///< hash_of_name()

  /// The same name and value, byte for byte.
  bool is_same(const Tag& other) const {
    return name == other.name && has_value == other.has_value && value == other.value;
  }
};

/// Equal for names that are equal but for the case of ASCII letters.
std::uint64_t hash_of_name(std::string_view name);

/// What a rule file or a change may add.
struct TagLimits {
  std::uint32_t max_tags = 10;
  std::uint32_t max_name_length = 25;  ///< characters
  bool any_names = false;              ///< not only letters, digits, `_`, `-` and `:`

  enum class NameProblem : std::uint8_t { none, missing, character, length };
  /// Why a name may not be added.
  NameProblem problem(std::string_view name) const;
  /// The same in words; empty when it may.
  std::string complaint(std::string_view name) const;
  /// The name as it is added: in lower case, unless any name may be.
  std::string spelling(std::string_view name) const;
};

/// Appends what stands before the value of a tag that has one: `{"gl":`.
void append_tag_start(std::string_view name, TextBuffer& out);
/// Appends the JSON of a tag.
void append_tag_json(std::string_view name, std::string_view value, bool has_value, TextBuffer& out);
/// `gl:6110`, or `review` for a tag without a value; in quotes where that name has a colon itself.
std::string tag_label(const Tag& tag);

/// The tags of one item in the order of their first adding, one per name; names are compared without regard
/// to the case of ASCII letters.
class TagList {
 public:
  /// The tags that the item already has; `tags` is kept as it is, whatever names it holds.
  void start(const std::vector<Tag>& tags);
  /// An item without tags.
  void start() {
    tags_.clear();
    start_.clear();
    dropped_ = 0;
    names_ = 0;
  }

  /// More tags than this are never on an item while rules run, so that rules without end take no time without
  /// end; no limit can be higher.
  static constexpr std::size_t kMost = 1000;

  /// Adds the tag, or gives the one of the same name its value. Where there are kMost others, it is dropped.
  void add(const Tag& tag);
  void remove(std::string_view name);
  void clear() { tags_.clear(); }
  /// Drops added tags from the end while there are more than `most`; returns how many were dropped in all.
  std::size_t limit(std::size_t most) { return tags_.size() <= most && dropped_ == 0 ? 0 : drop_over(most); }
  /// All tags count as those that the item has, from now on: another file's limit does not bind them.
  void settle();

  /// Whether there is a tag of that name, or, for `name:value`, one of that name with that value.
  bool contains(std::string_view name_or_pair) const;
  bool empty() const { return tags_.empty(); }
  const std::vector<Tag>& tags() const { return tags_; }
  /// Whether the tags are other ones than those it started with.
  bool is_changed() const;
  /// As a JSON array.
  void append_json(TextBuffer& out) const;

 private:
  std::size_t drop_over(std::size_t most);

  std::vector<Tag> tags_;
  std::vector<Tag> start_;
  std::size_t dropped_ = 0;
  std::uint64_t names_ =
      0;  // a bit for each name that is or was there: most names are new, and need no search
};

}  // namespace linehaul
