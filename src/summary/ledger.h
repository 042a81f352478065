#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/line_item.h"
#include "model/row_money.h"
#include "parsing/record_outcome.h"
#include "summary/invoice.h"
#include "summary/invoice_index.h"

namespace linehaul {

/// Keeps the books of one file: the money that stood in its charge cells, counted before any row became
/// items, against the money of the items that were accepted, of rows that were rejected and of cells that
/// give no item for a reason. They must balance for every record, and for every invoice and currency.
///
/// Where nobody asks for invoices and none states a total, all are one in the books: in files in which every
/// row is its own invoice a quarter of the time went into telling them apart. Else they grow by about 215
/// bytes for an invoice of one currency, measured with names of 10 bytes: 64 for the invoice, 112 for its
/// account, the name, and its place in the table.
class Ledger {
 public:
  explicit Ledger(bool by_invoice = true) : by_invoice_(by_invoice) {}
  Ledger(Ledger&&) = default;  // never copied: accounts and invoices point to each other
  Ledger& operator=(Ledger&&) = default;

  /// What the parser says of a record; to be called once for each, before accept() for its items.
  void enter(const RowMoney& money, RecordOutcome outcome, std::uint64_t line, std::size_t items);
  /// A record in which nobody could or would look for money: rejected for its shape, a header, a line of
  /// sums.
  void enter_unread(RecordOutcome outcome);
  /// An item that left the program.
  void accept(const LineItem& item) {
    Account& account = account_of(item);
    add(open_, item.net_cost);
    ++account.items;
    add(account.gross, item.gross_cost);
    add(account.net, item.net_cost);
    if (!item.is_informational) add(account.total, item.net_cost);
  }
  /// The items of a row that stands in the file a second time, after they were accepted.
  void note_repeated(std::span<const LineItem> items, std::uint64_t line);
  /// An item that does not leave the program: an earlier file had it too, or a filter keeps others only.
  void leave_out(const LineItem& item, SkipReason reason);
  /// A record all of whose items were left out, the last one for that reason.
  void note_record_left_out(SkipReason reason) { ++records_left_out_[static_cast<std::size_t>(reason)]; }
  /// To be called at the end: the total of a file that holds one invoice is that invoice's.
  void close();
  /// What a line of sums states for the whole file. Only the file's last record can: one that records follow
  /// is a subtotal of nobody knows what.
  void state_file_total(const std::optional<Decimal>& total) { file_total_ = total; }

  const std::deque<Invoice>& invoices() const { return index_.invoices(); }
  std::uint64_t records() const { return records_; }
  std::uint64_t records_of(RecordOutcome outcome) const {
    return outcomes_[static_cast<std::size_t>(outcome)];
  }
  std::uint64_t records_without_charge() const { return without_charge_; }
  std::uint64_t unreadable_cells() const { return unreadable_; }
  /// Items and records left out, for SkipReason::duplicate and SkipReason::filtered.
  std::uint64_t items_left_out(SkipReason reason) const {
    return items_left_out_[static_cast<std::size_t>(reason)];
  }
  std::uint64_t records_left_out(SkipReason reason) const {
    return records_left_out_[static_cast<std::size_t>(reason)];
  }
  std::uint64_t records_with_items() const {
    return records_of(RecordOutcome::items) - without_charge_ - records_left_out(SkipReason::duplicate) -
           records_left_out(SkipReason::filtered);
  }
  /// The file's total was taken for that of its only invoice.
  bool is_file_total_the_invoices() const { return is_file_total_the_invoices_; }
  const std::optional<Decimal>& file_total() const { return file_total_; }
  /// The sum of all items where they have one currency; nothing else is ever added up.
  std::optional<Decimal> file_computed() const;

  /// The first place where the books do not balance, in words; empty when they do.
  std::string imbalance() const;

 private:
  Invoice& invoice(std::string_view id) {
    if (last_ == nullptr || !is_same_text(last_->id.view(), id)) find_invoice(id);
    return *last_;
  }
  Account& account(Invoice& invoice, std::string_view currency) {
    Account* const known = invoice.accounts.find(currency);
    return known != nullptr ? *known : add_account(invoice, currency);
  }
  /// The books' account for an item. While a record's items are accepted its texts stay where they are, so
  /// that the same place means the same text.
  Account& account_of(const LineItem& item) {
    const auto are_one = [](std::string_view a, std::string_view b) {
      return a.data() == b.data() && a.size() == b.size();
    };
    const bool is_entered = entered_ != nullptr && are_one(item.invoice_id, entered_invoice_) &&
                            are_one(item.currency, entered_currency_);
    return is_entered ? *entered_ : find_account(item);
  }
  void find_invoice(std::string_view id);
  void open_record(const RowMoney& money, RecordOutcome outcome, std::uint64_t line);
  void close_record();
  Account& find_account(const LineItem& item);
  Account& add_account(Invoice& invoice, std::string_view currency);
  void enter_money_without_items(const RowMoney& money, RecordOutcome outcome, Invoice& invoice,
                                 Account& account);
  void enter_skipped(const RowMoney& money, Account& account);
  void enter_row_total(const RowMoney& money, std::uint64_t line, Invoice& invoice);
  const std::string& name_of(std::string_view currency);
  void add(Decimal& total, const Decimal& amount) { is_overflown_ |= !add_to(total, amount); }

  // Deques: accounts point to currencies, invoices to accounts, and all of them stay where they are.
  std::deque<std::string> currencies_;
  std::deque<Account> accounts_;
  InvoiceIndex index_;
  Invoice* last_ = nullptr;  // neighbouring rows share their invoice
  // Of the record entered last: the texts of its items are mostly the very same bytes.
  std::string_view entered_invoice_;
  std::string_view entered_currency_;
  Account* entered_ = nullptr;
  std::array<std::uint64_t, kRecordOutcomes> outcomes_{};
  std::uint64_t records_ = 0;
  std::uint64_t without_charge_ = 0;
  std::uint64_t unreadable_ = 0;
  std::array<std::uint64_t, kSkipReasons> items_left_out_{};
  std::array<std::uint64_t, kSkipReasons> records_left_out_{};
  bool by_invoice_;
  bool has_several_invoices_ = false;
  // Of the record entered last: what of its money is not yet accounted for, negative. And the first that did
  // not balance.
  Decimal open_;
  std::uint64_t open_line_ = 0;
  std::uint64_t unbalanced_line_ = 0;
  bool is_file_total_the_invoices_ = false;
  bool is_overflown_ = false;
  std::optional<Decimal> file_total_;
};

}  // namespace linehaul
