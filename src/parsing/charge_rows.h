#pragma once

#include "parsing/row_parser.h"

namespace linehaul {

/// The shape in which a row is a charge: every row gives one item, whatever its
/// amount. Rows whose net cost is blank are rejected.
class ChargeRows : public RowParser {
 public:
  explicit ChargeRows(const FileContext& context);

 protected:
  RowOutcome parse_row(std::vector<LineItem>& items) override;

  /// The carrier's own judgement on an item that was read by the schema alone.
  virtual RowOutcome judge(LineItem& item);

  /// The carrier's code for the class of the charge, for judge().
  std::string_view charge_class() const { return charge_class_; }

 private:
  RowOutcome read_item(LineItem& item);
  bool read_costs(LineItem& item);
  /// The slot whose amount it is; nothing: rejected.
  std::optional<Slot> first_amount(const Slots& slots, std::optional<Decimal>& amount);
  void describe(LineItem& item);
  void describe_unknown_class(LineItem& item);
  std::string_view class_text() const;

  Slots net_, gross_, discount_;
  Slots class_, description_, code_, detail_, id_charge_;
  bool joins_description_ = false;
  struct ClassText {
    std::uint64_t code;  // short_key()
    std::string_view text;
  };
  std::vector<ClassText> class_texts_;  // the schema's, by their short codes
  std::string_view charge_class_;       // of the row
};

}  // namespace linehaul
