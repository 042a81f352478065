#include "commands/file_conversion.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "text/counted.h"

namespace linehaul {
namespace {

std::string with_currency(const Decimal& amount, std::string_view currency) {
  return currency.empty() ? amount.text() : fmt::format("{} {}", amount.text(), currency);
}

}  // namespace

FileConversion::FileConversion(Run& run, const std::string& input, std::uint32_t number)
    : run_(run),
      number_(number),
      notices_(run.reporter, input_name(input)),
      reader_(input, run.catalog, run.options.reading, notices_,
              run.options.summary.empty() ? nullptr : &hash_),
      writer_(reader_.schema(), reader_.layout(), run.options.writing),
      ids_(reader_.schema().carrier) {
  if (!run.rules.is_empty()) {
    tags_.emplace(run.rules, reader_.schema().carrier, reader_.layout(), reader_.conventions().decimal_mark);
  }
  if (run_.output) reader_.before_read([this] { run_.output->flush(); });
  summary_.name = reader_.name();
  summary_.format = reader_.schema().format;
  summary_.carrier = reader_.schema().carrier;
  summary_.row_total_column = reader_.schema().row_total;
}

FileSummary FileConversion::convert() {
  while (const auto outcome = reader_.next()) {
    take(*outcome);
    if (run_.is_stopped) break;
  }
  const Ledger& ledger = summary_.ledger;
  if (ledger.records_of(RecordOutcome::items) + ledger.records_of(RecordOutcome::rejected) == 0) {
    notices_.each({Problem::header_only, 0, "", "", "no record in it is a charge: no items"});
  }
  note_unclear_comparisons();
  close_books();
  notices_.close();
  describe_input();
  return std::move(summary_);
}

void FileConversion::take(RecordOutcome outcome) {
  if (const RowMoney* money = reader_.money()) {
    summary_.ledger.enter(*money, outcome, reader_.record().line(), reader_.items().size());
  } else {
    summary_.ledger.enter_unread(outcome);
  }
  switch (outcome) {
    case RecordOutcome::items:
      write_items();
      break;
    case RecordOutcome::rejected:
      reject();
      break;
    case RecordOutcome::informational:
      note_informational();
      break;
    case RecordOutcome::repeated_header:
      notices_.once(Problem::repeated_header, "", reader_.record().line(),
                    "the header again; it is no charge");
      break;
    case RecordOutcome::totals:
      summary_.ledger.state_file_total(reader_.file_total());
      break;
    case RecordOutcome::no_charge:
      break;
  }
}

void FileConversion::write_items() {
  if (!reader_.items().empty()) {  // many rows of some formats have none
    ids_.prepare(reader_.items().front());
    if (run_.output) writer_.begin_record(reader_.record());
  }
  if (run_.duplicates) run_.duplicates->begin_record(reader_.record());
  if (tags_) tags_->begin_record(reader_.record());
  const bool is_repeated = run_.options.finds_repeats && rows_.count(reader_.record().raw()) > 1;
  std::size_t written = 0;
  std::optional<SkipReason> left_out;
  for (const LineItem& item : reader_.items()) {
    const auto reason = write_item(item);
    if (!reason) ++written;
    if (!reason) continue;
    summary_.ledger.leave_out(item, *reason);
    left_out = reason;
  }
  if (is_repeated) summary_.ledger.note_repeated(reader_.items(), reader_.record().line());
  if (written == 0 && left_out) summary_.ledger.note_record_left_out(*left_out);
  if (run_.output) run_.output->flush_if_full();
}

std::optional<SkipReason> FileConversion::write_item(const LineItem& item) {
  const std::string_view id = ids_.next(item);
  if (run_.duplicates && is_skipped_duplicate(id, item)) return SkipReason::duplicate;
  std::string_view tags = "[]";
  if (tags_) {
    const std::string_view written_id = writer_.written_id(item, id);
    const std::size_t dropped = tags_->apply(item, written_id);
    if (!tags_->keeps_item()) return SkipReason::filtered;
    if (dropped != 0) note_dropped_tags(written_id, dropped);
    tags = tags_->json();
  }
  if (run_.output) writer_.write(item, id, tags, run_.output->buffer());
  summary_.ledger.accept(item);
  if (run_.options.keeps_breakdown) {
    summary_.breakdown.add(item, tags_ ? tags_->list().tags() : std::vector<Tag>());
  }
  return std::nullopt;
}

void FileConversion::note_dropped_tags(std::string_view id, std::size_t count) {
  constexpr std::size_t kNamed = 10;
  if (summary_.items_over_limit++ < kNamed) summary_.ids_over_limit.emplace_back(id);
  notices_.once(Problem::tags_dropped, "", reader_.record().line(),
                fmt::format("the rules give {} more tags than \"max_tags\" of their file allows; {} dropped",
                            id, counted(count, "tag")));
}

/// What rules compared and could not.
void FileConversion::note_unclear_comparisons() {
  if (!tags_ || tags_->unclear() == 0) return;
  notices_.each(
      {Problem::unclear_comparison, 0, "", "",
       fmt::format("{} comparisons of a cell such as 1,234 did not hold: nothing says which mark is the "
                   "decimal one; --decimal-mark does",
                   tags_->unclear())});
}

/// Names a charge that an earlier input has too; whether it is left out is the user's choice.
bool FileConversion::is_skipped_duplicate(std::string_view id, const LineItem& item) {
  const Duplicate duplicate = run_.duplicates->see(number_, id, item);
  if (duplicate == Duplicate::no) return false;
  const bool is_skipped =
      run_.options.duplicates == DuplicatePolicy::skip && duplicate == Duplicate::same_row;
  const bool is_fatal = run_.options.duplicates == DuplicatePolicy::fail;
  const std::string message = fmt::format("an earlier input has the charge {} with the same amounts{}", id,
                                          is_skipped ? "; it is left out"
                                          : run_.options.duplicates == DuplicatePolicy::skip
                                              ? ", but another cell of its row differs, so it is kept"
                                              : "; --duplicates skip leaves out those whose rows are equal");
  if (is_fatal || is_skipped || !run_.is_copy[number_]) {
    notices_.once(is_fatal ? Problem::duplicates_found : Problem::duplicate_charge,
                  is_skipped ? "skipped" : "kept", reader_.record().line(), message);
  }
  run_.is_stopped |= is_fatal;
  return is_skipped;
}

void FileConversion::reject() {
  const Diagnostic& rejection = reader_.rejection();
  if (run_.rejects) {
    notices_.count(rejection.problem);
    run_.rejects->add(reader_.name(), rejection, reader_.record().raw());
    run_.reporter.worsen(ExitStatus::look);
  } else {
    notices_.each(rejection, reader_.record().raw());
  }
  run_.is_stopped |= run_.options.strict;
}

void FileConversion::note_informational() {
  const RowMoney& money = *reader_.money();
  if (money.in.is_zero()) return;
  notices_.each(
      {Problem::informational_money, reader_.record().line(), "", "",
       fmt::format("an informational row carries {}, which is not among the items; --informational emits "
                   "such rows",
                   with_currency(money.in, money.currency))});
}

void FileConversion::close_books() {
  summary_.ledger.close();
  if (const std::string imbalance = summary_.ledger.imbalance(); !imbalance.empty()) {
    throw std::logic_error(summary_.name + ": the books do not balance: " + imbalance);
  }
  judge_informational();
  if (run_.options.check && !run_.is_stopped) name_differences();
}

/// Money on informational rows is in order only where the stated total is right without it.
void FileConversion::judge_informational() {
  for (const Invoice& invoice : summary_.ledger.invoices()) {
    const Verdict verdict = invoice.verdict();
    if (verdict == Verdict::matched || verdict == Verdict::rounded) continue;
    for (const Account& account : invoice.accounts) {
      const Decimal& left_out = account.skipped[static_cast<std::size_t>(SkipReason::informational)];
      if (!left_out.is_zero()) run_.reporter.worsen(ExitStatus::look);
    }
  }
}

void FileConversion::name_differences() {
  for (const Invoice& invoice : summary_.ledger.invoices()) {
    name_row_differences(invoice);
    const auto difference = invoice.difference();
    if (!difference || difference->is_zero()) continue;
    const Verdict verdict = invoice.verdict();
    const Account& account = *invoice.only_account();
    if (verdict == Verdict::matched ||
        (verdict == Verdict::differs && agree(*invoice.stated_total(), account.total))) {
      continue;
    }
    notices_.each(
        {verdict == Verdict::rounded ? Problem::total_rounded : Problem::total_differs, 0, "", "",
         fmt::format("invoice \"{}\" states {}, its items add up to {}; the difference is {}",
                     printable(invoice.id), with_currency(*invoice.stated_total(), account.currency),
                     account.total.text(), difference->text())});
  }
  name_file_difference();
}

void FileConversion::name_row_differences(const Invoice& invoice) {
  for (const RowDifference& row : invoice.row_differences) {
    notices_.each({row.is_rounding ? Problem::total_rounded : Problem::total_differs, row.line, "", "",
                   fmt::format("column \"{}\" states {}, the row's charges add up to {}",
                               summary_.row_total_column, row.stated.text(), row.computed.text())});
  }
  const auto named =
      static_cast<std::uint64_t>(std::count_if(invoice.row_differences.begin(), invoice.row_differences.end(),
                                               [](const auto& row) { return !row.is_rounding; }));
  const std::uint64_t more = invoice.rows_differing - named;
  if (more == 0) return;
  notices_.each({Problem::total_differs, 0, "", "",
                 fmt::format("{} more rows of invoice \"{}\" whose charges do not add up to their total",
                             more, printable(invoice.id))});
}

void FileConversion::name_file_difference() {
  const auto& stated = summary_.ledger.file_total();
  const auto computed = summary_.ledger.file_computed();
  const bool is_named = summary_.ledger.is_file_total_the_invoices();
  if (!stated || !computed || is_named || agree(*stated, *computed)) return;
  notices_.each({Problem::total_differs, 0, "", "",
                 fmt::format("the file's last line states {}, its items add up to {}", stated->text(),
                             computed->text())});
}

void FileConversion::describe_input() {
  summary_.problems = notices_.counts();
  if (run_.options.summary.empty()) return;
  summary_.size = reader_.file().bytes_read();
  summary_.sha256 = hash_.hex_digest();
  summary_.modified = reader_.file().modified();
}

}  // namespace linehaul
