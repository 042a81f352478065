#include "model/row_money.h"

namespace linehaul {

std::string_view skip_reason_name(SkipReason reason) {
  switch (reason) {
    case SkipReason::subtotal:
      return "subtotal";
    case SkipReason::freight_in_pairs:
      return "freight-in-pairs";
    case SkipReason::informational:
      return "informational";
    case SkipReason::row_total:
      return "row-total";
    case SkipReason::invoice_fee:
      return "invoice-fee";
    case SkipReason::sign_turned:
      return "sign-turned";
    case SkipReason::not_documented:
      return "not-documented";
    case SkipReason::invoice_row:
      return "invoice-row";
    case SkipReason::duplicate:
      return "duplicate";
    case SkipReason::filtered:
      return "filtered";
  }
  return "";
}

}  // namespace linehaul
