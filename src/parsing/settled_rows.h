#pragma once

#include <optional>
#include <span>

#include "parsing/parser.h"
#include "parsing/row_batch.h"

namespace linehaul {

/// The rows of a file in their order, with what can only be said of a row when the rows before it are known:
/// its place behind a second header, and which notice was the first of its kind.
class SettledRows {
 public:
  /// All outlive it. `parser` is shown the charges.
  SettledRows(const Layout& layout, Parser& parser, Notices& notices)
      : layout_(layout), parser_(parser), notices_(notices) {}

  /// To be called for each batch of the file in its order, when all its rows are parsed or will have been
  /// before next() comes to them.
  void begin(RowBatch& batch);
  /// Goes to the batch's next row and passes its notices on; false behind the last.
  bool next() {
    do {
      if (row_ != nullptr) {
        first_item_ += row_->items;
        first_notice_ += row_->notices;
      }
      if (next_row_ == batch_->size()) return false;
      record_ = &batch_->records[next_row_];
      row_ = &(*batch_)[next_row_++];
      settle();
    } while (row_->kind == RowKind::blank);
    return true;
  }

  /// In the batch.
  std::size_t number() const { return next_row_ - 1; }
  RecordOutcome outcome() const { return row_->outcome; }
  const Record& record() const { return *record_; }
  /// What the row says about money; nullptr for a row that no parser looked at.
  const RowMoney* money() const { return row_->has_money ? &row_->money : nullptr; }
  std::span<const LineItem> items() const {
    const bool has_items = outcome() == RecordOutcome::items;
    return {batch_->items.data() + first_item_, has_items ? row_->items : 0};
  }
  /// The number of the first of them in the batch.
  std::size_t first_item() const { return first_item_; }
  /// Why the row is rejected.
  const Diagnostic& rejection() const { return batch_->rejections[row_->rejection].why; }
  /// The ids without numbers that its charges would have; none of a row that is not rejected.
  std::span<const TextHash> rejected_ids() const {
    if (outcome() != RecordOutcome::rejected) return {};
    return batch_->rejections[row_->rejection].ids;
  }
  /// Whether the record is the header of another export, with other columns or in another order.
  static bool is_another_header(const Record& record, const Layout& layout);
  /// What a row of totals states for the whole file.
  const std::optional<Decimal>& file_total() const { return row_->file_total; }

 private:
  void settle() {
    const bool is_plain = row_->has_money && row_->outcome == RecordOutcome::items && row_->notices == 0 &&
                          !is_behind_another_header_ && !record_->is_recoded();
    if (is_plain) {
      parser_.see(*record_);
    } else {
      settle_closely();
    }
  }
  void settle_closely();

  const Layout& layout_;
  Parser& parser_;
  Notices& notices_;
  RowBatch* batch_ = nullptr;
  std::size_t next_row_ = 0;
  std::size_t first_item_ = 0;
  std::size_t first_notice_ = 0;
  Row* row_ = nullptr;
  const Record* record_ = nullptr;
  bool is_behind_another_header_ = false;
};

}  // namespace linehaul
