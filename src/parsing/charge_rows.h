#pragma once

#include "parsing/row_parser.h"

namespace linehaul {

/// The shape in which a row is a charge: every row gives one item, whatever its
/// amount. Rows whose net cost is blank are rejected.
class ChargeRows : public RowParser {
 public:
  explicit ChargeRows(const FileContext& context);

 protected:
  RowOutcome parse_row(RowItems& items) override;

  /// The carrier's own judgement on an item that was read by the schema alone.
  virtual RowOutcome judge(LineItem& item);

  /// The carrier's code for the class of the charge, for judge().
  std::string_view charge_class() const { return charge_class_; }

 private:
  bool read_costs(LineItem& item);
  /// The first amount of several columns, and the column it stands in. False: rejected.
  bool read_first(const Slots& slots, Decimal& amount, std::uint32_t& column);
  void reject_missing_cost(const Slots& slots);
  void describe(LineItem& item);
  void describe_unknown_class(LineItem& item);
  std::string_view class_text() const;

  Slots net_, gross_, discount_;
  Slots class_, description_, code_, detail_;
  /// A part of what names the charge in its id. Mostly the code or the class, whose cells need not be read
  /// twice.
  struct IdPart {
    enum class Source : std::uint8_t { code, charge_class, cell } source;
    Slot slot;
  };
  std::vector<IdPart> id_parts_;
  bool joins_description_ = false;
  struct ClassText {
    std::uint64_t code;  // short_key()
    std::string_view text;
  };
  std::vector<ClassText> class_texts_;  // the schema's, by their short codes
  std::string_view charge_class_;       // of the row
};

}  // namespace linehaul
