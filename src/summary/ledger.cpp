#include "summary/ledger.h"

namespace linehaul {
namespace {

constexpr std::size_t kNamedDifferences = 5;
constexpr std::size_t kNamedBlocks = 1000;

}  // namespace

Invoice& Ledger::invoice(std::string_view id) {
  if (last_ == nullptr || last_->id.view() != id) last_ = &index_.of(id);
  return *last_;
}

Account& Ledger::account(Invoice& invoice, std::string_view currency) {
  if (Account* known = invoice.accounts.find(currency)) return *known;
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

/// The books' account for an item. While a record's items are accepted its texts stay where they are, so that
/// the same place means the same text.
Account& Ledger::account_of(const LineItem& item) {
  const auto are_one = [](std::string_view a, std::string_view b) {
    return a.data() == b.data() && a.size() == b.size();
  };
  const bool is_entered = entered_ != nullptr && are_one(item.invoice_id, entered_invoice_) &&
                          are_one(item.currency, entered_currency_);
  return is_entered ? *entered_ : account(invoice(item.invoice_id), item.currency);
}

void Ledger::enter(const RowMoney& money, RecordOutcome outcome, std::uint64_t line, std::size_t items) {
  ++records_;
  ++outcomes_[static_cast<std::size_t>(outcome)];
  entered_ = nullptr;
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
  switch (outcome) {
    case RecordOutcome::rejected:
      ++invoice.rejected;
      add(account.rejected.change(), money.in);
      return;
    case RecordOutcome::informational:
      add(account.skipped.of(SkipReason::informational), money.in);
      return;
    case RecordOutcome::no_charge:
      add(account.skipped.of(SkipReason::invoice_row), money.in);
      return;
    case RecordOutcome::items:
    case RecordOutcome::repeated_header:
    case RecordOutcome::totals:
      break;
  }
  for (const auto& [reason, amount] : money.skipped) {
    add(account.skipped.of(reason), amount);
    if (reason == SkipReason::not_documented) add(account.total, amount);
  }
  ++invoice.rows_with_items;
  if (!money.row_total) return;
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

void Ledger::accept(const LineItem& item) {
  Account& account = account_of(item);
  ++account.items;
  add(account.gross, item.gross_cost);
  add(account.net, item.net_cost);
  if (!item.is_informational) add(account.total, item.net_cost);
}

void Ledger::close() {
  std::deque<Invoice>& invoices = index_.invoices();
  if (!file_total_ || invoices.size() != 1 || invoices.front().stated.get().invoice) return;
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
        return "invoice \"" + std::string(invoice.id) + "\": " + account.in.text() + " " + account.currency +
               " stands in the charge cells, " + account.net.text() + " in the items and " + left.text() +
               " was left out for a reason";
      }
    }
  }
  return {};
}

}  // namespace linehaul
