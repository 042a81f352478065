#pragma once

#include "parsing/row_parser.h"
#include "parsing/unknown_amounts.h"

namespace linehaul {

/// The shape in which a row is a shipment and each kind of charge has its column: every
/// cell whose amount is not zero is an item.
class ChargeColumns : public RowParser {
 public:
  explicit ChargeColumns(const FileContext& context);

  void see(const Record& record) override { unknown_.see(record, decimal_mark()); }
  void finish() override { unknown_.report(context_.notices); }

 protected:
  RowOutcome parse_row(RowItems& items) override;

 private:
  struct Charge {
    Slot slot;
    std::string code;
    std::string text;
    bool reserved;
  };

  void add_column(const std::string& schema_column, const std::string& text, bool reserved);
  bool read_charge(const Charge& charge, const LineItem& shipment, RowItems& items, Decimal& total);

  std::vector<Charge> charges_;
  std::optional<Charge> sole_charge_;
  std::optional<Slot> row_total_;
  UnknownAmounts unknown_;
};

}  // namespace linehaul
