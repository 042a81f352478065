#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "exit_status.h"
#include "model/charge_id.h"
#include "output/item_writer.h"
#include "output/output_file.h"
#include "output/rejects_file.h"
#include "output/reporter.h"
#include "parsing/invoice_reader.h"
#include "summary/file_summary.h"

namespace linehaul {

/// What normalize and check have in common.
struct ConversionOptions {
  std::vector<std::string> inputs;        ///< "-": standard input
  std::vector<std::string> schema_files;  ///< --schema
  ReadOptions reading;
  WriteOptions writing;
  std::string output;   ///< empty: standard output
  std::string rejects;  ///< empty: named on standard error
  std::string summary;  ///< empty: none
  bool strict = false;
  bool check = true;         ///< name totals that differ
  bool writes_items = true;  ///< false: only the books are kept
};

/// Reads every input in the order given, writes its items, names its problems and keeps its books.
class Conversion {
 public:
  /// Throws Failure (usage, unwritable) before anything is read or written.
  explicit Conversion(const ConversionOptions& options);

  /// Throws Failure for what ends the whole run; an input that cannot be read only worsens the status. Throws
  /// std::logic_error when the books do not balance: money was lost or invented, which is a bug.
  ExitStatus run();

  /// One per input that could be read, in the order given.
  const std::vector<FileSummary>& summaries() const { return summaries_; }

 private:
  void check_targets() const;
  void convert(const std::string& input);
  void take(InvoiceReader& reader, RecordOutcome outcome, FileSummary& summary, ItemWriter& writer,
            ChargeIds& ids, FileNotices& notices);
  void write_items(InvoiceReader& reader, FileSummary& summary, ItemWriter& writer, ChargeIds& ids);
  void reject(const InvoiceReader& reader);
  void close_books(const FileSummary& summary, FileNotices& notices);
  void name_differences(const FileSummary& summary, FileNotices& notices);
  void finish();

  const ConversionOptions& options_;
  Catalog catalog_;
  Reporter reporter_;
  std::optional<OutputFile> output_;
  std::optional<RejectsFile> rejects_;
  std::optional<OutputFile> summary_;
  std::vector<FileSummary> summaries_;
  bool stopped_ = false;
};

}  // namespace linehaul
