#include "commands/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "diagnostic.h"
#include "summary/summary_json.h"
#include "text/counted.h"

namespace linehaul {
namespace {

constexpr std::size_t kColumns = 9;
using Row = std::array<std::string, kColumns>;

constexpr std::size_t kLongestInvoice = 20;  // keeps a usual line within 80 columns

std::string shortened(const std::string& id) {
  if (id.empty()) return "(none)";
  const std::string text = printable(id);
  return text.size() <= kLongestInvoice ? text : "..." + text.substr(text.size() - (kLongestInvoice - 3));
}

/// With the usual two decimals where the file has fewer, so that those below one another can be compared.
std::string padded(const Decimal& amount, std::string_view currency) {
  const int missing = (has_minor_units(currency) ? 2 : 0) - amount.scale();
  std::string text = amount.text();
  if (missing <= 0) return text;
  if (amount.scale() == 0) text += '.';
  return text.append(static_cast<std::size_t>(missing), '0');
}

std::string or_dash(const std::optional<Decimal>& amount, std::string_view currency) {
  return amount ? padded(*amount, currency) : "-";
}

/// Of an invoice with one currency; empty for others.
std::string_view currency_of(const Invoice& invoice) {
  const Account* account = invoice.only_account();
  return account == nullptr ? std::string_view() : account->currency;
}

std::string lines_of(const RepeatedRows& block) {
  return block.first_line == block.last_line
             ? fmt::format("line {}", block.first_line)
             : fmt::format("lines {} to {}", block.first_line, block.last_line);
}

/// The proof of one file, for people.
class Proof {
 public:
  Proof(const FileSummary& file, TextBuffer& out) : file_(file), out_(out) {}

  void write() {
    const Ledger& ledger = file_.ledger;
    line(fmt::format("{}: {}", printable(file_.name), file_.format));
    line(fmt::format("  {} records read: {} gave items, {} skipped, {} rejected", ledger.records(),
                     ledger.records_with_items(), skipped(ledger),
                     ledger.records_of(RecordOutcome::rejected)));
    write_skipped(ledger);
    write_table(ledger);
    for (const Invoice& invoice : ledger.invoices()) explain(invoice);
    write_not_provable(ledger);
    write_file_total(ledger);
  }

 private:
  void line(const std::string& text) {
    out_.append(text);
    out_.append("\n");
  }

  static std::uint64_t skipped(const Ledger& ledger) {
    return ledger.records_without_charge() + ledger.records_of(RecordOutcome::informational) +
           ledger.records_of(RecordOutcome::no_charge) + ledger.records_of(RecordOutcome::repeated_header) +
           ledger.records_of(RecordOutcome::totals) + ledger.records_left_out(SkipReason::duplicate) +
           ledger.records_left_out(SkipReason::filtered);
  }

  void write_skipped(const Ledger& ledger) {
    const std::pair<std::string_view, std::uint64_t> reasons[] = {
        {"without a charge", ledger.records_without_charge()},
        {"informational", ledger.records_of(RecordOutcome::informational)},
        {"invoice rows", ledger.records_of(RecordOutcome::no_charge)},
        {"repeated headers", ledger.records_of(RecordOutcome::repeated_header)},
        {"totals rows", ledger.records_of(RecordOutcome::totals)},
        {"duplicates", ledger.records_left_out(SkipReason::duplicate)},
        {"filtered", ledger.records_left_out(SkipReason::filtered)}};
    for (const auto& [reason, count] : reasons) {
      if (count != 0) line(fmt::format("    skipped {}: {}", reason, count));
    }
    for (const Invoice& invoice : ledger.invoices()) {
      for (const Account& account : invoice.accounts) {
        for (std::size_t i = 0; i < account.skipped.size(); ++i) {
          if (account.skipped[i].is_zero()) continue;
          line(fmt::format("    left out of {}: {} {} ({})", shortened(invoice.id),
                           padded(account.skipped[i], account.currency), account.currency,
                           skip_reason_name(static_cast<SkipReason>(i))));
        }
      }
    }
  }

  void write_table(const Ledger& ledger) {
    std::vector<Row> rows{
        {"invoice", "cur", "records", "items", "net", "gross", "declared", "diff", "verdict"}};
    for (const Invoice& invoice : ledger.invoices()) {
      for (const Account& account : invoice.accounts) {
        if (account.items == 0 && invoice.only_account() != &account) continue;
        rows.push_back(
            {shortened(invoice.id), account.currency.empty() ? "-" : account.currency,
             std::to_string(invoice.records), std::to_string(account.items),
             padded(account.net, account.currency), padded(account.gross, account.currency),
             invoice.is_inconsistent ? "several" : or_dash(invoice.stated_total(), account.currency),
             or_dash(invoice.difference(), account.currency), std::string(verdict_name(invoice.verdict()))});
      }
    }
    std::array<std::size_t, kColumns> widths{};
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], row[i].size());
    }
    for (const Row& row : rows) {
      std::string text = " ";
      for (std::size_t i = 0; i < kColumns; ++i) {
        const bool is_text = i < 2 || i + 1 == kColumns;
        text += is_text ? fmt::format(" {:<{}}", row[i], i + 1 == kColumns ? 0 : widths[i])
                        : fmt::format(" {:>{}}", row[i], widths[i]);
      }
      line(text);
    }
  }

  void explain(const Invoice& invoice) {
    const std::string name = "  invoice " + shortened(invoice.id) + ": ";
    const Verdict verdict = invoice.verdict();
    if (verdict == Verdict::rounded) line(name + "differs by at most 1 in a currency without minor units");
    if (verdict == Verdict::none_stated || verdict == Verdict::inconsistent) explain_repeated(name, invoice);
    if (verdict != Verdict::differs) return;
    for (const RowDifference& row : invoice.row_differences) {
      if (row.is_rounding) continue;
      line(fmt::format("{}line {} states {}, its charges add up to {}", name, row.line,
                       padded(row.stated, currency_of(invoice)), padded(row.computed, currency_of(invoice))));
    }
    const auto difference = invoice.difference();
    if (difference && !difference->is_zero()) explain_difference(name, invoice, *difference);
  }

  /// Where no total tells, neighbouring rows that all stand in the file already are worth a look.
  void explain_repeated(const std::string& name, const Invoice& invoice) {
    for (const Account& account : invoice.accounts) {
      for (const RepeatedRows& block : account.repeated) {
        if (block.first_line == block.last_line) continue;
        line(fmt::format("{}{} stand in the file twice, {} {}", name, lines_of(block),
                         padded(block.net, account.currency), account.currency));
      }
    }
  }

  /// Where one cause is the whole difference, it is named.
  void explain_difference(const std::string& name, const Invoice& invoice, const Decimal& difference) {
    const Account& account = *invoice.only_account();
    const auto& informational = account.skipped[static_cast<std::size_t>(SkipReason::informational)];
    if (difference == informational) line(name + "the difference is exactly the informational rows");
    if (difference == account.rejected) {
      line(name + "the difference is exactly the rejected rows");
    } else if (invoice.rejected != 0) {
      line(fmt::format("{}rows of it that were rejected: {}", name, invoice.rejected));
    }
    Decimal all;
    for (const RepeatedRows& block : account.repeated) {
      all = sum(all, block.net).value_or(all);
      if (difference != block.net.negated()) continue;
      line(fmt::format("{}the difference is exactly {}, which stand in the file twice", name,
                       lines_of(block)));
      return;
    }
    if (!account.repeated.empty() && difference == all.negated()) {
      line(name + "the difference is exactly the rows that stand in the file twice");
    }
  }

  /// One line for each reason, however many invoices it holds for.
  void write_not_provable(const Ledger& ledger) {
    const auto write = [&](std::string_view reason, auto&& holds) {
      std::size_t count = 0;
      std::string first;
      for (const Invoice& invoice : ledger.invoices()) {
        if (holds(invoice) && count++ == 0) first = shortened(invoice.id);
      }
      if (count == 1) line(fmt::format("  invoice {}: not provable: {}", first, reason));
      if (count > 1) line(fmt::format("  {} invoices: not provable: {}", count, reason));
    };
    write("the file states several totals",
          [](const Invoice& i) { return i.verdict() == Verdict::inconsistent; });
    write("its items have several currencies", [](const Invoice& i) {
      return i.verdict() == Verdict::none_stated && i.only_account() == nullptr && !i.accounts.empty();
    });
    write("the file states no total", [](const Invoice& i) {
      return i.verdict() == Verdict::none_stated && (i.only_account() != nullptr || i.accounts.empty());
    });
  }

  void write_file_total(const Ledger& ledger) {
    const auto& stated = ledger.file_total();
    const auto computed = ledger.file_computed();
    if (!stated || !computed || ledger.is_file_total_the_invoices()) return;
    const std::string_view currency = ledger.invoices().empty() ? "" : currency_of(ledger.invoices().front());
    line(fmt::format("  the file's last line declares {}, its items add up to {}: {}",
                     padded(*stated, currency), padded(*computed, currency),
                     agree(*stated, *computed) ? "matched" : "differs"));
  }

  const FileSummary& file_;
  TextBuffer& out_;
};

/// One line behind the proofs of several files.
void write_total(const std::vector<FileSummary>& files, TextBuffer& out) {
  std::map<Verdict, std::uint64_t> verdicts;
  std::uint64_t invoices = 0;
  for (const FileSummary& file : files) {
    for (const Invoice& invoice : file.ledger.invoices()) ++verdicts[invoice.verdict()];
    invoices += file.ledger.invoices().size();
  }
  std::string text = counted(files.size(), "file") + ", " + counted(invoices, "invoice");
  const char* separator = ": ";
  for (const Verdict verdict :
       {Verdict::matched, Verdict::rounded, Verdict::differs, Verdict::inconsistent, Verdict::none_stated}) {
    if (verdicts[verdict] == 0) continue;
    text += fmt::format("{}{} {}", std::exchange(separator, ", "), verdicts[verdict], verdict_name(verdict));
  }
  out.append(text + "\n");
}

}  // namespace

ExitStatus check(ConversionOptions options, bool json) {
  options.writes_items = false;
  options.finds_repeats = true;
  options.keeps_breakdown = json || !options.summary.empty();
  Conversion conversion(options);
  const ExitStatus status = conversion.run();
  OutputFile output("");
  if (json) {
    append_summary_json(conversion.summaries(), status, output.buffer());
  } else {
    for (const FileSummary& file : conversion.summaries()) Proof(file, output.buffer()).write();
    if (conversion.summaries().size() > 1) write_total(conversion.summaries(), output.buffer());
  }
  output.flush();
  return status;
}

}  // namespace linehaul
