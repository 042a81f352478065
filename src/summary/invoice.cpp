#include "summary/invoice.h"

#include <algorithm>
#include <array>

namespace linehaul {
namespace {

/// Currencies whose smallest unit is 1 (ISO 4217).
constexpr std::array<std::string_view, 16> kWithoutMinorUnits = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                                 "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                                 "VUV", "XAF", "XOF", "XPF"};

}  // namespace

bool has_minor_units(std::string_view currency) {
  return std::find(kWithoutMinorUnits.begin(), kWithoutMinorUnits.end(), currency) ==
         kWithoutMinorUnits.end();
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::none_stated:
      return "none stated";
    case Verdict::matched:
      return "matched";
    case Verdict::rounded:
      return "matched (rounding)";
    case Verdict::inconsistent:
      return "inconsistent";
    case Verdict::differs:
      return "differs";
  }
  return "";
}

bool agree(const Decimal& stated, const Decimal& computed) {
  constexpr int kCents = 2;
  if (stated.scale() <= kCents && computed.scale() <= kCents) return stated == computed;
  return stated.rounded_half_even(kCents) == computed.rounded_half_even(kCents);
}

bool is_rounding(const Decimal& stated, const Decimal& computed, std::string_view currency) {
  const auto difference = sum(stated, computed.negated());
  return difference && difference->magnitude() <= *Decimal::from_units(1, 0) && !has_minor_units(currency);
}

const Account* Invoice::only_account() const {
  const Account* only = nullptr;
  for (const Account& account : accounts) {
    if (account.items == 0 && account.total.is_zero()) continue;
    if (only != nullptr) return nullptr;
    only = &account;
  }
  return only == nullptr && !accounts.empty() ? &accounts.front() : only;
}

std::optional<Decimal> Invoice::stated_total() const {
  const StatedTotals& totals = stated;
  if (totals.invoice) return totals.invoice;
  return totals.rows != 0 && totals.rows == rows_with_items ? std::optional(totals.sum_of_rows)
                                                            : std::nullopt;
}

std::optional<Decimal> Invoice::difference() const {
  const Account* account = only_account();
  const auto total = stated_total();
  if (!total || is_inconsistent || account == nullptr) return std::nullopt;
  return sum(*total, account->total.negated());
}

Verdict Invoice::verdict() const {
  const Account* account = only_account();
  const auto total = stated_total();
  if (rows_differing != 0) return Verdict::differs;
  if (is_inconsistent) return Verdict::inconsistent;
  if (!total || account == nullptr) return Verdict::none_stated;
  if (agree(*total, account->total)) return Verdict::matched;
  return is_rounding(*total, account->total, account->currency) ? Verdict::rounded : Verdict::differs;
}

}  // namespace linehaul
