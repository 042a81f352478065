#include "summary/ledger.h"

#include <algorithm>

namespace linehaul {
namespace {

constexpr std::size_t kNamedDifferences = 5;
constexpr std::size_t kNamedBlocks = 1000;

/// Currencies whose smallest unit is 1 (ISO 4217).
constexpr std::array<std::string_view, 16> kWithoutMinorUnits = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                                 "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                                 "VUV", "XAF", "XOF", "XPF"};

bool has_minor_units(std::string_view currency) {
  return std::find(kWithoutMinorUnits.begin(), kWithoutMinorUnits.end(), currency) ==
         kWithoutMinorUnits.end();
}

bool is_rounding(const Decimal& stated, const Decimal& computed, std::string_view currency) {
  const auto difference = sum(stated, computed.negated());
  return difference && difference->magnitude() <= *Decimal::from_units(1, 0) && !has_minor_units(currency);
}

std::optional<Decimal> difference_of(const Decimal& stated, const Decimal& computed) {
  return sum(stated, computed.negated());
}

}  // namespace

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
  if (stated) return stated;
  return rows_stated != 0 && rows_stated == rows_with_items ? std::optional(sum_of_rows) : std::nullopt;
}

std::optional<Decimal> Invoice::difference() const {
  const Account* account = only_account();
  const auto total = stated_total();
  if (!total || is_inconsistent || account == nullptr) return std::nullopt;
  return difference_of(*total, account->total);
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

Invoice& Ledger::invoice(std::string_view id) {
  if (last_ < invoices_.size() && invoices_[last_].id == id) return invoices_[last_];
  const auto [found, is_new] = index_.try_emplace(std::string(id), invoices_.size());
  if (is_new) invoices_.emplace_back().id = id;
  last_ = found->second;
  return invoices_[last_];
}

Account& Ledger::account(Invoice& invoice, std::string_view currency) {
  for (Account& account : invoice.accounts) {
    if (account.currency == currency) return account;
  }
  Account& account = invoice.accounts.emplace_back();
  account.currency = currency;
  return account;
}

void Ledger::add(Decimal& total, const Decimal& amount) {
  const auto result = sum(total, amount);
  is_overflown_ |= !result;
  if (result) total = *result;
}

void Ledger::enter(const RowMoney& money, RecordOutcome outcome, std::uint64_t line, std::size_t items) {
  ++records_;
  ++outcomes_[static_cast<std::size_t>(outcome)];
  file_total_.reset();
  without_charge_ += outcome == RecordOutcome::items && items == 0;
  unreadable_ += money.unreadable;
  Invoice& invoice = this->invoice(money.invoice_id);
  ++invoice.records;
  if (money.invoice_total) {
    invoice.is_inconsistent |= invoice.stated && *invoice.stated != *money.invoice_total;
    invoice.stated = money.invoice_total;
  }
  if (outcome == RecordOutcome::no_charge && money.in.is_zero()) return;  // no money, and perhaps no currency
  Account& account = this->account(invoice, money.currency);
  add(account.in, money.in);
  switch (outcome) {
    case RecordOutcome::rejected:
      ++invoice.rejected;
      add(account.rejected, money.in);
      return;
    case RecordOutcome::informational:
      add(account.skipped[static_cast<std::size_t>(SkipReason::informational)], money.in);
      return;
    case RecordOutcome::no_charge:
      add(account.skipped[static_cast<std::size_t>(SkipReason::invoice_row)], money.in);
      return;
    case RecordOutcome::items:
    case RecordOutcome::repeated_header:
    case RecordOutcome::totals:
      break;
  }
  for (const auto& [reason, amount] : money.skipped) {
    add(account.skipped[static_cast<std::size_t>(reason)], amount);
    if (reason == SkipReason::not_documented) add(account.total, amount);
  }
  ++invoice.rows_with_items;
  if (!money.row_total) return;
  ++invoice.rows_stated;
  add(invoice.sum_of_rows, *money.row_total);
  if (agree(*money.row_total, *money.row_computed)) return;
  const bool rounding = is_rounding(*money.row_total, *money.row_computed, money.currency);
  invoice.rows_differing += !rounding;
  if (invoice.row_differences.size() < kNamedDifferences) {
    invoice.row_differences.push_back({line, *money.row_total, *money.row_computed, rounding});
  }
}

void Ledger::enter_unread(RecordOutcome outcome) {
  ++records_;
  ++outcomes_[static_cast<std::size_t>(outcome)];
}

void Ledger::leave_out(const LineItem& item, SkipReason reason) {
  ++items_left_out_[static_cast<std::size_t>(reason)];
  Account& account = this->account(invoice(item.invoice_id), item.currency);
  add(account.skipped[static_cast<std::size_t>(reason)], item.net_cost);
  if (!item.is_informational) add(account.total, item.net_cost);
}

void Ledger::note_repeated(const std::vector<LineItem>& items, std::uint64_t line) {
  if (items.empty()) return;
  Account& account = this->account(invoice(items.front().invoice_id), items.front().currency);
  std::vector<RepeatedRows>& blocks = account.repeated;
  if (blocks.empty() || blocks.back().last_record + 1 != records_) {
    if (blocks.size() == kNamedBlocks) return;
    blocks.push_back({line, 0, 0, Decimal()});
  }
  blocks.back().last_record = records_;
  blocks.back().last_line = line;
  for (const LineItem& item : items) add(blocks.back().net, item.net_cost);
}

void Ledger::accept(const LineItem& item) {
  Account& account = this->account(invoice(item.invoice_id), item.currency);
  ++account.items;
  add(account.gross, item.gross_cost);
  add(account.net, item.net_cost);
  if (!item.is_informational) add(account.total, item.net_cost);
}

void Ledger::close() {
  if (!file_total_ || invoices_.size() != 1 || invoices_.front().stated) return;
  invoices_.front().stated = file_total_;
  is_file_total_the_invoices_ = true;
}

std::optional<Decimal> Ledger::file_computed() const {
  Decimal total;
  const std::string* currency = nullptr;
  for (const Invoice& invoice : invoices_) {
    for (const Account& account : invoice.accounts) {
      if (currency != nullptr && *currency != account.currency) return std::nullopt;
      currency = &account.currency;
      const auto next = sum(total, account.total);
      if (!next) return std::nullopt;
      total = *next;
    }
  }
  return total;
}

std::string Ledger::imbalance() const {
  std::uint64_t outcomes = 0;
  for (const std::uint64_t count : outcomes_) outcomes += count;
  if (outcomes != records_) return "records read and records accounted for differ";
  if (is_overflown_) return {};  // sums of more than 36 digits cannot be compared
  for (const Invoice& invoice : invoices_) {
    for (const Account& account : invoice.accounts) {
      Decimal out = account.net;
      Decimal left = account.rejected;
      for (const Decimal& skipped : account.skipped) left = sum(left, skipped).value_or(left);
      out = sum(out, left).value_or(out);
      if (out != account.in) {
        return "invoice \"" + invoice.id + "\": " + account.in.text() + " " + account.currency +
               " stands in the charge cells, " + account.net.text() + " in the items and " + left.text() +
               " was left out for a reason";
      }
    }
  }
  return {};
}

}  // namespace linehaul
