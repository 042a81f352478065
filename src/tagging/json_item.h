#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tagging/conditions.h"
#include "tagging/item_view.h"
#include "tagging/tag.h"
#include "text/text_buffer.h"

namespace linehaul {

/// A line item that comes from a file of JSON Lines: what linehaul wrote, in any of its ways, or the hosted
/// API gave out. Keys that are not known are no concern of ours; amounts may be numbers or strings.
class JsonItem {
 public:
  /// `conditions` (may be none) say which columns of `raw` are looked at; they outlive the item.
  explicit JsonItem(const Conditions* conditions);
  ~JsonItem();
  JsonItem(const JsonItem&) = delete;
  JsonItem& operator=(const JsonItem&) = delete;

  /// Reads a line, which stays as it is until the next call. Returns what is wrong with it; empty: nothing.
  std::string read(std::string_view line);

  /// Valid until the next read().
  const ItemView& view() const { return view_; }
  std::string_view id() const { return view_.texts[static_cast<std::size_t>(ItemField::id)]; }
  const std::vector<Tag>& tags() const { return tags_; }

  /// Appends the line with these tags, every other byte as it was, and a line end.
  void write(const TagList& tags, TextBuffer& out) const;

 private:
  class Reader;

  const Conditions* conditions_;
  std::unique_ptr<Reader> reader_;  // simdjson's
  std::string_view line_;
  std::string_view tags_json_;  // of the line; empty: it has no such key
  ItemView view_;
  std::vector<std::string_view> columns_;
  std::vector<Tag> tags_;
  char date_[Timestamp::kTextSize] = {};
};

}  // namespace linehaul
