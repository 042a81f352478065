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
#include "parsing/layout.h"
#include "parsing/notices.h"
#include "schema/schema.h"

namespace linehaul {

/// What the file's first records settle about its cells.
struct Conventions {
  DecimalMark decimal_mark = DecimalMark::unknown;
  DateOrder date_order = DateOrder::unknown;
};

/// What the user asked for, as far as it decides which items a row gives.
struct ParseOptions {
  std::string currency;      ///< for files that state none; empty: the format's constant
  bool informational = false;  ///< charges without money of their own (UPS INF) are items too
  bool documented_only = false;  ///< exactly the items that the hosted API documents
  bool check = true;             ///< name totals that differ
  std::string invoice_id;        ///< for rows that state none
  std::optional<Timestamp> invoice_date;  ///< likewise
  std::string tracking_file;     ///< which tracking numbers belong to an order (Royal Mail SAP BEx)
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

  /// Appends the row's items. Their texts live until the next call.
  virtual RowOutcome parse(const Record& record, std::vector<LineItem>& items) = 0;

  /// Why parse() rejected the row; its line is the record's.
  virtual const Diagnostic& rejection() const = 0;

  /// To be called behind the last row: names what only the whole file shows.
  virtual void finish() = 0;

  /// The columns whose cells settle the file's conventions.
  virtual const std::vector<std::uint32_t>& amount_columns() const = 0;
  virtual const std::vector<std::uint32_t>& date_columns() const = 0;
  virtual void set_conventions(Conventions conventions) = 0;
};

using MakeParser = std::unique_ptr<Parser> (*)(const FileContext& context);

}  // namespace linehaul
