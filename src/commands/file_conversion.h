#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "commands/conversion.h"
#include "input/sha256.h"
#include "model/charge_id.h"
#include "model/occurrence_table.h"
#include "parsing/invoice_reader.h"
#include "tagging/item_tags.h"

namespace linehaul {

/// One input on its way through: its items go to the run's output, its rejected rows to the rejects, its
/// money into the books.
class FileConversion {
 public:
  /// `number` counts the run's inputs. Opens and recognises; throws as InvoiceReader does.
  FileConversion(Run& run, const std::string& input, std::uint32_t number);

  /// Reads to the end, or to where the run is stopped, and closes the books. Throws as Conversion::run().
  FileSummary convert();

 private:
  void take(RecordOutcome outcome);
  void write_items();
  /// Writes the item and enters it into the books, or says why it is left out.
  std::optional<SkipReason> write_item(const LineItem& item);
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
  std::uint32_t number_;
  FileNotices notices_;
  Sha256 hash_;
  InvoiceReader reader_;
  ItemWriter writer_;
  ChargeIds ids_;
  std::optional<ItemTags> tags_;  ///< only where there are rules or filters
  OccurrenceTable rows_;          // to find rows that stand twice
  FileSummary summary_;
};

}  // namespace linehaul
