#pragma once

#include <string_view>

#include "tagging/line_item_view.h"
#include "tagging/tagger.h"

namespace linehaul {

/// Gives the line items of one file their tags.
class ItemTags {
 public:
  /// Everything outlives it. `mark`: the file's.
  ItemTags(const TagRules& rules, std::string_view carrier, const Layout& layout, DecimalMark mark)
      : view_(rules.conditions(), carrier, layout, mark), tagger_(rules) {}

  /// To be called for each record before its items.
  void begin_record(const Record& record) { view_.begin_record(record); }

  /// Applies the rules; returns how many tags were dropped by a limit. `id` is the one that is written.
  std::size_t apply(const LineItem& item, std::string_view id) {
    list_.start();
    return tagger_.apply(view_.view(item, id), list_);
  }
  bool keeps_item() { return tagger_.keeps(list_); }

  const TagList& list() const { return list_; }
  /// The tags as a JSON array, valid until the next call.
  std::string_view json() {
    if (list_.empty()) return "[]";
    json_.clear();
    list_.append_json(json_);
    return json_.view();
  }
  /// What explain shows.
  std::vector<RuleTrace> trace(const LineItem& item, std::string_view id) {
    list_.start();
    return tagger_.trace(view_.view(item, id), list_);
  }

  const Tagger& tagger() const { return tagger_; }
  std::uint64_t unclear() const { return tagger_.unclear(); }

 private:
  LineItemView view_;
  Tagger tagger_;
  TagList list_;
  TextBuffer json_;
};

}  // namespace linehaul
