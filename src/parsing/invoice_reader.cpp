#include "parsing/invoice_reader.h"

#include <algorithm>
#include <utility>

#include "failure.h"
#include "input/content.h"
#include "parsers/carriers.h"
#include "parsing/fault.h"
#include "parsing/first_records.h"

namespace linehaul {
namespace {

std::unique_ptr<Parser> make_parser(const FileContext& context) {
  const MakeParser make = find_parser(context.schema.format, context.schema.shape);
  if (make == nullptr) {
    throw Failure(ExitStatus::usage, "the schema of \"" + context.schema.format +
                                         "\" has the unknown shape \"" + context.schema.shape + "\"");
  }
  return make(context);
}

std::string quoted_list(const std::vector<std::string>& names) {
  constexpr std::size_t kNamed = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamed); ++i) {
    text += (i == 0 ? "\"" : ", \"") + printable(names[i]) + "\"";
  }
  if (names.size() > kNamed) text += " and " + std::to_string(names.size() - kNamed) + " more";
  return text;
}

}  // namespace

InvoiceReader::InvoiceReader(const std::string& path, const Catalog& catalog, const ReadOptions& options,
                             Notices& notices, Sha256* hash)
    : file_(path),
      text_(file_, options.block_size, options.recognition.encoding),
      recognized_((file_.hash_into(hash), recognize_head(text_, file_.name(), catalog, options.recognition))),
      options_(options),
      notices_(notices),
      parser_(make_parser({*recognized_.schema, recognized_.layout, options_.parsing, notices})),
      judge_(*recognized_.schema, recognized_.layout),
      reader_(text_, recognized_.dialect, options.recognition.encoding, options.max_record_size) {
  conventions_ =
      settle_conventions(text_.head(), text_.ended(), recognized_, options.recognition.encoding, *parser_);
  if (options.decimal_mark != DecimalMark::unknown) {
    conventions_.decimal_mark = options.decimal_mark;
    conventions_.decimal_mark_by = SettledBy::option;
  }
  if (options.date_order != DateOrder::unknown) {
    conventions_.date_order = options.date_order;
    conventions_.date_order_by = SettledBy::option;
  }
  parser_->set_conventions(conventions_);
  note_columns();
  note_rows_before_header();
}

/// What stands before the header is a title, unless it looks like the header's own rows.
void InvoiceReader::note_rows_before_header() const {
  if (!layout().has_header()) return;
  MemoryText text(text_.head());
  RecordReader records(text, recognized_.dialect, options_.recognition.encoding);
  for (std::uint32_t i = 0; i + 1 < recognized_.records_before_data; ++i) {
    const Record* record = records.next();
    if (record == nullptr) return;
    if (record->columns() != layout().width()) continue;
    for (const std::uint32_t column : parser_->amount_columns()) {
      const std::string_view cell = record->cell(column);
      const auto amount = read_amount(cell, conventions_.decimal_mark).value;
      if (!amount || amount->is_zero()) continue;
      notices_.once(Problem::rows_before_header, "", record->line(),
                    "a row with an amount before the header is not read; put the header first");
      break;
    }
  }
}

/// Reads so much of the beginning that the first records are all there, and finds out what it is.
Recognized InvoiceReader::recognize_head(FileText& text, const std::string& name, const Catalog& catalog,
                                         const RecognitionOptions& options) {
  for (std::size_t lines_wanted = kFirstRecords + 100, lines = 0;; lines_wanted *= 2) {
    while (text.head().size() < kFirstBytesOfText && lines < lines_wanted) {
      const std::size_t before = text.head().size();
      if (!text.extend_head()) break;
      const std::string_view piece = text.head().substr(before);
      lines += static_cast<std::size_t>(
          std::count_if(piece.begin(), piece.end(), [](char c) { return c == '\n' || c == '\r'; }));
    }
    if (const std::string other = other_content(text.first_bytes()); !other.empty()) {
      throw Failure(ExitStatus::unreadable, name + ": unknown-format: this is not a CSV file but " + other);
    }
    if (text.head().empty()) throw Failure(ExitStatus::unreadable, name + ": empty: there is nothing in it");
    Recognized recognized = recognize(text.head(), name, catalog, options);
    if (text.ended() || text.head().size() >= kFirstBytesOfText) return recognized;
    const auto ignore = [](const Record&) {};
    if (visit_first_records(text.head(), false, recognized, options.encoding, ignore) >= kFirstRecords) {
      return recognized;
    }
  }
}

/// Carriers change formats without notice: what is new or gone is named once per file.
void InvoiceReader::note_columns() const {
  if (!layout().has_header()) return;
  std::vector<std::string> unknown;
  for (const std::uint32_t column : layout().unknown_columns()) unknown.push_back(layout().name(column));
  if (!unknown.empty()) {
    notices_.once(Problem::unknown_column, "", 0,
                  "not known in " + schema().format + " files: " + quoted_list(unknown));
  }
  if (schema().columns_vary) return;
  if (const std::vector<std::string> missing = layout().missing_columns(); !missing.empty()) {
    notices_.once(Problem::missing_column, "", 0,
                  "not in this file, but documented: " + quoted_list(missing));
  }
}

/// The header of another export, with other columns or in another order, pasted behind this one: what follows
/// must not be read by the columns of the first.
bool InvoiceReader::is_another_header() const {
  std::size_t known = 0;
  for (const Field& field : record_->fields()) known += layout().is_documented(record_->text(field));
  return known >= 3 && known * 2 > record_->fields().size();
}

RecordOutcome InvoiceReader::reject_row(Diagnostic diagnostic) {
  if (record_->problem() == Problem::none && is_another_header()) {
    is_behind_another_header_ = true;
    return reject(
        {Problem::another_header, record_->line(), "", "",
         "another header with other columns stands here; the rows behind it are not read, split the file"});
  }
  return reject(std::move(diagnostic));
}

RecordOutcome InvoiceReader::reject(Diagnostic diagnostic) {
  rejection_ = std::move(diagnostic);
  items_.clear();
  return RecordOutcome::rejected;
}

std::optional<RecordOutcome> InvoiceReader::next() {
  items_.clear();
  has_money_ = false;
  for (; records_passed_ < recognized_.records_before_data; ++records_passed_) reader_.next();
  for (;;) {
    record_ = reader_.next();
    if (record_ == nullptr) {
      parser_->finish();
      return std::nullopt;
    }
    RowKind kind = judge_.judge(*record_);
    if (kind == RowKind::blank) continue;
    if (kind == RowKind::swallowed) {
      record_ = reader_.give_up_after_first_line();
      kind = judge_.judge(*record_);
    }
    if (record_->is_recoded()) {
      notices_.once(Problem::windows_1252, "", record_->line(),
                    "not UTF-8 from here on; such cells are read as Windows-1252, --encoding overrides");
    }
    if (kind == RowKind::repeated_header) is_behind_another_header_ = false;
    if (is_behind_another_header_) {
      return reject({Problem::another_header, record_->line(), "", "", "a row behind another header"});
    }
    if (kind == RowKind::rejected) return reject_row(judge_.rejection());
    if (judge_.has_unusual_surplus()) {
      notices_.once(
          Problem::surplus_cells, "", record_->line(),
          "more cells than the header has; they are blank and ignored, but a comma in an unquoted cell "
          "would have shifted the row");
    }
    const bool is_first = std::exchange(at_first_record_, false);
    if (kind == RowKind::repeated_header && is_first && !layout().has_header()) continue;
    if (kind == RowKind::repeated_header) return RecordOutcome::repeated_header;
    if (kind == RowKind::totals) return RecordOutcome::totals;
    has_money_ = true;
    switch (parser_->parse(*record_, items_)) {
      case RowOutcome::items:
        inject_fault(items_);
        return RecordOutcome::items;
      case RowOutcome::informational:
        return RecordOutcome::informational;
      case RowOutcome::no_charge:
        return RecordOutcome::no_charge;
      case RowOutcome::rejected:
        return reject_row(parser_->rejection());
    }
  }
}

}  // namespace linehaul
