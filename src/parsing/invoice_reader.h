#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "input/record_reader.h"
#include "parsing/batch_parser.h"
#include "parsing/recognized_file.h"
#include "parsing/row_judge.h"
#include "parsing/settled_rows.h"
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
  UnpackLimits unpacking;
};

/// One input: recognises it, settles its conventions and cuts it into batches of rows, in the order of the
/// file. What becomes of the rows is left to a BatchParser and SettledRows.
class InvoiceReader {
 public:
  /// Recognises and settles; reads no record yet. Everything passed outlives the reader. Throws
  /// Failure (unreadable) for an input that cannot be read, is empty or is no known format.
  /// `has_threads`: the caller reads with threads of its own. Every byte read goes through `hash` where one
  /// is given.
  InvoiceReader(std::unique_ptr<InputFile> file, const Catalog& catalog, const ReadOptions& options,
                bool has_threads, Notices& notices, Sha256* hash = nullptr);
  /// Of a file that is recognised already, and fit to be read.
  InvoiceReader(std::unique_ptr<RecognizedFile> file, const ReadOptions& options, Notices& notices);

  enum class Cut : std::uint8_t { rows, must_wait, end };
  /// Fills the batch, whatever it held, with the rows that were read together: at least one, and no more
  /// text than a block of the input. `may_wait` false: where a live input has nothing to read, says must_wait
  /// and leaves the batch clear. Throws Failure (unreadable) where reading fails.
  Cut cut(RowBatch& batch, bool may_wait = true);

  /// To be called behind the last row, when all were settled: names what only the whole file shows.
  void finish();

  /// The parser of the thread that has no other, and of questions about the file as a whole.
  BatchParser& parser() { return parser_; }
  /// One more parser of the same file, for another thread.
  BatchParser make_parser();

  const Schema& schema() const { return file_->schema(); }
  const Layout& layout() const { return file_->layout(); }
  const Conventions& conventions() const { return conventions_; }
  const std::string& name() const { return file().name(); }
  const InputFile& file() const { return file_->file(); }

 private:
  const Recognized& recognized() const { return file_->recognized(); }
  /// The text that settled what the file is; empty once records are read.
  std::string_view head() const { return file_->text().head(); }
  FileContext context() const { return {schema(), layout(), options_.parsing, notices_}; }
  void note_columns() const;
  void note_renamed_columns(const std::vector<std::string_view>& unknown) const;
  void note_rows_before_header() const;
  void add_row(const Record* record, RowBatch& batch);
  void follow_invoices(const Row& row, const Record& record);

  std::unique_ptr<RecognizedFile> file_;
  ReadOptions options_;
  Notices& notices_;
  BatchParser parser_;
  Conventions conventions_;
  RowJudge judge_;
  RecordReader reader_;
  std::uint32_t records_passed_ = 0;
  bool at_first_row_ = true;
  // What rows of later batches take over from.
  RecordBatch invoice_row_;
  bool is_behind_data_ = false;
  bool is_behind_another_header_ = false;
};

/// The rows of one input one by one, for those who are in no hurry.
class InvoiceRows {
 public:
  /// Both outlive it.
  InvoiceRows(InvoiceReader& reader, Notices& notices)
      : reader_(reader), settled_(reader.layout(), reader.parser().parser(), notices) {}

  /// Reads the next row; nothing at the end. What it gave lives until the next call.
  std::optional<RecordOutcome> next();
  const SettledRows& row() const { return settled_; }
  /// Where the fields of an item of the row come from.
  std::vector<FieldOrigin> origins(const LineItem& item) const {
    return reader_.parser().parser().origins(item);
  }

 private:
  InvoiceReader& reader_;
  SettledRows settled_;
  RowBatch batch_;
  std::size_t parsed_ = 0;
};

}  // namespace linehaul
