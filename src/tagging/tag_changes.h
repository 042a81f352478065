#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diagnostic.h"
#include "tagging/tag.h"

namespace linehaul {

/// A tag of a table of changes, kept once however many rows have it. Tags that an item has already stay as
/// they are spelled, others are added in lower case.
struct ChangedTag {
  Tag as_spelled;
  Tag as_added;
};

using ChangedTags = std::vector<const ChangedTag*>;

/// What a row of a table of changes does to the tags of an item.
struct TagChange {
  std::uint64_t line = 0;  ///< of the row
  std::optional<ChangedTags> replace;
  ChangedTags add;
  ChangedTags remove;    ///< by name
  bool is_used = false;  ///< some item has the id
};

/// A table of changes: CSV or JSON Lines, `id` and one or more of `tags` (replaces), `_add_tags`,
/// `_remove_tags`; a cell is a JSON list of tags or a plain list of names with commas between them, and a
/// blank one changes nothing. Kept in memory, by id.
class TagChanges {
 public:
  /// What is wrong with a row; its line and `column` say where.
  using Complain = std::function<void(const Diagnostic&, std::string_view record)>;

  /// Throws Failure (unreadable) for a file that cannot be read or has no such columns.
  TagChanges(const std::string& path, const Complain& complain);
  TagChanges(const TagChanges&) = delete;
  TagChanges& operator=(const TagChanges&) = delete;

  /// The changes of an id in the order of the table; nullptr: none.
  std::vector<TagChange>* find(std::string_view id);
  /// The rows whose id nobody asked for, in the order of the table, with that id.
  std::vector<std::pair<const TagChange*, std::string_view>> unused() const;
  std::size_t size() const { return ids_.size(); }
  const std::string& name() const { return name_; }

 private:
  friend class ChangeReader;

  std::string name_;
  std::vector<const std::string*> ids_;  // keys of changes_, in the order of their first row
  std::unordered_map<std::string, std::vector<TagChange>> changes_;
  std::deque<ChangedTag> tags_;
  std::deque<std::string> texts_;  // what their views point into
};

/// Applies the changes of one row. What it adds is bound by `limits`, tags that the item has already are not.
/// Returns what is wrong, and changes nothing then; empty: nothing.
std::string apply_change(const TagChange& change, const TagLimits& limits, TagList& tags);

}  // namespace linehaul
