#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "commands/column_search.h"
#include "exit_status.h"
#include "output/line_writer.h"
#include "output/output_file.h"
#include "output/output_folder.h"
#include "output/progress.h"
#include "output/rejects_file.h"
#include "output/reporter.h"
#include "output/table_writer.h"
#include "parsing/invoice_reader.h"
#include "summary/duplicates.h"
#include "summary/file_summary.h"
#include "tagging/tag_rules.h"

namespace linehaul {

/// What normalize and check have in common.
struct ConversionOptions {
  std::vector<std::string> inputs;         ///< "-": standard input
  std::vector<std::string> input_folders;  ///< by input: where in `output_folder` its output stands
  std::vector<std::string> unreadable;     ///< what is wrong with inputs that are not among these
  std::vector<std::string> schema_files;   ///< --schema
  ReadOptions reading;
  WriteOptions writing;
  std::string output;                      ///< empty: standard output
  std::string output_folder;               ///< not empty: an output there for each input instead
  std::optional<Compression> compression;  ///< of the items; else as the name of their file says
  std::string rejects;                     ///< empty: named on standard error
  std::string summary;                     ///< empty: none
  std::vector<std::string> rule_files;     ///< --rules
  std::vector<std::string> filters;        ///< --where
  DuplicatePolicy duplicates = DuplicatePolicy::warn;
  ProgressWhen progress = ProgressWhen::automatic;
  bool strict = false;
  std::size_t threads = 0;       ///< 0: what the inputs' size is worth
  bool check = true;             ///< name totals that differ
  bool writes_items = true;      ///< false: only the books are kept
  bool keeps_breakdown = false;  ///< count and sum by account and charge description
  bool finds_repeats = false;    ///< count rows that stand in a file twice, for explaining a difference
};

/// What an input has given, or a run so far.
struct Totals {
  void add(const Totals& other);
  /// `15 records read, 14 gave items, 1 rejected; 20 items`
  std::string text() const;

  std::uint64_t inputs = 0;
  std::uint64_t records = 0;
  std::uint64_t with_items = 0;
  std::uint64_t rejected = 0;
  std::uint64_t items = 0;
};

/// What all inputs of a run share.
struct Run {
  explicit Run(const ConversionOptions& run_options)
      : options(run_options),
        catalog(run_options.schema_files),
        rules(run_options.rule_files, run_options.filters),
        columns(table_columns(run_options.writing)),
        column_search(columns, run_options.filters) {}

  const ConversionOptions& options;
  Catalog catalog;
  TagRules rules;
  std::vector<ItemColumn> columns;  ///< of the table that is written; empty: JSON Lines with all keys
  ColumnSearch column_search;
  Reporter reporter;
  std::optional<OutputFile> output;  ///< of all inputs, or of the one that is being given out
  std::optional<RejectsFile> rejects;
  std::optional<Progress> progress;  ///< there while inputs are read
  Totals totals;
  std::optional<Duplicates> duplicates;  ///< only where there are several inputs, or archives of them
  std::vector<bool> is_copy;             ///< by input: all its bytes are an earlier one's, which is named
  bool is_stopped = false;               ///< by --strict or --duplicates fail
};

class FileConversion;

/// Reads every input in the order given, writes its items, names its problems and keeps its books. Several
/// threads share a large input among them, and small inputs by taking each a whole one.
class Conversion {
 public:
  /// Throws Failure (usage, unwritable) before anything is read or written.
  explicit Conversion(const ConversionOptions& options);

  /// Throws Failure for what ends the whole run; an input that cannot be read only worsens the status. Throws
  /// std::logic_error when the books do not balance: money was lost or invented, which is a bug.
  ExitStatus run();

  /// One per input that could be read, in the order given; empty unless somebody wants them.
  const std::vector<FileSummary>& summaries() const { return summaries_; }

 private:
  class SharedInputs;

  std::optional<std::uint64_t> size_of_inputs() const;
  void check_targets();
  void open_output(const std::string& path);
  std::size_t threads() const;
  void name_equal_inputs();
  std::unique_ptr<InputFile> open(std::uint32_t input) const;
  void convert(std::uint32_t input);
  void convert(std::uint32_t input, std::unique_ptr<FileConversion> file);
  void convert_members(std::uint32_t input, std::unique_ptr<RawInput> archive);
  bool is_output_whole() const;
  void publish_output();
  void finish();
  void tell_result();

  Run run_;
  std::vector<std::optional<std::uint64_t>> sizes_;  // by input, in bytes; nothing: no regular file
  std::optional<OutputFolder> folder_;
  std::size_t threads_ = 1;
  std::uint32_t converted_ = 0;  // inputs, files in archives counted
  std::optional<OutputFile> summary_;
  std::vector<FileSummary> summaries_;
};

}  // namespace linehaul
