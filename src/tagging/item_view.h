#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/amount.h"
#include "model/date.h"
#include "model/decimal.h"

namespace linehaul {

/// The keys of a line item that rules can speak of, in the order of the record. Columns of the source row are
/// numbered behind them, see RowColumns.
enum class ItemField : std::uint32_t {
  id,
  transaction_date,
  account_id,
  invoice_id,
  tracking_number,
  gross_cost,
  net_cost,
  charge_description,
  trackstar_tags,
  carrier,
  currency,
  charge_code,
  charge_detail,
  raw,
  first_column,  ///< of the source row
};
inline constexpr std::size_t kItemFields = static_cast<std::size_t>(ItemField::first_column);

/// The keys by ItemField.
inline constexpr std::array<std::string_view, kItemFields> kItemFieldNames = {"id",
                                                                              "transaction_date",
                                                                              "account_id",
                                                                              "invoice_id",
                                                                              "tracking_number",
                                                                              "gross_cost",
                                                                              "net_cost",
                                                                              "charge_description",
                                                                              "trackstar_tags",
                                                                              "carrier",
                                                                              "currency",
                                                                              "charge_code",
                                                                              "charge_detail",
                                                                              "raw"};

/// A line item as rules and filters see it, whether it was just made or comes from a file. Texts are UTF-8
/// and empty for what is null, absent or blank.
struct ItemView {
  std::array<std::string_view, kItemFields> texts;
  std::optional<Timestamp> transaction_date;
  std::optional<Decimal> gross_cost;
  std::optional<Decimal> net_cost;
  bool has_raw = true;
  std::span<const std::string_view> columns;        ///< trimmed cells, as Conditions::columns() lists them
  DecimalMark decimal_mark = DecimalMark::unknown;  ///< of those cells

  std::string_view text(std::uint32_t field) const {
    return field < kItemFields ? texts[field] : columns[field - kItemFields];
  }
  std::string_view& text(ItemField field) { return texts[static_cast<std::size_t>(field)]; }
};

}  // namespace linehaul
