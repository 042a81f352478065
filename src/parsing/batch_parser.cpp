#include "parsing/batch_parser.h"

#include "failure.h"
#include "parsers/carriers.h"
#include "parsing/fault.h"

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

}  // namespace

BatchParser::BatchParser(const FileContext& context)
    : ids_(context.schema.carrier),
      notices_(std::make_unique<NoticeLog>()),
      parser_(make_parser({context.schema, context.layout, context.options, *notices_})) {}

/// Reading the invoice row once more says what the rows take over from it, and nothing new.
void BatchParser::begin(RowBatch& batch) {
  parser_->begin_batch(batch.scratch, batch.is_behind_data);
  if (!batch.invoice_row.empty()) {
    std::vector<LineItem> items;
    RowMoney money;
    parser_->parse(batch.invoice_row[0], items, money);
  }
  notices_->shrink(0);
}

void BatchParser::parse(RowBatch& batch, std::size_t i) {
  Row& row = batch[i];
  const Record& record = batch.records[i];
  if (row.kind == RowKind::totals) row.file_total = parser_->file_total(record);
  if (row.kind == RowKind::data) parse_data(batch, row, record);
  if (notices_->size() == 0) return;
  row.notices = static_cast<std::uint32_t>(notices_->size());
  notices_->pass_to(batch.notices);
}

void BatchParser::parse_data(RowBatch& batch, Row& row, const Record& record) {
  const std::size_t first_item = batch.items.size();
  const RowOutcome outcome = parser_->parse(record, batch.items, row.money);
  row.has_money = true;
  switch (outcome) {
    case RowOutcome::items:
      inject_fault(RowItems(batch.items, first_item));
      row.items = static_cast<std::uint32_t>(batch.items.size() - first_item);
      break;
    case RowOutcome::informational:
      row.outcome = RecordOutcome::informational;
      break;
    case RowOutcome::no_charge:
      row.outcome = RecordOutcome::no_charge;
      break;
    case RowOutcome::rejected: {
      Diagnostic why = parser_->rejection();  // before the row is read again
      batch.reject(row, std::move(why), ids_of_rejected(record));
      break;
    }
  }
}

/// What the parser notices on the way it has said already.
std::vector<TextHash> BatchParser::ids_of_rejected(const Record& record) {
  const std::size_t noticed = notices_->size();
  std::vector<LineItem> items;
  parser_->guess_items(record, items);
  notices_->shrink(noticed);
  std::vector<TextHash> ids;
  for (const LineItem& item : items) ids.push_back(ids_.prepare(item));
  return ids;
}

}  // namespace linehaul
