#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/line_item.h"
#include "model/row_money.h"
#include "parsing/record_outcome.h"

namespace linehaul {

/// What a stated total is worth.
enum class Verdict : std::uint8_t {
  none_stated,
  matched,
  rounded,       ///< differs by at most 1 in a currency without minor units
  inconsistent,  ///< the file states several totals for one invoice
  differs,
};

std::string_view verdict_name(Verdict verdict);

/// Neighbouring rows that stand in the file word for word a second time.
struct RepeatedRows {
  std::uint64_t first_line;
  std::uint64_t last_record;  ///< counts records, to see whether the next one is the neighbour
  std::uint64_t last_line;
  Decimal net;
};

/// The money of one currency of an invoice. Every sum is exact.
struct Account {
  std::string currency;
  std::uint64_t items = 0;
  Decimal gross;
  Decimal net;       ///< of all items that were accepted
  Decimal total;     ///< what stated totals are compared with: without informational items, with hidden ones
  Decimal in;        ///< what stands in the charge cells
  Decimal rejected;  ///< of it, in rejected rows
  std::vector<RepeatedRows> repeated;  ///< the first few blocks, where somebody asked for them
  std::array<Decimal, kSkipReasons> skipped{};
};

/// A row whose stated total is not the sum of its charges.
struct RowDifference {
  std::uint64_t line;
  Decimal stated;
  Decimal computed;
  bool is_rounding;  ///< by at most 1 in a currency without minor units
};

struct Invoice {
  std::string id;  ///< empty: rows that name no invoice
  std::uint64_t records = 0;
  std::uint64_t rejected = 0;
  std::vector<Account> accounts;  ///< one per currency, in the order of the file
  std::optional<Decimal> stated;
  bool is_inconsistent = false;
  std::vector<RowDifference> row_differences;  ///< the first few
  std::uint64_t rows_differing = 0;
  std::uint64_t rows_stated = 0;
  std::uint64_t rows_with_items = 0;
  Decimal sum_of_rows;  ///< of the totals that rows state

  /// The one account that a stated total speaks of; nullptr where its items have several currencies.
  const Account* only_account() const;
  /// What the file states for the invoice: its total, else the sum of its rows' totals where every row states
  /// one.
  std::optional<Decimal> stated_total() const;
  Verdict verdict() const;
  /// Stated less computed; nothing unless there are both.
  std::optional<Decimal> difference() const;
};

/// Keeps the books of one file: the money that stood in its charge cells, counted before any row became
/// items, against the money of the items that were accepted, of rows that were rejected and of cells that
/// give no item for a reason. Grows with the number of invoices and currencies, about 700 bytes each.
class Ledger {
 public:
  /// What the parser says of a record; to be called once for each, before accept() for its items.
  void enter(const RowMoney& money, RecordOutcome outcome, std::uint64_t line, std::size_t items);
  /// A record in which nobody could or would look for money: rejected for its shape, a header, a line of
  /// sums.
  void enter_unread(RecordOutcome outcome);
  /// An item that left the program.
  void accept(const LineItem& item);
  /// The items of a row that stands in the file a second time, after they were accepted.
  void note_repeated(const std::vector<LineItem>& items, std::uint64_t line);
  /// An item that does not leave the program: an earlier file had it too, or a filter keeps others only.
  void leave_out(const LineItem& item, SkipReason reason);
  /// A record all of whose items were left out, the last one for that reason.
  void note_record_left_out(SkipReason reason) { ++records_left_out_[static_cast<std::size_t>(reason)]; }
  /// To be called at the end: the total of a file that holds one invoice is that invoice's.
  void close();
  /// What a line of sums states for the whole file. Only the file's last record can: one that records follow
  /// is a subtotal of nobody knows what.
  void state_file_total(const std::optional<Decimal>& total) { file_total_ = total; }

  const std::vector<Invoice>& invoices() const { return invoices_; }
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
  Invoice& invoice(std::string_view id);
  static Account& account(Invoice& invoice, std::string_view currency);
  void add(Decimal& total, const Decimal& amount);

  std::vector<Invoice> invoices_;
  std::unordered_map<std::string, std::size_t> index_;
  std::size_t last_ = 0;
  std::array<std::uint64_t, kRecordOutcomes> outcomes_{};
  std::uint64_t records_ = 0;
  std::uint64_t without_charge_ = 0;
  std::uint64_t unreadable_ = 0;
  std::array<std::uint64_t, kSkipReasons> items_left_out_{};
  std::array<std::uint64_t, kSkipReasons> records_left_out_{};
  bool is_file_total_the_invoices_ = false;
  bool is_overflown_ = false;
  std::optional<Decimal> file_total_;
};

/// Whether a stated total and a sum are the same to the cent: exactly, or rounded half-even to 2 decimals
/// where one of them has more.
bool agree(const Decimal& stated, const Decimal& computed);

}  // namespace linehaul
