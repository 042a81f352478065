#include "summary/ledger.h"

namespace linehaul {
namespace {

constexpr std::size_t kNamedDifferences = 5;
constexpr std::size_t kNamedBlocks = 1000;

}  // namespace

/// Out of line: neighbouring rows mostly share their invoice.
void Ledger::find_invoice(std::string_view id) {
  has_several_invoices_ |= last_ != nullptr;
  if (by_invoice_ || last_ == nullptr) last_ = &index_.of(id);
}

/// Money that rows without items carry is left out as a whole.
void Ledger::open_record(const RowMoney& money, RecordOutcome outcome, std::uint64_t line) {
  close_record();
  open_ = Decimal();
  open_line_ = line;
  if (outcome != RecordOutcome::items) return;
  open_ = money.in.negated();
  for (const auto& [reason, amount] : money.skipped) add(open_, amount);
}

void Ledger::close_record() {
  if (!open_.is_zero() && unbalanced_line_ == 0) unbalanced_line_ = open_line_;
}

/// Out of line: rarely another account than the row's.
Account& Ledger::find_account(const LineItem& item) {
  return account(invoice(item.invoice_id), item.currency);
}

Account& Ledger::add_account(Invoice& invoice, std::string_view currency) {
  Account& account = accounts_.emplace_back(name_of(currency));
  invoice.accounts.append(account);
  return account;
}

/// A file has one or two of them.
const std::string& Ledger::name_of(std::string_view currency) {
  for (const std::string& known : currencies_) {
    if (known == currency) return known;
  }
  return currencies_.emplace_back(currency);
}

void Ledger::enter(const RowMoney& money, RecordOutcome outcome, std::uint64_t line, std::size_t items) {
  ++records_;
  ++outcomes_[static_cast<std::size_t>(outcome)];
  entered_ = nullptr;
  open_record(money, outcome, line);
  file_total_.reset();
  without_charge_ += outcome == RecordOutcome::items && items == 0;
  unreadable_ += money.unreadable;
  Invoice& invoice = this->invoice(money.invoice_id);
  ++invoice.records;
  if (money.invoice_total) {
    std::optional<Decimal>& stated = invoice.stated.change().invoice;
    if (stated && *stated != *money.invoice_total) invoice.is_inconsistent = true;
    stated = money.invoice_total;
  }
  if (outcome == RecordOutcome::no_charge && money.in.is_zero()) return;  // no money, and perhaps no currency
  Account& account = this->account(invoice, money.currency);
  entered_ = &account;
  entered_invoice_ = money.invoice_id;
  entered_currency_ = money.currency;
  add(account.in, money.in);
  if (outcome != RecordOutcome::items) return enter_money_without_items(money, outcome, invoice, account);
  if (!money.skipped.empty()) enter_skipped(money, account);
  ++invoice.rows_with_items;
  if (money.row_total) enter_row_total(money, line, invoice);
}

void Ledger::enter_money_without_items(const RowMoney& money, RecordOutcome outcome, Invoice& invoice,
                                       Account& account) {
  if (outcome == RecordOutcome::rejected) {
    ++invoice.rejected;
    add(account.rejected.change(), money.in);
  } else {
    const bool is_informational = outcome == RecordOutcome::informational;
    add(account.skipped.of(is_informational ? SkipReason::informational : SkipReason::invoice_row), money.in);
  }
}

void Ledger::enter_skipped(const RowMoney& money, Account& account) {
  for (const auto& [reason, amount] : money.skipped) {
    add(account.skipped.of(reason), amount);
    if (reason == SkipReason::not_documented) add(account.total, amount);
  }
}

void Ledger::enter_row_total(const RowMoney& money, std::uint64_t line, Invoice& invoice) {
  StatedTotals& stated = invoice.stated.change();
  ++stated.rows;
  add(stated.sum_of_rows, *money.row_total);
  if (agree(*money.row_total, *money.row_computed)) return;
  const bool rounding = is_rounding(*money.row_total, *money.row_computed, money.currency);
  invoice.rows_differing += !rounding;
  if (invoice.row_differences.size() < kNamedDifferences) {
    invoice.row_differences.push_back({line, *money.row_total, *money.row_computed, rounding});
  }
}

void Ledger::enter_unread(RecordOutcome outcome) {
  entered_ = nullptr;
  ++records_;
  ++outcomes_[static_cast<std::size_t>(outcome)];
}

void Ledger::leave_out(const LineItem& item, SkipReason reason) {
  ++items_left_out_[static_cast<std::size_t>(reason)];
  Account& account = account_of(item);
  add(open_, item.net_cost);
  add(account.skipped.of(reason), item.net_cost);
  if (!item.is_informational) add(account.total, item.net_cost);
}

void Ledger::note_repeated(std::span<const LineItem> items, std::uint64_t line) {
  if (items.empty()) return;
  Account& account = account_of(items.front());
  RareList<RepeatedRows>& blocks = account.repeated;
  if (blocks.empty() || blocks.back().last_record + 1 != records_) {
    if (blocks.size() == kNamedBlocks) return;
    blocks.push_back({line, 0, 0, Decimal()});
  }
  blocks.back().last_record = records_;
  blocks.back().last_line = line;
  for (const LineItem& item : items) add(blocks.back().net, item.net_cost);
}

void Ledger::close() {
  close_record();
  open_ = Decimal();
  std::deque<Invoice>& invoices = index_.invoices();
  if (!file_total_ || has_several_invoices_ || invoices.size() != 1 || invoices.front().stated.get().invoice)
    return;
  invoices.front().stated.change().invoice = file_total_;
  is_file_total_the_invoices_ = true;
}

std::optional<Decimal> Ledger::file_computed() const {
  Decimal total;
  const std::string* currency = nullptr;
  for (const Invoice& invoice : invoices()) {
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
  for (const Invoice& invoice : invoices()) {
    for (const Account& account : invoice.accounts) {
      Decimal out = account.net;
      Decimal left = account.rejected;
      for (std::size_t i = 0; i < account.skipped.size(); ++i) {
        left = sum(left, account.skipped[i]).value_or(left);
      }
      out = sum(out, left).value_or(out);
      if (out != account.in) {
        return (by_invoice_ ? "invoice \"" + std::string(invoice.id) + "\": " : "") + account.in.text() +
               " " + account.currency + " stands in the charge cells, " + account.net.text() +
               " in the items and " + left.text() + " was left out for a reason";
      }
    }
  }
  if (unbalanced_line_ == 0) return {};
  return "line " + std::to_string(unbalanced_line_) + ": its charge cells and its items differ";
}

}  // namespace linehaul
