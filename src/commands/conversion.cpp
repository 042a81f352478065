#include "commands/conversion.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <stdexcept>

#include "text/nearest.h"

namespace linehaul {
namespace {

bool is_same_file(const std::string& input, const std::string& target) {
  struct stat first {};
  struct stat second {};
  const bool is_there =
      input == "-" ? ::fstat(STDIN_FILENO, &first) == 0 : ::stat(input.c_str(), &first) == 0;
  return is_there && ::stat(target.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino && S_ISREG(first.st_mode);
}

std::string with_currency(const Decimal& amount, const std::string& currency) {
  return currency.empty() ? amount.text() : amount.text() + " " + currency;
}

}  // namespace

Conversion::Conversion(const ConversionOptions& options) : options_(options), catalog_(options.schema_files) {
  check_targets();
  if (options.writes_items) output_.emplace(options.output);
  if (!options.rejects.empty()) rejects_.emplace(options.rejects);
  if (!options.summary.empty()) summary_.emplace(options.summary);
}

/// What must be refused before any output is touched.
void Conversion::check_targets() const {
  const std::string& format = options_.reading.recognition.format;
  if (!format.empty() && catalog_.find(format) == nullptr) {
    throw Failure(ExitStatus::usage, fmt::format("--from: unknown format \"{}\"; did you mean \"{}\"?",
                                                 format, nearest(format, catalog_.names())));
  }
  const std::string* targets[] = {&options_.output, &options_.rejects, &options_.summary};
  for (const std::string* target : targets) {
    if (target->empty()) continue;
    for (const std::string& input : options_.inputs) {
      if (is_same_file(input, *target)) {
        throw Failure(ExitStatus::usage, *target + ": is an input; writing to it would destroy it");
      }
    }
    for (const std::string* other : targets) {
      if (target != other && *target == *other) {
        throw Failure(ExitStatus::usage, *target + ": two outputs cannot go to the same file");
      }
    }
  }
}

ExitStatus Conversion::run() {
  for (const std::string& input : options_.inputs) {
    try {
      convert(input);
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      reporter_.report(failure);
    }
    if (stopped_) break;
  }
  finish();
  return reporter_.status();
}

void Conversion::convert(const std::string& input) {
  FileNotices notices(reporter_, input == "-" ? "<stdin>" : input);
  InvoiceReader reader(input, catalog_, options_.reading, notices);
  if (output_) reader.before_read([this] { output_->flush(); });
  FileSummary summary;
  summary.name = reader.name();
  summary.format = reader.schema().format;
  summary.carrier = reader.schema().carrier;
  summary.row_total_column = reader.schema().row_total;
  ItemWriter writer(reader.schema(), reader.layout(), options_.writing);
  ChargeIds ids(reader.schema().carrier);
  while (const auto outcome = reader.next()) {
    take(reader, *outcome, summary, writer, ids, notices);
    if (stopped_) break;
  }
  if (summary.ledger.records() == 0) {
    notices.each({Problem::header_only, 0, "", "", "a header and no records: no items"});
  }
  close_books(summary, notices);
  notices.close();
  summaries_.push_back(std::move(summary));
}

void Conversion::take(InvoiceReader& reader, RecordOutcome outcome, FileSummary& summary, ItemWriter& writer,
                      ChargeIds& ids, FileNotices& notices) {
  const std::uint64_t line = reader.record().line();
  const RowMoney* money = reader.money();
  if (money != nullptr) {
    summary.ledger.enter(*money, outcome, line, reader.items().size());
  } else {
    summary.ledger.enter_unread(outcome);
  }
  switch (outcome) {
    case RecordOutcome::items:
      write_items(reader, summary, writer, ids);
      break;
    case RecordOutcome::rejected:
      reject(reader);
      break;
    case RecordOutcome::repeated_header:
      notices.once(Problem::repeated_header, "", line, "the header again; it is no charge");
      break;
    case RecordOutcome::informational:
      if (!money->in.is_zero()) {
        notices.each(
            {Problem::informational_money, line, "", "",
             fmt::format("an informational row carries {}, which is not among the items; --informational "
                         "emits such rows",
                         with_currency(money->in, std::string(money->currency)))});
      }
      break;
    case RecordOutcome::totals:
      summary.ledger.state_file_total(reader.file_total());
      break;
    case RecordOutcome::no_charge:
      break;
  }
}

void Conversion::write_items(InvoiceReader& reader, FileSummary& summary, ItemWriter& writer,
                             ChargeIds& ids) {
  writer.begin_record(reader.record());
  for (const LineItem& item : reader.items()) {
    const std::string_view id = ids.next(item);
    if (output_) writer.write(item, id, output_->buffer());
    summary.ledger.accept(item);
    if (summary_) summary.breakdown.add(item);
  }
  if (output_) output_->flush_if_full();
}

void Conversion::reject(const InvoiceReader& reader) {
  const Diagnostic& rejection = reader.rejection();
  if (rejects_) {
    rejects_->add(reader.name(), rejection, reader.record().raw());
    reporter_.worsen(ExitStatus::look);
  } else {
    reporter_.report(reader.name(), rejection, reader.record().raw());
  }
  stopped_ = options_.strict;
}

void Conversion::close_books(const FileSummary& summary, FileNotices& notices) {
  if (const std::string imbalance = summary.ledger.imbalance(); !imbalance.empty()) {
    throw std::logic_error(summary.name + ": the books do not balance: " + imbalance);
  }
  for (const Invoice& invoice : summary.ledger.invoices()) {
    constexpr auto informational = static_cast<std::size_t>(SkipReason::informational);
    const Verdict verdict = invoice.verdict();
    if (verdict == Verdict::matched || verdict == Verdict::rounded) continue;
    for (const Account& account : invoice.accounts) {
      if (!account.skipped[informational].is_zero()) reporter_.worsen(ExitStatus::look);
    }
  }
  if (options_.check && !stopped_) name_differences(summary, notices);
}

void Conversion::name_differences(const FileSummary& summary, FileNotices& notices) {
  for (const Invoice& invoice : summary.ledger.invoices()) {
    for (const RowDifference& row : invoice.row_differences) {
      notices.each({Problem::total_differs, row.line, summary.row_total_column, row.stated.text(),
                    fmt::format("column \"{}\" states {}, the row's charges add up to {}",
                                summary.row_total_column, row.stated.text(), row.computed.text())});
    }
    if (const std::uint64_t more = invoice.rows_differing - invoice.row_differences.size(); more != 0) {
      notices.each({Problem::total_differs, 0, "", "",
                    fmt::format("{} more rows of invoice \"{}\" whose charges do not add up to their total",
                                more, printable(invoice.id))});
    }
    const Verdict verdict = invoice.verdict();
    if (verdict != Verdict::differs && verdict != Verdict::rounded) continue;
    const Account& account = *invoice.only_account();
    notices.each({verdict == Verdict::differs ? Problem::total_differs : Problem::total_rounded, 0, "", "",
                  fmt::format("invoice \"{}\" states {}, its items add up to {}; the difference is {}",
                              printable(invoice.id), with_currency(*invoice.stated, account.currency),
                              account.total.text(), invoice.difference()->text())});
  }
  const auto& stated = summary.ledger.file_total();
  const auto computed = summary.ledger.file_computed();
  if (stated && computed && !agree(*stated, *computed)) {
    notices.each({Problem::total_differs, 0, "", "",
                  fmt::format("the file's last line states {}, its items add up to {}", stated->text(),
                              computed->text())});
  }
}

/// The output gets its name only when every input could be read; rejects and summary always do.
void Conversion::finish() {
  if (rejects_) rejects_->publish();
  if (!output_) return;
  if (options_.output.empty()) {
    output_->flush();
  } else if (reporter_.status() <= ExitStatus::look && !stopped_) {
    output_->publish();
  }
}

}  // namespace linehaul
