#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/conversion.h"
#include "model/charge_id.h"
#include "tagging/item_tags.h"

namespace linehaul {

/// What was made of a line item: its id, its tags, its line of output.
struct MadeItem {
  TextHash id_hash;            ///< of the id without a number
  std::uint32_t n = 1;         ///< the item was made as the n-th with that id
  std::size_t id_end = 0;      ///< in MadeItems::ids
  std::size_t line_end = 0;    ///< in MadeItems::lines
  std::size_t labels_end = 0;  ///< in MadeItems::labels
  std::size_t dropped = 0;     ///< tags over a limit
  bool is_filtered = false;    ///< left out by --where, so it has no line
};

/// Of the items of a batch, one behind the other.
class MadeItems {
 public:
  std::size_t size() const { return items_.size(); }
  const MadeItem& operator[](std::size_t i) const { return items_[i]; }
  /// The id, with the number that the item was made with.
  std::string_view id(std::size_t i) const { return part(ids_.view(), i, &MadeItem::id_end); }
  /// The line with its line end; all of them; and where it begins there.
  std::string_view line(std::size_t i) const { return part(lines_.view(), i, &MadeItem::line_end); }
  std::string_view lines() const { return lines_.view(); }
  std::size_t line_begin(std::size_t i) const { return i == 0 ? 0 : items_[i - 1].line_end; }
  /// What its tags are called, where somebody counts them.
  std::span<const std::string> labels(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : items_[i - 1].labels_end;
    return std::span(labels_).subspan(begin, items_[i].labels_end - begin);
  }
  void clear();

 private:
  friend class ItemMaker;
  std::string_view part(std::string_view all, std::size_t i, std::size_t MadeItem::*end) const {
    const std::size_t begin = i == 0 ? 0 : items_[i - 1].*end;
    return all.substr(begin, items_[i].*end - begin);
  }

  std::vector<MadeItem> items_;
  TextBuffer ids_;
  TextBuffer lines_;
  std::vector<std::string> labels_;
};

/// Gives line items of one file their ids and tags and writes them as lines. Each thread has one.
///
/// How often an id stood in the file before is not known where batches are made out of order. Charges of a
/// shipment stand together, so it is nearly always how often it stood in the batch before.
class ItemMaker {
 public:
  /// Both outlive it.
  ItemMaker(const Run& run, const InvoiceReader& reader);

  /// To be called for each batch.
  void begin_batch() { in_batch_.clear(); }
  /// To be called for each record that has items, before they are made.
  void begin_record(const Record& record);
  /// Makes the item of that record behind those already made, as the `n`-th with its id; 0: as what it is in
  /// its batch.
  void make(const LineItem& item, std::uint32_t n, MadeItems& made);

  /// What is written as the id: the documented one where only what is documented is asked for.
  std::string_view written_id(const LineItem& item, std::string_view id) const {
    return writer_->written_id(item, id);
  }
  /// Comparisons of rules, with all items so far, that did not hold because a cell can be read as two
  /// amounts.
  std::uint64_t unclear() const { return tags_ ? tags_->unclear() : 0; }

 private:
  WrittenTags tags_of(const LineItem& item, std::string_view id, MadeItem& made);

  bool writes_lines_;
  bool keeps_labels_;
  std::unique_ptr<LineWriter> writer_;
  ChargeIds ids_;
  OccurrenceTable in_batch_;
  std::optional<ItemTags> tags_;  // only where there are rules or filters
};

}  // namespace linehaul
