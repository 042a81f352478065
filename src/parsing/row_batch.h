#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "input/record_batch.h"
#include "model/line_item.h"
#include "model/row_money.h"
#include "model/text_hash.h"
#include "parsing/notice_log.h"
#include "parsing/record_outcome.h"
#include "parsing/row_judge.h"
#include "parsing/scratch.h"

namespace linehaul {

/// Why a row is rejected, and the ids that its charges would have, as far as these can be told: they are
/// counted, so that other charges keep their ids when the row is corrected.
struct Rejection {
  Diagnostic why;
  std::vector<TextHash> ids;  // without their numbers
};

/// A record behind the header, and what became of it.
struct Row {
  RowKind kind = RowKind::data;
  RecordOutcome outcome = RecordOutcome::items;
  bool has_money = false;  ///< a parser looked at it, so `money` says what it found
  std::uint32_t items = 0;
  std::uint32_t notices = 0;    ///< how many it gave rise to
  std::uint32_t rejection = 0;  ///< of a rejected row: which of the batch
  RowMoney money;
  std::optional<Decimal> file_total;  ///< what a row of totals states
};

/// Rows of one file that stand one behind the other, on their way: InvoiceReader cuts them, BatchParser makes
/// items of them, SettledRows settles in file order what depends on rows of earlier batches. Views into a
/// batch live until clear().
class RowBatch {
 public:
  RecordBatch records;
  RecordBatch invoice_row;      ///< the last row before these that rows take over from; empty: none
  bool is_behind_data = false;  ///< rows of data stand before these
  std::vector<LineItem> items;  ///< of all rows, one behind the other
  Scratch scratch;              ///< texts of theirs
  std::vector<Rejection> rejections;
  NoticeLog notices;

  /// The row of the same number as the record.
  Row& operator[](std::size_t i) { return rows_[i]; }
  std::size_t size() const { return used_; }
  /// A fresh row behind the others.
  Row& add_row() {
    if (used_ == rows_.size()) rows_.emplace_back();
    Row& row = rows_[used_++];
    row.outcome = RecordOutcome::items;
    row.has_money = false;
    row.items = row.notices = 0;
    row.file_total.reset();
    return row;
  }
  void reject(Row& row, Diagnostic why, std::vector<TextHash> ids = {}) {
    row.outcome = RecordOutcome::rejected;
    row.rejection = static_cast<std::uint32_t>(rejections.size());
    rejections.push_back({std::move(why), std::move(ids)});
  }

  void clear() {
    records.clear();
    invoice_row.clear();
    items.clear();
    scratch.clear();
    rejections.clear();
    notices.shrink(0);
    used_ = 0;
  }

 private:
  std::vector<Row> rows_;  // kept with the memory they have
  std::size_t used_ = 0;
};

}  // namespace linehaul
