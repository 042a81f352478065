#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/decimal.h"
#include "model/row_money.h"
#include "model/short_text.h"
#include "summary/rare.h"

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

/// Sums by the reason for which money is not among the items.
class SkippedSums {
 public:
  static constexpr std::size_t size() { return kSkipReasons; }
  const Decimal& operator[](std::size_t reason) const { return sums_.get()[reason]; }
  Decimal& of(SkipReason reason) { return sums_.change()[static_cast<std::size_t>(reason)]; }

 private:
  Rare<std::array<Decimal, kSkipReasons>> sums_;
};

/// The money of one currency of an invoice. Every sum is exact.
struct Account {
  explicit Account(const std::string& currency_name) : currency(currency_name) {}

  const std::string& currency;  ///< the ledger's
  Account* next = nullptr;      ///< the invoice's next currency
  std::uint64_t items = 0;
  Rare<Decimal> rejected;           ///< of `in`, in rejected rows
  RareList<RepeatedRows> repeated;  ///< the first few blocks, where somebody asked for them
  SkippedSums skipped;
  Decimal gross;
  Decimal net;    ///< of all items that were accepted
  Decimal total;  ///< what stated totals are compared with: without informational items, with hidden ones
  Decimal in;     ///< what stands in the charge cells
};

/// An invoice's accounts, one per currency, in the order of the file; nearly always a single one.
class AccountList {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = const Account;
    using difference_type = std::ptrdiff_t;
    using pointer = const Account*;
    using reference = const Account&;

    explicit Iterator(const Account* at = nullptr) : at_(at) {}
    reference operator*() const { return *at_; }
    pointer operator->() const { return at_; }
    Iterator& operator++() {
      at_ = at_->next;
      return *this;
    }
    Iterator operator++(int) { return std::exchange(*this, Iterator(at_->next)); }
    bool operator==(const Iterator&) const = default;

   private:
    const Account* at_;
  };

  Iterator begin() const { return Iterator(first_); }
  static Iterator end() { return Iterator(); }
  bool empty() const { return first_ == nullptr; }
  const Account& front() const { return *first_; }

  /// The account of that currency; nullptr where there is none.
  Account* find(std::string_view currency) const {
    Account* account = first_;
    while (account != nullptr && !is_same_text(account->currency, currency)) account = account->next;
    return account;
  }
  /// Puts the account, which stays where it is, behind the others.
  void append(Account& account) {
    Account** end = &first_;
    while (*end != nullptr) end = &(*end)->next;
    *end = &account;
  }

 private:
  Account* first_ = nullptr;
};

/// A row whose stated total is not the sum of its charges.
struct RowDifference {
  std::uint64_t line;
  Decimal stated;
  Decimal computed;
  bool is_rounding;  ///< by at most 1 in a currency without minor units
};

/// What a file states for an invoice, in the formats that do.
struct StatedTotals {
  std::optional<Decimal> invoice;
  Decimal sum_of_rows;  ///< of the totals that rows state
  std::uint64_t rows = 0;
};

/// An invoice's name, which stands in the ledger's memory behind its length: 8 bytes here.
class InvoiceId {
 public:
  InvoiceId() = default;  // empty: rows that name no invoice
  explicit InvoiceId(const char* stored) : stored_(stored) {}

  std::string_view view() const {
    if (stored_ == nullptr) return {};
    std::uint32_t size = 0;
    std::memcpy(&size, stored_, sizeof size);
    return {stored_ + sizeof size, size};
  }
  operator std::string_view() const { return view(); }
  operator std::string() const { return std::string(view()); }

 private:
  const char* stored_ = nullptr;
};

/// As small as it can be: in files in which every row is its own invoice, these are the program's memory.
struct Invoice {
  InvoiceId id;
  AccountList accounts;
  std::uint64_t records = 0;
  std::uint64_t rejected = 0;
  std::uint64_t rows_differing = 0;
  std::uint64_t rows_with_items : 63 = 0;
  bool is_inconsistent : 1 = false;
  RareList<RowDifference> row_differences;  ///< the first few
  Rare<StatedTotals> stated;

  /// The one account that a stated total speaks of; nullptr where its items have several currencies.
  const Account* only_account() const;
  /// What the file states for the invoice: its total, else the sum of its rows' totals where every row states
  /// one.
  std::optional<Decimal> stated_total() const;
  Verdict verdict() const;
  /// Stated less computed; nothing unless there are both.
  std::optional<Decimal> difference() const;
};

/// Whether a stated total and a sum are the same to the cent: exactly, or rounded half-even to 2 decimals
/// where one of them has more.
bool agree(const Decimal& stated, const Decimal& computed);

/// Whether the currency (ISO 4217) has a unit below 1; also for one that is not known.
bool has_minor_units(std::string_view currency);

/// Whether they differ by at most 1 in a currency without minor units.
bool is_rounding(const Decimal& stated, const Decimal& computed, std::string_view currency);

}  // namespace linehaul
