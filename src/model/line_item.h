#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/date.h"
#include "model/decimal.h"

namespace linehaul {

/// One charge of an invoice: the record that becomes one line of output. Texts are UTF-8, trimmed, and blank
/// where the file says nothing. They are views into the record, the schema, or what the parser's
/// begin_batch() was given, and live as long as these.
struct LineItem {
  /// Not defaulted: a list that makes an item would set all its bytes to zero first, and then its members.
  LineItem() {}  // NOLINT(modernize-use-equals-default)

  std::optional<Timestamp> transaction_date;
  std::string_view account_id;
  std::string_view invoice_id;
  std::string_view tracking_number;
  /// Before and after discounts; in some formats with and without VAT, as their schemas say.
  Decimal gross_cost;
  Decimal net_cost;
  std::string_view charge_description;
  std::string_view currency;  ///< ISO 4217
  std::string_view charge_code;
  std::string_view charge_detail;

  /// What the id is made of: the documented id source where the carrier has one, the row's own reference as
  /// a last resort, and the texts that name the charge.
  std::string_view id_base;
  std::string_view reference;
  std::array<std::string_view, 3> id_charge;
  /// The cells that cost and description were read from, and by which rule, for those who ask why.
  static constexpr std::uint32_t kNoColumn = 0xFFFFFFFF;
  std::uint32_t cost_column = kNoColumn;
  std::uint32_t gross_column = kNoColumn;  ///< where it is not the net cost's
  std::uint32_t description_column = kNoColumn;
  const char* cost_rule = "";
  const char* gross_rule = "";
  const char* description_rule = "";

  /// A charge without money of its own by the carrier's word: stays out of every total.
  bool is_informational = false;
  /// Whether the hosted API's documentation has this charge too, for formats of which it leaves some out.
  bool is_documented = false;
};

/// The description as it is written: there always is one.
inline std::string_view written_description(const LineItem& item) {
  return item.charge_description.empty() ? "Unspecified charge" : item.charge_description;
}

}  // namespace linehaul
