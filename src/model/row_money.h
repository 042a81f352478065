#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/decimal.h"

namespace linehaul {

/// Why money that stands in a charge cell is not among the items.
enum class SkipReason : std::uint8_t {
  subtotal,          ///< a label that repeats other charges
  freight_in_pairs,  ///< the freight column repeats a pair
  informational,     ///< a row that is no charge by the carrier's word
  row_total,         ///< a total beside the charges
  invoice_fee,       ///< a fee that is not part of the row's total
  sign_turned,       ///< twice the amount whose sign another column turned
  not_documented,    ///< left out by --compat trackstar
  invoice_row,       ///< a row that repeats the sums of the rows behind it
  duplicate,         ///< a row that an earlier file of the run has too, with --duplicates skip
  filtered,          ///< left out by --where
};
inline constexpr std::size_t kSkipReasons = 10;

/// The reason as the summary and check name it, `freight-in-pairs`.
std::string_view skip_reason_name(SkipReason reason);

/// What a row says about money, beside its items: read before anybody decides what becomes an item, so that
/// both can be compared. Texts live as long as the row's items.
struct RowMoney {
  std::string_view invoice_id;
  std::string_view currency;
  Decimal in;                    ///< exact sum of the charge cells that can be read, discounts signed
  std::uint32_t unreadable = 0;  ///< charge cells that cannot
  bool overflow = false;         ///< the sum has too many digits; the row is then rejected
  std::vector<std::pair<SkipReason, Decimal>> skipped;
  std::optional<Decimal> invoice_total;  ///< stated for the whole invoice
  std::optional<Decimal> row_total;      ///< stated for the row's charges
  std::optional<Decimal> row_computed;   ///< what the row's charges add up to

  /// As it begins, with the memory it has: a row's money is read where it stays.
  void clear() {
    invoice_id = {};
    currency = {};
    in = Decimal();
    unreadable = 0;
    overflow = false;
    skipped.clear();
    invoice_total.reset();
    row_total.reset();
    row_computed.reset();
  }
};

}  // namespace linehaul
