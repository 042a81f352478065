#include "parsing/invoice_reader.h"

#include <algorithm>
#include <utility>

#include "parsing/first_records.h"
#include "parsing/required_columns.h"

namespace linehaul {
namespace {

template <typename Text>
std::string quoted_list(const std::vector<Text>& names) {
  constexpr std::size_t kNamed = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
    text += (i == 0 ? "\"" : ", \"") + printable(names[i]) + "\"";
  }
  if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
  return text;
}

}  // namespace

InvoiceReader::InvoiceReader(std::unique_ptr<InputFile> file, const Catalog& catalog,
                             const ReadOptions& options, bool has_threads, Notices& notices, Sha256* hash)
    : InvoiceReader(std::make_unique<RecognizedFile>(std::move(file), catalog, options.recognition,
                                                     options.block_size, !has_threads, hash),
                    options, notices) {}

InvoiceReader::InvoiceReader(std::unique_ptr<RecognizedFile> file, const ReadOptions& options,
                             Notices& notices)
    : file_(std::move(file)),
      options_(options),
      notices_(notices),
      parser_(context()),
      judge_(schema(), layout()),
      reader_(file_->text(), recognized().dialect, options.recognition.encoding, options.max_record_size) {
  conventions_ = settle_conventions(head(), file_->text().ended(), recognized(), options.recognition.encoding,
                                    parser_.parser());
  judge_.expect(conventions_.widths);
  if (options.decimal_mark != DecimalMark::unknown) {
    conventions_.decimal_mark = options.decimal_mark;
    conventions_.decimal_mark_by = SettledBy::option;
  }
  if (options.date_order != DateOrder::unknown) {
    conventions_.date_order = options.date_order;
    conventions_.date_order_by = SettledBy::option;
  }
  parser_.parser().set_conventions(conventions_);
  parser_.notices().pass_to(notices_);
  note_columns();
  note_rows_before_header();
}

/// What stands before the header is a title, unless it looks like the header's own rows.
void InvoiceReader::note_rows_before_header() const {
  if (!layout().has_header()) return;
  MemoryText text(head());
  RecordReader records(text, recognized().dialect, options_.recognition.encoding);
  for (std::uint32_t i = 0; i + 1 < recognized().records_before_data; ++i) {
    const Record* record = records.next();
    if (record == nullptr) return;
    if (record->columns() != layout().width()) continue;
    for (const std::uint32_t column : parser_.parser().amount_columns()) {
      const std::string_view cell = record->cell(column);
      const auto amount = read_amount(cell, conventions_.decimal_mark).value;
      if (!amount || amount->is_zero()) continue;
      notices_.once(Problem::rows_before_header, "", record->line(),
                    "a row with an amount before the header is not read; put the header first");
      break;
    }
  }
}

/// Carriers change formats without notice: what is new or gone is named once per file.
void InvoiceReader::note_columns() const {
  if (!layout().has_header()) return;
  const std::vector<std::string_view> unknown = layout().unknown_names();
  if (!unknown.empty()) {
    notices_.once(Problem::unknown_column, "", 0,
                  "not known in " + schema().format + " files: " + quoted_list(unknown));
  }
  note_renamed_columns(unknown);
  if (schema().columns_vary) return;
  if (const std::vector<std::string> missing = layout().missing_columns(); !missing.empty()) {
    notices_.once(Problem::missing_column, "", 0,
                  "not in this file, but documented: " + quoted_list(missing));
  }
}

/// Where nothing of a field's columns is there and a column like one of them is new, the items would lose the
/// field without a word.
void InvoiceReader::note_renamed_columns(const std::vector<std::string_view>& unknown) const {
  if (unknown.empty()) return;
  for (const FieldColumns& field : schema().fields) {
    const auto is_there = [&](const std::string& column) { return has_column(layout(), column); };
    if (std::any_of(field.columns.begin(), field.columns.end(), is_there)) continue;
    for (const std::string& column : field.columns) {
      const std::string question = ask_renamed(column, unknown);
      if (question.empty()) continue;
      notices_.once(Problem::renamed_column, column, 0,
                    "the column \"" + column + "\" is not there, which line items are made of (" +
                        field.field + ")" + question);
      break;
    }
  }
}

BatchParser InvoiceReader::make_parser() {
  BatchParser parser(context());
  parser.parser().set_conventions(conventions_);
  return parser;
}

void InvoiceReader::finish() {
  parser_.parser().finish();
  parser_.notices().pass_to(notices_);
}

/// The batch ends where the text that was read ends. Only with an empty batch may the reader ask for more:
/// its records are views into that text.
InvoiceReader::Cut InvoiceReader::cut(RowBatch& batch, bool may_wait) {
  batch.clear();
  for (; records_passed_ < recognized().records_before_data; ++records_passed_) reader_.next();
  if (!invoice_row_.empty()) batch.invoice_row.copy(invoice_row_[0]);
  batch.is_behind_data = is_behind_data_;
  for (;;) {
    const Record* record = reader_.next_at_hand();
    if (record == nullptr && batch.size() != 0) break;
    if (record == nullptr) {
      if (!may_wait && !file().is_ready()) return Cut::must_wait;
      record = reader_.next();
      if (record == nullptr) return Cut::end;
    }
    add_row(record, batch);
  }
  batch.records.close(reader_);
  return Cut::rows;
}

void InvoiceReader::add_row(const Record* record, RowBatch& batch) {
  RowKind kind = judge_.judge(*record);
  if (kind == RowKind::blank) return;
  if (kind == RowKind::swallowed) {
    record = reader_.give_up_after_first_line();
    kind = judge_.judge(*record);
  }
  Row& row = batch.add_row();
  batch.records.add(*record);
  row.kind = kind;
  if (kind == RowKind::rejected) {
    batch.reject(row, judge_.rejection());
  } else {
    const bool is_first = std::exchange(at_first_row_, false);
    if (kind == RowKind::totals) row.outcome = RecordOutcome::totals;
    if (kind == RowKind::repeated_header) row.outcome = RecordOutcome::repeated_header;
    const bool is_own_header = is_first && kind == RowKind::repeated_header && !layout().has_header();
    if (is_own_header) row.kind = RowKind::blank;
  }
  follow_invoices(row, *record);
}

/// Rows take over from the last invoice row, but not from one that is not read.
void InvoiceReader::follow_invoices(const Row& row, const Record& record) {
  if (row.kind == RowKind::data && !is_behind_data_) {
    is_behind_data_ = !parser_.parser().is_further_header(record);
  }
  if (schema().record_types.invoice.empty()) return;
  if (row.kind == RowKind::repeated_header) is_behind_another_header_ = false;
  if (row.kind != RowKind::data || is_behind_another_header_) return;
  if (parser_.parser().is_invoice_row(record)) {
    invoice_row_.clear();
    invoice_row_.copy(record);
  } else {
    is_behind_another_header_ = SettledRows::is_another_header(record, layout());
  }
}

std::optional<RecordOutcome> InvoiceRows::next() {
  for (;;) {
    if (parsed_ < batch_.size()) {
      reader_.parser().parse(batch_, parsed_++);
      if (settled_.next()) return settled_.outcome();
      continue;
    }
    batch_.clear();
    if (reader_.cut(batch_) == InvoiceReader::Cut::end) {
      reader_.finish();
      return std::nullopt;
    }
    parsed_ = 0;
    reader_.parser().begin(batch_);
    settled_.begin(batch_);
  }
}

}  // namespace linehaul
