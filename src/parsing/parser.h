#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagnostic.h"
#include "input/record.h"
#include "model/amount.h"
#include "model/date.h"
#include "model/line_item.h"
#include "model/row_money.h"
#include "parsing/layout.h"
#include "parsing/notices.h"
#include "parsing/row_judge.h"
#include "parsing/scratch.h"
#include "schema/schema.h"

namespace linehaul {

/// Who says how a file writes its amounts and dates.
enum class SettledBy : std::uint8_t { nobody, format, first_records, option };

/// What the file's first records settle about its cells.
struct Conventions {
  DecimalMark decimal_mark = DecimalMark::unknown;
  DateOrder date_order = DateOrder::unknown;
  SettledBy decimal_mark_by = SettledBy::nobody;
  SettledBy date_order_by = SettledBy::nobody;
  RowWidths widths;
};

/// Where a field of a line item comes from, for people who ask.
struct FieldOrigin {
  std::string_view field;
  std::string column;  ///< empty: no cell of this row
  std::string text;    ///< the cell as it stands
  std::string rule;
};

/// What the user asked for, as far as it decides which items a row gives.
struct ParseOptions {
  std::string currency;                   ///< for files that state none; empty: the format's constant
  bool informational = false;             ///< charges without money of their own are items too
  bool documented_only = false;           ///< exactly the items that the hosted API documents
  std::string invoice_id;                 ///< for rows that state none
  std::optional<Timestamp> invoice_date;  ///< likewise
  std::string tracking_file;              ///< which tracking numbers belong to an order
};

/// All that a parser needs to know about the file at hand. Everything outlives the parser.
struct FileContext {
  const Schema& schema;
  const Layout& layout;
  const ParseOptions& options;
  Notices& notices;
};

enum class RowOutcome : std::uint8_t {
  items,          ///< zero or more line items
  informational,  ///< a row that carries no charge by the carrier's own word
  no_charge,      ///< a row of a kind that never gives items (an invoice row)
  rejected,       ///< rejection() says why
};

/// Turns the rows of one file into line items, in file order. Parsers do no input or output.
class Parser {
 public:
  virtual ~Parser() = default;

  /// To be called before the rows of a batch: what rows take over from the rows before them ends here. Texts
  /// of items that stand nowhere in the rows go to `scratch`. `is_behind_data`: rows of data stand before the
  /// batch.
  virtual void begin_batch(Scratch& scratch, bool is_behind_data) = 0;

  /// Appends the row's items, if it gives any, and says in `money` what the row says about money, also when
  /// it is rejected. All texts live as long as the record and what begin_batch() was given.
  virtual RowOutcome parse(const Record& record, std::vector<LineItem>& items, RowMoney& money) = 0;

  /// Appends the items that a row which parse() rejected would have if the cells that cannot be read held an
  /// amount or a date: only what their ids are made of means anything. None where not even that can be told.
  virtual void guess_items(const Record& record, std::vector<LineItem>& items) = 0;

  /// What a closing line of sums states for the whole file; nothing when its cell is blank or no amount.
  virtual std::optional<Decimal> file_total(const Record& record) = 0;

  /// Why parse() rejected the row; its line is the record's.
  virtual const Diagnostic& rejection() const = 0;

  /// Where the fields of an item of the row parsed last come from, in the order of the record's keys.
  virtual std::vector<FieldOrigin> origins(const LineItem& item) const = 0;

  /// Whether the rows behind the record take over from it. The same as the two below for threads: nothing
  /// that parse() changes is looked at.
  virtual bool is_invoice_row(const Record& record) const = 0;
  /// Whether the record, with no row of data before it, is one more row of headers.
  virtual bool is_further_header(const Record& record) const = 0;
  /// To be called for every row that carries charges or should, in file order.
  virtual void see(const Record& record) = 0;
  /// To be called behind the last row: names what only the whole file shows.
  virtual void finish() = 0;

  /// The columns whose cells settle the file's conventions.
  virtual const std::vector<std::uint32_t>& amount_columns() const = 0;
  virtual const std::vector<std::uint32_t>& date_columns() const = 0;
  virtual void set_conventions(Conventions conventions) = 0;
};

using MakeParser = std::unique_ptr<Parser> (*)(const FileContext& context);

}  // namespace linehaul
