#include "parsing/settled_rows.h"

namespace linehaul {

void SettledRows::begin(RowBatch& batch) {
  batch_ = &batch;
  next_row_ = first_item_ = first_notice_ = 0;
  row_ = nullptr;
}

/// What is to be said of a row that is not as nearly all are.
void SettledRows::settle_closely() {
  if (record_->is_recoded()) {
    notices_.once(Problem::windows_1252, "", record_->line(),
                  "not UTF-8 from here on; such cells are read as Windows-1252, --encoding overrides");
  }
  if (row_->kind == RowKind::repeated_header) is_behind_another_header_ = false;
  if (is_behind_another_header_) {
    row_->has_money = false;
    batch_->reject(*row_, {Problem::another_header, record_->line(), "", "", "a row behind another header"});
    return;
  }
  batch_->notices.replay(first_notice_, first_notice_ + row_->notices, notices_);
  const bool is_rejected = row_->outcome == RecordOutcome::rejected;
  const bool is_charge = is_rejected ? rejection().problem != Problem::unknown_record_type
                                     : row_->outcome == RecordOutcome::items;
  if (row_->has_money && is_charge) parser_.see(*record_);
  if (!is_rejected || record_->problem() != Problem::none || !is_another_header(*record_, layout_)) return;
  // Pasted behind this one: what follows must not be read by the columns of the first.
  is_behind_another_header_ = true;
  batch_->reject(
      *row_,
      {Problem::another_header, record_->line(), "", "",
       "another header with other columns stands here; the rows behind it are not read, split the file"});
}

bool SettledRows::is_another_header(const Record& record, const Layout& layout) {
  std::size_t known = 0;
  for (const Field& field : record.fields()) known += layout.is_documented(record.text(field));
  return known >= 3 && known * 2 > record.fields().size();
}

}  // namespace linehaul
