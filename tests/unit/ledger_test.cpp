#include "summary/ledger.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using linehaul::Account;
using linehaul::Decimal;
using linehaul::Invoice;
using linehaul::Ledger;
using linehaul::LineItem;
using linehaul::RecordOutcome;
using linehaul::RowMoney;
using linehaul::SkipReason;
using linehaul::Verdict;

namespace {

// As large as it may be: in some files every row is an invoice.
static_assert(sizeof(void*) != 8 || (sizeof(Invoice) == 64 && sizeof(Account) == 112));

Decimal cents(int units) { return Decimal::from_units(units, 2).value(); }

RowMoney row(std::string_view invoice, std::string_view currency, int units) {
  RowMoney money;
  money.invoice_id = invoice;
  money.currency = currency;
  money.in = cents(units);
  return money;
}

void enter(Ledger& ledger, std::string_view invoice, std::string_view currency, int units) {
  ledger.enter(row(invoice, currency, units), RecordOutcome::items, ledger.records() + 2, 1);
  LineItem item;
  item.invoice_id = invoice;
  item.currency = currency;
  item.gross_cost = item.net_cost = cents(units);
  ledger.accept(item);
}

std::vector<std::string> currencies(const Invoice& invoice) {
  std::vector<std::string> result;
  for (const Account& account : invoice.accounts) result.push_back(account.currency);
  return result;
}

}  // namespace

TEST_CASE("many invoices are told apart and stay in the order of the file") {
  Ledger filled;
  constexpr int kInvoices = 5000;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < kInvoices; ++i) enter(filled, "invoice " + std::to_string(i), "EUR", i + 1);
  }
  const Ledger ledger = std::move(filled);
  REQUIRE(ledger.invoices().size() == kInvoices);
  int number = 0;
  for (const Invoice& invoice : ledger.invoices()) {
    REQUIRE(invoice.id.view() == "invoice " + std::to_string(number++));
    REQUIRE(invoice.records == 2);
    REQUIRE(currencies(invoice) == std::vector<std::string>{"EUR"});
    REQUIRE(invoice.accounts.front().net == cents(2 * number));
    REQUIRE(invoice.accounts.front().skipped[0].is_zero());
    REQUIRE(invoice.accounts.front().repeated.empty());
  }
  CHECK(ledger.imbalance().empty());
  CHECK(ledger.file_computed() == cents(kInvoices * (kInvoices + 1)));
}

TEST_CASE("names of any length, and none") {
  Ledger ledger;
  const std::string long_name(10000, 'x');
  for (const std::string& name : {std::string(), long_name, long_name + "y", std::string()}) {
    enter(ledger, name, "USD", 100);
  }
  REQUIRE(ledger.invoices().size() == 3);
  CHECK(ledger.invoices()[0].id.view().empty());
  CHECK(ledger.invoices()[0].records == 2);
  CHECK(std::string(ledger.invoices()[1].id) == long_name);
  CHECK(std::string(ledger.invoices()[2].id) == long_name + "y");
}

TEST_CASE("an invoice has an account for each currency, in the order of the file") {
  Ledger ledger;
  enter(ledger, "1", "EUR", 100);
  enter(ledger, "1", "", 200);
  enter(ledger, "1", "USD", 300);
  enter(ledger, "1", "EUR", 400);
  const Invoice& invoice = ledger.invoices().front();
  CHECK(currencies(invoice) == std::vector<std::string>{"EUR", "", "USD"});
  CHECK(invoice.accounts.front().items == 2);
  CHECK(invoice.only_account() == nullptr);
  CHECK(!ledger.file_computed());
}

TEST_CASE("every record balances, also where errors of two would make up for each other") {
  for (const bool by_invoice : {true, false}) {
    Ledger ledger(by_invoice);
    LineItem item;
    item.invoice_id = "1";
    item.currency = "EUR";
    for (const int off : {0, 1, -1}) {
      ledger.enter(row("1", "EUR", 100), RecordOutcome::items, static_cast<std::uint64_t>(10 + off), 1);
      item.net_cost = item.gross_cost = cents(100 + off);
      ledger.accept(item);
    }
    ledger.close();
    CHECK(ledger.imbalance() == "line 11: its charge cells and its items differ");
  }
}

TEST_CASE("books that are not by invoice have one sum for all") {
  Ledger ledger(false);
  for (const char* invoice : {"1", "2", "1"}) enter(ledger, invoice, "EUR", 100);
  ledger.state_file_total(cents(300));
  ledger.close();
  REQUIRE(ledger.invoices().size() == 1);
  CHECK(ledger.file_computed() == cents(300));
  CHECK(!ledger.is_file_total_the_invoices());
  CHECK(ledger.imbalance().empty());
}

TEST_CASE("what is rare is kept where it occurs") {
  Ledger ledger;
  enter(ledger, "1", "EUR", 100);
  ledger.enter(row("1", "EUR", 50), RecordOutcome::rejected, 3, 0);
  RowMoney skipping = row("1", "EUR", 7);
  skipping.skipped.emplace_back(SkipReason::subtotal, cents(7));
  skipping.row_total = cents(5);
  skipping.row_computed = cents(0);
  ledger.enter(skipping, RecordOutcome::items, 4, 0);
  const Invoice& invoice = ledger.invoices().front();
  const Account& account = invoice.accounts.front();
  CHECK(account.rejected.get() == cents(50));
  CHECK(invoice.rejected == 1);
  CHECK(account.skipped[static_cast<std::size_t>(SkipReason::subtotal)] == cents(7));
  CHECK(account.skipped[static_cast<std::size_t>(SkipReason::filtered)].is_zero());
  REQUIRE(invoice.row_differences.size() == 1);
  CHECK(invoice.row_differences.begin()->line == 4);
  CHECK(invoice.rows_differing == 1);
  CHECK(!invoice.stated_total());
  CHECK(invoice.verdict() == Verdict::differs);
  CHECK(ledger.imbalance().empty());
}

TEST_CASE("an invoice's stated total") {
  Ledger ledger;
  RowMoney money = row("1", "EUR", 0);
  money.invoice_total = cents(100);
  ledger.enter(money, RecordOutcome::no_charge, 2, 0);
  enter(ledger, "1", "EUR", 100);
  CHECK(ledger.invoices().front().stated_total() == cents(100));
  CHECK(ledger.invoices().front().verdict() == Verdict::matched);
  money.invoice_total = cents(101);
  ledger.enter(money, RecordOutcome::no_charge, 4, 0);
  CHECK(ledger.invoices().front().verdict() == Verdict::inconsistent);
}
