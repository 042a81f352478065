#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagnostic.h"
#include "input/input_file.h"
#include "input/record_reader.h"
#include "input/text_source.h"
#include "model/line_item.h"
#include "parsing/parser.h"
#include "parsing/recognition.h"
#include "parsing/record_outcome.h"
#include "parsing/row_judge.h"
#include "schema/catalog.h"

namespace linehaul {

/// How an input is read; what the command line can say about it.
struct ReadOptions {
  RecognitionOptions recognition;
  ParseOptions parsing;
  DecimalMark decimal_mark = DecimalMark::unknown;  ///< overrides what the file shows
  DateOrder date_order = DateOrder::unknown;        ///< likewise
  std::size_t block_size = BlockReader::kDefaultBlockSize;
  std::size_t max_record_size = RecordReader::kDefaultMaxRecordSize;
};

/// One input from bytes to line items: recognises it, settles its conventions and reads record after record.
class InvoiceReader {
 public:
  /// Opens, recognises and settles; reads no record yet. Everything passed outlives the reader. Throws
  /// Failure (unreadable) for an input that cannot be read, is empty or is no known format.
  /// Every byte read goes through `hash` where one is given.
  InvoiceReader(const std::string& path, const Catalog& catalog, const ReadOptions& options, Notices& notices,
                Sha256* hash = nullptr);

  /// Reads the next record; nothing at the end. Its items are in items(), and live until the next call.
  std::optional<RecordOutcome> next();

  const std::vector<LineItem>& items() const { return items_; }
  const Record& record() const { return *record_; }
  const Diagnostic& rejection() const { return rejection_; }
  /// What the record says about money; nullptr for a record that no parser could look at.
  const RowMoney* money() const { return has_money_ ? &parser_->money() : nullptr; }
  /// What a closing line of sums states for the whole file.
  std::optional<Decimal> file_total() { return parser_->file_total(*record_); }
  const Schema& schema() const { return *recognized_.schema; }
  const Layout& layout() const { return recognized_.layout; }
  const Recognized& recognized() const { return recognized_; }
  const Conventions& conventions() const { return conventions_; }
  /// The text that settled all this; empty once records are read.
  std::string_view head() const { return text_.head(); }
  Encoding encoding() const { return text_.encoding(); }
  std::vector<FieldOrigin> origins(const LineItem& item) const { return parser_->origins(item); }
  const std::string& name() const { return file_.name(); }
  const InputFile& file() const { return file_; }

  /// `action` is called before every read that may have to wait for a live input.
  void before_read(std::function<void()> action) {
    if (!file_.is_regular()) text_.before_read(std::move(action));
  }

 private:
  static Recognized recognize_head(FileText& text, const std::string& name, const Catalog& catalog,
                                   const RecognitionOptions& options);
  void note_columns() const;
  void note_rows_before_header() const;
  bool is_another_header() const;
  RecordOutcome reject_row(Diagnostic diagnostic);
  RecordOutcome reject(Diagnostic diagnostic);

  InputFile file_;
  FileText text_;
  Recognized recognized_;
  ReadOptions options_;
  Notices& notices_;
  std::unique_ptr<Parser> parser_;
  Conventions conventions_;
  RowJudge judge_;
  RecordReader reader_;
  const Record* record_ = nullptr;
  std::uint32_t records_passed_ = 0;
  bool has_money_ = false;
  bool is_behind_another_header_ = false;
  bool at_first_record_ = true;
  std::vector<LineItem> items_;
  Diagnostic rejection_;
};

}  // namespace linehaul
