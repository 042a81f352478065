#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/amount.h"
#include "model/date.h"

namespace linehaul {

/// The facts about one file format, read from schemas/<format>.json or from a file in the same grammar
/// (schemas/format.schema.json, linehaul-format(5)). Facts only: how rows become line items is code.
/// All text is UTF-8; columns are named as the carrier documents them and matched by normalized_name().

/// A column of the format. `{n}` in a name stands for a number.
struct SchemaColumn {
  std::string name;
  std::vector<std::string> aliases;
};

/// The columns that feed a field of the record: the first one that is not blank, or all of them in one text.
struct FieldColumns {
  std::string field;
  std::vector<std::string> columns;
  bool joined = false;
};

/// What people call a charge, by the carrier's code or by the column that holds the charge.
struct ChargeText {
  std::string code;
  std::string text;
};

enum class HeaderUse : std::uint8_t { required, optional, none };
enum class ColumnLookup : std::uint8_t { by_name, by_position };

/// Which of 3/4/2026's numbers is the month when the file's own dates leave it open.
struct DateOrderRule {
  DateOrder otherwise = DateOrder::unknown;
  std::string column;             ///< empty: no column decides
  std::string month_first_value;  ///< the column's text that means month first
};

/// How rows without a header are known: a column that holds one of a few texts.
struct RowSignature {
  std::uint32_t minimum_columns = 0;
  std::string column;
  std::vector<std::string> values;
};

/// Another report of the same carrier, known by its columns, that must not be taken for this format.
struct LookAlike {
  std::string title;
  std::vector<std::string> columns;
};

/// Description and amount in neighbouring columns, repeated.
struct PairColumns {
  std::string description;
  std::string amount;
  std::vector<std::string> subtotals;  ///< descriptions that repeat money
  std::string freight;                 ///< freight that may stand beside the pairs; empty: none
  std::string freight_text;
};

/// Numbered groups of columns, `{n}` in each name, and the charges that stand beside them.
struct GroupColumns {
  std::string code;
  std::string name;
  std::string charge;
  std::string discount;
  std::string freight;            ///< one column, a charge of its own
  std::string freight_discounts;  ///< `{n}`: discounts on the freight
  std::string other_name;         ///< `{n}`: what the other charge is called
  std::string other_amount;       ///< `{n}`
  std::string fee;                ///< a charge only where the row's total needs it
};

/// Values of the first column that say what a row is; empty: every row is a charge row.
struct RecordTypes {
  std::string column;
  std::string charge;
  std::string invoice;
};

struct Schema {
  std::string format;
  std::string carrier;
  std::string title;
  std::string gross_meaning;
  std::string net_meaning;
  std::string tax_meaning;
  std::string shape;
  HeaderUse header = HeaderUse::required;
  ColumnLookup lookup = ColumnLookup::by_name;
  char delimiter = ',';
  DecimalMark decimal_mark = DecimalMark::unknown;
  DateOrderRule date_order;
  std::string currency;                ///< ISO 4217; empty: only the file knows
  bool columns_vary = false;           ///< which columns a file has is the customer's choice
  bool short_rows = false;             ///< cells missing at a row's end are blank, not an error
  std::vector<std::string> signature;  ///< header names that only this format has together
  RowSignature row_signature;
  std::vector<LookAlike> look_alikes;
  std::vector<std::string> required;
  std::vector<FieldColumns> fields;
  std::vector<ChargeText> charge_texts;
  std::vector<ChargeText> charge_columns;
  std::vector<std::string> reserved_columns;  ///< not documented as charges, but money was seen in them
  std::string sole_charge_column;  ///< a total that is a charge only where no charge column holds money
  PairColumns pairs;
  GroupColumns groups;
  RecordTypes record_types;
  std::string blank;         ///< a text that means an empty cell, beside the empty cell
  std::string totals_label;  ///< a text that marks a closing line of sums wherever it stands
  std::string row_total;
  std::string invoice_total;
  std::vector<SchemaColumn> columns;

  /// Whether files state totals of invoices or rows.
  bool states_totals() const {
    return !invoice_total.empty() || !row_total.empty() || !record_types.invoice.empty();
  }
  /// The columns of a field, nullptr when the format has none.
  const FieldColumns* field(std::string_view name) const;
  /// The text for a charge code; empty when the code is not known.
  std::string_view charge_text(std::string_view code) const;
};

}  // namespace linehaul
