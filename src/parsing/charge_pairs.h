#pragma once

#include "parsing/row_parser.h"

namespace linehaul {

/// The shape in which a row is a shipment and its charges are pairs of neighbouring columns, description and
/// amount. Every pair whose amount is not zero is an item, but for subtotals, which repeat money.
/// The freight may stand beside the pairs instead of in them: which it is shows by arithmetic, row by row.
class ChargePairs : public RowParser {
 public:
  explicit ChargePairs(const FileContext& context);

 protected:
  RowOutcome parse_row(RowItems& items) override;

 private:
  struct Pair {
    std::optional<Slot> description;
    Slot amount;
  };
  /// What a row's charges add up to, and whether one of them is called like the freight.
  struct Sum {
    Decimal pairs;
    bool has_freight = false;
  };

  void find_pairs();
  bool read_pairs(const LineItem& shipment, RowItems& items, Sum& sum);
  bool add_freight(const LineItem& shipment, RowItems& items, const Sum& sum);
  bool is_subtotal(std::string_view description) const;
  void note_half_pair(const Pair& pair, std::string_view missing);

  std::vector<Pair> pairs_;
  std::optional<Slot> freight_, row_total_;
};

}  // namespace linehaul
