#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "commands/conversion.h"
#include "commands/item_maker.h"
#include "input/sha256.h"
#include "model/occurrence_table.h"
#include "parsing/invoice_reader.h"
#include "threads/ordered_work.h"

namespace linehaul {

/// One input on its way through: its items go to the run's output, its rejected rows to the rejects, its
/// money into the books.
///
/// Batches of its rows are cut in the order of the file, parsed and written into memory by several threads at
/// once, and settled in the order of the file again: what is named, counted, compared and given out there is
/// the same whatever the number of threads. Only how often an id stood in the file before is not known while
/// a line is made; the few lines for which it was supposed wrongly are made anew.
class FileConversion : private OrderedWork {
 public:
  /// Recognises the input; throws as InvoiceReader does. Changes nothing of the run.
  FileConversion(Run& run, std::unique_ptr<InputFile> file, std::size_t threads);

  /// Reads, parses and writes the input into memory, before the inputs in front of it are done; not more of
  /// it than a few blocks, to which a small file can unpack. Changes nothing of the run either.
  void work_ahead();

  /// What messages call the input.
  const std::string& name() const { return reader_.name(); }
  /// Reads to the end, or to where the run is stopped, and closes the books. `number`: which input of the
  /// run, files in archives counted. `is_copy`: it is known that all its bytes are an earlier one's. Throws
  /// as Conversion::run().
  FileSummary convert(std::uint32_t number, bool is_copy);

 private:
  /// What belongs to a row beside its items.
  struct RowFacts {
    std::uint64_t unclear = 0;  // comparisons
    TextHash cells{};           // where rows of several inputs are compared
    TextHash bytes{};           // where rows of the file are
  };
  /// A batch and what was made of it.
  struct Piece {
    RowBatch rows;
    MadeItems made;
    std::vector<RowFacts> facts;
  };
  /// What a thread works with.
  struct Hand {
    BatchParser* parser;
    ItemMaker maker;
  };

  Taken take(std::size_t slot, bool is_idle) override;
  void work(std::size_t slot, std::size_t thread) override;
  bool finish(std::size_t slot, std::size_t thread) override;
  void add_to_totals();
  bool finish_ahead();
  void make_items(Piece& piece, std::size_t row, std::size_t first_item, ItemMaker& maker);

  void settle(RecordOutcome outcome);
  void settle_items();
  /// Writes the item and enters it into the books, or says why it is left out.
  std::optional<SkipReason> settle_item(const LineItem& item, std::size_t number);
  const MadeItems& make_again(const LineItem& item, std::uint32_t n);
  void keep_line(std::size_t number);
  void write_kept_lines();
  bool is_skipped_duplicate(std::string_view id, const LineItem& item);
  void reject();
  void note_informational();
  void note_dropped_tags(std::string_view id, std::size_t count);
  void note_unclear_comparisons();
  void close_books();
  void judge_informational();
  void name_differences();
  void name_row_differences(const Invoice& invoice);
  void name_file_difference();
  void describe_input();

  Run& run_;
  std::uint32_t number_ = 0;
  bool is_copy_ = false;
  FileNotices notices_;
  NoticeLog log_;  // what the reader noticed when it was made, or told to finish
  Sha256 hash_;
  InvoiceReader reader_;
  bool is_ahead_ = false;
  std::exception_ptr error_ahead_;   // behind what was read ahead
  std::vector<Piece> pieces_;        // by slot
  std::deque<BatchParser> parsers_;  // of the threads but the first, which has the reader's
  std::vector<Hand> hands_;          // by thread

  // What follows belongs to finish().
  SettledRows rows_;
  OccurrenceTable ids_;
  OccurrenceTable bytes_of_rows_;  // to find rows that stand twice
  Piece* piece_ = nullptr;
  ItemMaker* maker_ = nullptr;
  struct {
    std::size_t begin;
    std::size_t end;
  } kept_lines_{};  // of the piece, in bytes: those that go out together
  bool is_record_begun_ = false;
  MadeItems again_;  // the record's items that are made anew
  std::uint64_t unclear_ = 0;
  FileSummary summary_;
};

}  // namespace linehaul
