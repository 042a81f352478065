#include "summary/summary_json.h"

#include <map>

#include "diagnostic.h"
#include "output/json_writer.h"
#include "version.h"

namespace linehaul {
namespace {

class SummaryJson {
 public:
  explicit SummaryJson(TextBuffer& out) : json_(out) {}

  void write(const std::vector<FileSummary>& files, ExitStatus status) {
    json_.open_object();
    member("linehaul", version());
    json_.key("exit_status");
    json_.number(static_cast<std::uint64_t>(status));
    json_.key("files");
    json_.open_list();
    for (const FileSummary& file : files) write_file(file);
    json_.close_list();
    json_.close_object();
  }

 private:
  void member(std::string_view name, std::string_view text) {
    json_.key(name);
    json_.text_or_null(text);
  }
  void member(std::string_view name, std::uint64_t count) {
    json_.key(name);
    json_.number(count);
  }
  template <typename Amount>
  void amount(std::string_view name, const Amount& value) {
    json_.key(name);
    json_.amount(value);
  }

  void write_file(const FileSummary& file) {
    json_.open_object();
    member("name", file.name);
    member("format", file.format);
    member("carrier", file.carrier);
    if (!file.sha256.empty()) {
      json_.key("input");
      json_.open_object();
      member("size", file.size);
      member("sha256", file.sha256);
      member("modified", file.modified);
      json_.close_object();
    }
    write_records(file.ledger);
    write_totals(file.ledger);
    json_.key("invoices");
    json_.open_list();
    for (const Invoice& invoice : file.ledger.invoices()) write_invoice(invoice);
    json_.close_list();
    write_file_total(file.ledger);
    write_table("by_account", file.breakdown.by_account);
    write_table("by_charge_description", file.breakdown.by_description);
    write_table("by_tag", file.breakdown.by_tag);
    write_over_limit(file);
    json_.key("problems");
    json_.open_object();
    for (const auto& [problem, count] : file.problems) member(problem_name(problem), count);
    json_.close_object();
    json_.close_object();
  }

  void write_over_limit(const FileSummary& file) {
    json_.key("tags_dropped");
    json_.open_object();
    member("items", file.items_over_limit);
    json_.key("first_ids");
    json_.open_list();
    for (const std::string& id : file.ids_over_limit) json_.text(id);
    json_.close_list();
    json_.close_object();
  }

  void write_records(const Ledger& ledger) {
    json_.key("records");
    json_.open_object();
    member("read", ledger.records());
    member("with_items", ledger.records_with_items());
    member("rejected", ledger.records_of(RecordOutcome::rejected));
    json_.key("skipped");
    json_.open_object();
    member("without-charge", ledger.records_without_charge());
    member("informational", ledger.records_of(RecordOutcome::informational));
    member("invoice-row", ledger.records_of(RecordOutcome::no_charge));
    member("repeated-header", ledger.records_of(RecordOutcome::repeated_header));
    member("totals", ledger.records_of(RecordOutcome::totals));
    member("duplicate", ledger.records_left_out(SkipReason::duplicate));
    member("filtered", ledger.records_left_out(SkipReason::filtered));
    json_.close_object();
    json_.close_object();
    member("unreadable_cells", ledger.unreadable_cells());
    member("duplicate_items", ledger.items_left_out(SkipReason::duplicate));
    member("filtered_items", ledger.items_left_out(SkipReason::filtered));
  }

  /// All items of the file, by currency.
  void write_totals(const Ledger& ledger) {
    std::map<std::string, Tally> totals;
    for (const Invoice& invoice : ledger.invoices()) {
      for (const Account& account : invoice.accounts) {
        if (account.items != 0) totals[account.currency].add(account.items, account.gross, account.net);
      }
    }
    json_.key("totals");
    json_.open_list();
    for (const auto& [currency, tally] : totals) {
      json_.open_object();
      member("currency", currency);
      write_tally(tally);
      json_.close_object();
    }
    json_.close_list();
  }

  void write_tally(const Tally& tally) {
    member("items", tally.items);
    amount("gross", tally.gross);
    amount("net", tally.net);
  }

  void write_invoice(const Invoice& invoice) {
    json_.open_object();
    member("invoice_id", invoice.id);
    member("records", invoice.records);
    member("rejected", invoice.rejected);
    amount("stated", invoice.stated_total());
    amount("difference", invoice.difference());
    member("verdict", verdict_name(invoice.verdict()));
    member("rows_differing", invoice.rows_differing);
    json_.key("currencies");
    json_.open_list();
    for (const Account& account : invoice.accounts) write_account(account);
    json_.close_list();
    json_.close_object();
  }

  void write_account(const Account& account) {
    json_.open_object();
    member("currency", account.currency);
    member("items", account.items);
    amount("gross", account.gross);
    amount("net", account.net);
    amount("compared", account.total);
    amount("charge_cells", account.in);
    amount("rejected", account.rejected.get());
    json_.key("skipped");
    json_.open_object();
    for (std::size_t i = 0; i < account.skipped.size(); ++i) {
      if (!account.skipped[i].is_zero())
        amount(skip_reason_name(static_cast<SkipReason>(i)), account.skipped[i]);
    }
    json_.close_object();
    json_.close_object();
  }

  void write_file_total(const Ledger& ledger) {
    json_.key("file_total");
    json_.open_object();
    amount("stated", ledger.file_total());
    amount("computed", ledger.file_total() ? ledger.file_computed() : std::nullopt);
    json_.close_object();
  }

  void write_table(std::string_view name, const Breakdown::Table& table) {
    json_.key(name);
    json_.open_list();
    for (const auto& [key, currencies] : table) {
      for (const auto& [currency, tally] : currencies) {
        json_.open_object();
        member("name", key);
        member("currency", currency);
        write_tally(tally);
        json_.close_object();
      }
    }
    json_.close_list();
  }

  JsonWriter json_;
};

}  // namespace

void append_summary_json(const std::vector<FileSummary>& files, ExitStatus status, TextBuffer& out) {
  SummaryJson(out).write(files, status);
  out.append("\n");
}

}  // namespace linehaul
