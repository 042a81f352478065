#pragma once

#include "parsing/row_parser.h"
#include "parsing/unknown_amounts.h"

namespace linehaul {

/// The shape in which a row is a shipment, its freight has a column with discounts beside it, and further
/// charges stand in numbered groups of columns. Every charge whose amount or
/// discount is not zero is an item.
class ChargeGroups : public RowParser {
 public:
  explicit ChargeGroups(const FileContext& context);

  void see(const Record& record) override { unknown_.see(record, decimal_mark()); }
  void finish() override { unknown_.report(context_.notices); }

 protected:
  RowOutcome parse_row(RowItems& items) override;

 private:
  struct Group {
    std::optional<Slot> code, name;
    Slot charge, discount;
  };
  struct Other {
    Slot amount;
    std::optional<Slot> name;
    std::string code;
  };

  void find_groups();
  void find_others();
  bool read_freight(const LineItem& shipment, RowItems& items);
  bool read_others(const LineItem& shipment, RowItems& items);
  bool read_group(const Group& group, const LineItem& shipment, RowItems& items);
  bool read_fee(const LineItem& shipment, RowItems& items);
  bool sum_of(const RowItems& items, Decimal& total);
  /// Adds |discount| to what is taken off.
  bool read_discount(Slot slot, Decimal& discounts);
  bool set_costs(LineItem& item, const Decimal& charge, const Decimal& discounts, Slot slot);

  std::vector<Group> groups_;
  std::vector<Other> others_;
  std::vector<Slot> freight_discounts_;
  std::optional<Slot> freight_, fee_, row_total_;
  UnknownAmounts unknown_;
};

}  // namespace linehaul
