#include "commands/file_conversion.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "output/messages.h"
#include "text/counted.h"

namespace linehaul {
namespace {

std::string with_currency(const Decimal& amount, std::string_view currency) {
  return currency.empty() ? amount.text() : fmt::format("{} {}", amount.text(), currency);
}

}  // namespace

FileConversion::FileConversion(Run& run, std::unique_ptr<InputFile> file, std::size_t threads)
    : run_(run),
      notices_(run.reporter, file->name()),
      reader_(std::move(file), run.catalog, run.options.reading, threads > 1, log_,
              run.options.summary.empty() ? nullptr : &hash_),
      pieces_(slots_for(threads)),
      rows_(reader_.layout(), reader_.parser().parser(), notices_) {
  hands_.push_back({&reader_.parser(), ItemMaker(run, reader_)});
  while (hands_.size() < threads) {
    hands_.push_back({&parsers_.emplace_back(reader_.make_parser()), ItemMaker(run, reader_)});
  }
  const bool wants_invoices = !run.options.writes_items || !run.options.summary.empty();
  summary_.ledger = Ledger(wants_invoices || reader_.schema().states_totals());
  summary_.name = reader_.name();
  summary_.format = reader_.schema().format;
  summary_.carrier = reader_.schema().carrier;
  summary_.row_total_column = reader_.schema().row_total;
}

void FileConversion::work_ahead() {
  constexpr std::size_t kMost = 16;  // pieces
  is_ahead_ = true;
  try {
    for (pieces_.resize(1); pieces_.size() <= kMost && take(pieces_.size() - 1, true) == Taken::piece;
         pieces_.emplace_back()) {
      work(pieces_.size() - 1, 0);
    }
  } catch (const Failure&) {
    error_ahead_ = std::current_exception();
  }
  pieces_.pop_back();
}

/// False where the run is stopped.
bool FileConversion::finish_ahead() {
  for (std::size_t slot = 0; slot < pieces_.size(); ++slot) {
    if (!finish(slot, 0)) return false;
  }
  if (error_ahead_) std::rethrow_exception(error_ahead_);
  pieces_.resize(slots_for(hands_.size()));
  return true;
}

FileSummary FileConversion::convert(std::uint32_t number, bool is_copy) {
  number_ = number;
  is_copy_ = is_copy;
  if (is_copy) notices_.count(Problem::duplicate_input);
  log_.pass_to(notices_);
  run_.column_search.see(reader_.layout());
  try {
    if (!is_ahead_ || finish_ahead()) do_in_order(*this, hands_.size());
    if (!run_.is_stopped) reader_.finish();
  } catch (const Failure& failure) {
    if (failure.status() == ExitStatus::unreadable) notices_.close();
    throw;
  }
  log_.pass_to(notices_);
  const Ledger& ledger = summary_.ledger;
  if (ledger.records_of(RecordOutcome::items) + ledger.records_of(RecordOutcome::rejected) == 0) {
    notices_.each({Problem::header_only, 0, "", "", "no record in it is a charge: no items"});
  }
  note_unclear_comparisons();
  close_books();
  notices_.close();
  describe_input();
  add_to_totals();
  return std::move(summary_);
}

void FileConversion::add_to_totals() {
  const Ledger& ledger = summary_.ledger;
  Totals totals{.inputs = 1,
                .records = ledger.records(),
                .with_items = ledger.records_with_items(),
                .rejected = ledger.records_of(RecordOutcome::rejected)};
  for (const Invoice& invoice : ledger.invoices()) {
    for (const Account& account : invoice.accounts) totals.items += account.items;
  }
  run_.totals.add(totals);
  run_.progress->set(reader_.file().bytes_read(), totals.rejected);
  run_.progress->next_input();
  if (message_style().verbose) say({.file = reader_.name(), .text = summary_.format + ": " + totals.text()});
}

OrderedWork::Taken FileConversion::take(std::size_t slot, bool is_idle) {
  switch (reader_.cut(pieces_[slot].rows, is_idle)) {
    case InvoiceReader::Cut::rows:
      return Taken::piece;
    case InvoiceReader::Cut::must_wait:
      return Taken::must_wait;
    case InvoiceReader::Cut::end:
      break;
  }
  return Taken::end;
}

void FileConversion::work(std::size_t slot, std::size_t thread) {
  Piece& piece = pieces_[slot];
  Hand& hand = hands_[thread];
  piece.made.clear();
  piece.facts.assign(piece.rows.size(), {});
  hand.parser->begin(piece.rows);
  hand.maker.begin_batch();
  for (std::size_t row = 0; row < piece.rows.size(); ++row) {
    const std::size_t first_item = piece.rows.items.size();
    hand.parser->parse(piece.rows, row);
    if (piece.rows[row].outcome == RecordOutcome::items) make_items(piece, row, first_item, hand.maker);
  }
}

void FileConversion::make_items(Piece& piece, std::size_t row, std::size_t first_item, ItemMaker& maker) {
  const Record& record = piece.rows.records[row];
  RowFacts& facts = piece.facts[row];
  if (run_.options.finds_repeats) facts.bytes = hash_of(record.raw());
  if (first_item == piece.rows.items.size()) return;  // many rows of some formats have none
  if (run_.duplicates) facts.cells = Duplicates::hash_of_cells(record);
  const std::uint64_t unclear = maker.unclear();
  maker.begin_record(record);
  for (std::size_t i = first_item; i < piece.rows.items.size(); ++i) {
    maker.make(piece.rows.items[i], 0, piece.made);
  }
  facts.unclear = maker.unclear() - unclear;
}

bool FileConversion::finish(std::size_t slot, std::size_t thread) {
  piece_ = &pieces_[slot];
  maker_ = &hands_[thread].maker;
  kept_lines_ = {};
  rows_.begin(piece_->rows);
  while (!run_.is_stopped && rows_.next()) settle(rows_.outcome());
  write_kept_lines();
  run_.progress->set(reader_.file().bytes_read(), summary_.ledger.records_of(RecordOutcome::rejected));
  if (run_.output && !reader_.file().is_regular())
    run_.output->flush();  // a live input's reader waits for it
  return !run_.is_stopped;
}

void FileConversion::settle(RecordOutcome outcome) {
  if (const RowMoney* money = rows_.money()) {
    summary_.ledger.enter(*money, outcome, rows_.record().line(), rows_.items().size());
  } else {
    summary_.ledger.enter_unread(outcome);
  }
  switch (outcome) {
    case RecordOutcome::items:
      settle_items();
      break;
    case RecordOutcome::rejected:
      reject();
      break;
    case RecordOutcome::informational:
      note_informational();
      break;
    case RecordOutcome::repeated_header:
      notices_.once(Problem::repeated_header, "", rows_.record().line(), "the header again; it is no charge");
      break;
    case RecordOutcome::totals:
      summary_.ledger.state_file_total(rows_.file_total());
      break;
    case RecordOutcome::no_charge:
      break;
  }
}

void FileConversion::settle_items() {
  const RowFacts& facts = piece_->facts[rows_.number()];
  const std::span<const LineItem> items = rows_.items();
  const bool is_repeated = run_.options.finds_repeats && bytes_of_rows_.count(facts.bytes) > 1;
  unclear_ += facts.unclear;
  is_record_begun_ = false;
  std::size_t written = 0;
  std::optional<SkipReason> left_out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto reason = settle_item(items[i], rows_.first_item() + i);
    if (!reason) ++written;
    if (!reason) continue;
    summary_.ledger.leave_out(items[i], *reason);
    left_out = reason;
  }
  if (is_repeated) summary_.ledger.note_repeated(items, rows_.record().line());
  if (written == 0 && left_out) summary_.ledger.note_record_left_out(*left_out);
}

std::optional<SkipReason> FileConversion::settle_item(const LineItem& item, std::size_t number) {
  const MadeItems* made = &piece_->made;
  std::size_t at = number;
  constexpr std::size_t kAhead = 8;  // items: the memory answers meanwhile
  if (at + kAhead < made->size()) ids_.prefetch((*made)[at + kAhead].id_hash);
  const std::uint32_t n = ids_.count((*made)[at].id_hash);
  const bool is_right = n == (*made)[at].n;
  if (!is_right) {
    made = &make_again(item, n);
    at = made->size() - 1;
  }
  if (run_.duplicates && is_skipped_duplicate(made->id(at), item)) return SkipReason::duplicate;
  if ((*made)[at].is_filtered) return SkipReason::filtered;
  if ((*made)[at].dropped != 0) {
    note_dropped_tags(maker_->written_id(item, made->id(at)), (*made)[at].dropped);
  }
  if (is_right) {
    keep_line(number);
  } else {
    write_kept_lines();
    if (run_.output) run_.output->append(made->line(at));
  }
  summary_.ledger.accept(item);
  if (run_.options.keeps_breakdown) summary_.breakdown.add(item, made->labels(at));
  return std::nullopt;
}

/// With another number of its id, which tags may depend on.
const MadeItems& FileConversion::make_again(const LineItem& item, std::uint32_t n) {
  if (!std::exchange(is_record_begun_, true)) {
    again_.clear();
    maker_->begin_record(rows_.record());
  }
  maker_->make(item, n, again_);
  return again_;
}

/// Lines that stand one behind the other are written together.
void FileConversion::keep_line(std::size_t number) {
  const std::size_t begin = piece_->made.line_begin(number);
  if (begin != kept_lines_.end) {
    write_kept_lines();
    kept_lines_.begin = begin;
  }
  kept_lines_.end = piece_->made[number].line_end;
}

void FileConversion::write_kept_lines() {
  const auto [begin, end] = kept_lines_;
  kept_lines_.begin = end;
  if (run_.output && begin != end) run_.output->append(piece_->made.lines().substr(begin, end - begin));
}

void FileConversion::note_dropped_tags(std::string_view id, std::size_t count) {
  constexpr std::size_t kNamed = 10;
  if (summary_.items_over_limit++ < kNamed) summary_.ids_over_limit.emplace_back(id);
  notices_.once(Problem::tags_dropped, "", rows_.record().line(),
                fmt::format("the rules give {} more tags than \"max_tags\" of their file allows; {} dropped",
                            id, counted(count, "tag")));
}

/// What rules compared and could not.
void FileConversion::note_unclear_comparisons() {
  if (unclear_ == 0) return;
  notices_.each(
      {Problem::unclear_comparison, 0, "", "",
       fmt::format("{} comparisons of a cell such as 1,234 did not hold: nothing says which mark is the "
                   "decimal one; --decimal-mark does",
                   unclear_)});
}

/// Names a charge that an earlier input has too; whether it is left out is the user's choice.
bool FileConversion::is_skipped_duplicate(std::string_view id, const LineItem& item) {
  const Duplicate duplicate = run_.duplicates->see(number_, id, item, piece_->facts[rows_.number()].cells);
  if (duplicate == Duplicate::no) return false;
  const bool is_skipped =
      run_.options.duplicates == DuplicatePolicy::skip && duplicate == Duplicate::same_row;
  const bool is_fatal = run_.options.duplicates == DuplicatePolicy::fail;
  const std::string message = fmt::format("an earlier input has the charge {} with the same amounts{}", id,
                                          is_skipped ? "; it is left out"
                                          : run_.options.duplicates == DuplicatePolicy::skip
                                              ? ", but another cell of its row differs, so it is kept"
                                              : "; --duplicates skip leaves out those whose rows are equal");
  if (is_fatal || is_skipped || !is_copy_) {
    notices_.once(is_fatal ? Problem::duplicates_found : Problem::duplicate_charge,
                  is_skipped ? "skipped" : "kept", rows_.record().line(), message);
  }
  run_.is_stopped |= is_fatal;
  return is_skipped;
}

void FileConversion::reject() {
  const Diagnostic& rejection = rows_.rejection();
  for (const TextHash& id : rows_.rejected_ids()) ids_.count(id);
  if (run_.rejects) {
    run_.rejects->add(notices_, rejection, rows_.record().raw());
  } else {
    notices_.each(rejection, rows_.record().raw());
  }
  run_.is_stopped |= run_.options.strict;
}

void FileConversion::note_informational() {
  const RowMoney& money = *rows_.money();
  if (money.in.is_zero()) return;
  notices_.each(
      {Problem::informational_money, rows_.record().line(), "", "",
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
  // Of an input that was not read to its end nobody knows the size and the hash.
  if (run_.options.summary.empty() || run_.is_stopped) return;
  summary_.size = reader_.file().bytes_read();
  summary_.sha256 = hash_.hex_digest();
  summary_.modified = reader_.file().modified();
}

}  // namespace linehaul
