#pragma once

#include <memory>
#include <vector>

#include "model/charge_id.h"
#include "parsing/parser.h"
#include "parsing/row_batch.h"

namespace linehaul {

/// Makes line items of the rows of batches: of any batch of the file and in any order of batches, because
/// what rows take over from rows of earlier batches stands in their own. Each thread has one.
class BatchParser {
 public:
  /// All outlives the parser but the context's notices, in whose place it has its own. Throws Failure (usage)
  /// for a schema of a shape that does not exist.
  explicit BatchParser(const FileContext& context);

  /// To be called for each batch before its rows are parsed in their order.
  void begin(RowBatch& batch);
  /// Parses the row of that number if it is one to be parsed; its items go behind those the batch has.
  void parse(RowBatch& batch, std::size_t row);

  Parser& parser() { return *parser_; }
  const Parser& parser() const { return *parser_; }
  /// What the parser noticed when nothing was parsed: when it was made, or told to finish.
  NoticeLog& notices() { return *notices_; }

 private:
  void parse_data(RowBatch& batch, Row& row, const Record& record);
  std::vector<TextHash> ids_of_rejected(const Record& record);

  ChargeIds ids_;
  std::unique_ptr<NoticeLog> notices_;  // stays where it is: the parser knows it
  std::unique_ptr<Parser> parser_;
};

}  // namespace linehaul
