#include "commands/explain.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#include "commands/rule_traces.h"
#include "model/charge_id.h"
#include "output/facts.h"
#include "output/json_text.h"
#include "output/output_file.h"
#include "output/reporter.h"
#include "parsing/recognized_file.h"
#include "parsing/required_columns.h"
#include "tagging/item_tags.h"

namespace linehaul {
namespace {

constexpr std::size_t kShown = 10;  // identifiers of each kind, for people

struct Target {
  std::string file;
  std::optional<std::uint64_t> line;
};

/// `FILE:LINE`, unless a file of that whole name exists.
Target target_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || ::access(text.c_str(), F_OK) == 0) return {text, std::nullopt};
  std::uint64_t line = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, line);
  if (error != std::errc{} || stop != end || line == 0) return {text, std::nullopt};
  return {text.substr(0, colon), line};
}

std::string settled_by(SettledBy by) {
  switch (by) {
    case SettledBy::first_records:
      return "the first records show it";
    case SettledBy::format:
      return "the format's; the first records leave it open";
    case SettledBy::option:
      return "the command line says so";
    case SettledBy::nobody:
      break;
  }
  return "nothing settles it; an amount or date that depends on it is rejected";
}

std::string decimal_mark_text(const Conventions& conventions) {
  const char* mark = conventions.decimal_mark == DecimalMark::point   ? "point"
                     : conventions.decimal_mark == DecimalMark::comma ? "comma"
                                                                      : "open";
  return fmt::format("{} ({})", mark, settled_by(conventions.decimal_mark_by));
}

std::string date_order_text(const Conventions& conventions) {
  const char* order = conventions.date_order == DateOrder::day_first     ? "day first"
                      : conventions.date_order == DateOrder::month_first ? "month first"
                                                                         : "open";
  return fmt::format("{} ({})", order, settled_by(conventions.date_order_by));
}

std::string encoding_text(Encoding encoding, std::string_view head) {
  switch (encoding) {
    case Encoding::windows_1252:
      return "Windows-1252";
    case Encoding::iso_8859_1:
      return "ISO-8859-1";
    case Encoding::utf16_le:
      return "UTF-16LE";
    case Encoding::utf16_be:
      return "UTF-16BE";
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::automatic:
      break;
  }
  return is_utf8(head) ? "UTF-8" : "UTF-8 with cells that are not; they are read as Windows-1252";
}

std::string delimiter_text(char delimiter) {
  switch (delimiter) {
    case ',':
      return "comma";
    case ';':
      return "semicolon";
    case '\t':
      return "tab";
    case '|':
      return "bar";
    default:
      return std::string(1, delimiter);
  }
}

void add_once(std::vector<std::string>& texts, std::string_view text) {
  const bool known = std::find(texts.begin(), texts.end(), text) != texts.end();
  if (!text.empty() && !known) texts.emplace_back(text);
}

/// Explaining is quiet about what it finds: it is said in the explanation.
class NoNotices : public Notices {
 public:
  void each(Diagnostic) override {}
  void once(Problem, std::string_view, std::uint64_t, std::string_view) override {}
};

class Explainer {
 public:
  explicit Explainer(const ExplainOptions& options)
      : options_(options),
        target_(target_of(options.target)),
        catalog_(options.schema_files),
        rules_(options.rule_files, {}),
        opened_(open()),
        file_(*opened_),
        output_("") {
    if (!rules_.is_empty() && !target_.line)
      throw Failure(ExitStatus::usage, "explain --rules needs FILE:LINE");
    if (!file_.recognized().unfit.empty()) return;
    reader_.emplace(std::move(opened_), options.reading, notices_);
    rows_.emplace(*reader_, notices_);
    if (!rules_.is_empty()) {
      tags_.emplace(rules_, file_.schema().carrier, file_.layout(), reader_->conventions().decimal_mark);
    }
  }

  ExitStatus run() {
    if (target_.line) {
      explain_line(*target_.line);
    } else {
      explain_file();
    }
    output_.flush();
    return ExitStatus::done;
  }

 private:
  TextBuffer& out() { return output_.buffer(); }

  /// A file that lacks columns can be explained, but not its lines.
  std::unique_ptr<RecognizedFile> open() const {
    const ReadOptions& reading = options_.reading;
    RecognitionOptions recognition = reading.recognition;
    recognition.may_be_unfit = !target_.line;
    return std::make_unique<RecognizedFile>(std::make_unique<InputFile>(target_.file, reading.unpacking),
                                            catalog_, recognition, reading.block_size, true);
  }

  void explain_file() {
    const Schema& schema = file_.schema();
    const Layout& layout = file_.layout();
    const Recognized& recognized = file_.recognized();
    const std::string_view head = file_.text().head();
    Facts facts;
    facts.add("file", file_.file().name());
    facts.add("format", schema.format);
    facts.add("carrier", schema.carrier);
    facts.add("title", schema.title);
    facts.add("why", recognized.why);
    facts.add("second_best",
              second_best(head, file_.file().name(), catalog_, options_.reading.recognition, schema));
    facts.add("header", layout.has_header() ? fmt::format("record {}", recognized.records_before_data)
                                            : std::string("none; columns go by position"));
    facts.add("columns", std::to_string(layout.width()));
    facts.add("variant", variant());
    add_columns(facts);
    facts.add("delimiter", delimiter_text(recognized.dialect.delimiter));
    facts.add("encoding", encoding_text(file_.text().encoding(), head));
    if (reader_) facts.add("decimal_mark", decimal_mark_text(reader_->conventions()));
    if (reader_) facts.add("date_order", date_order_text(reader_->conventions()));
    facts.add("gross", schema.gross_meaning);
    facts.add("net", schema.net_meaning);
    facts.add("tax", schema.tax_meaning);
    if (reader_) {
      add_first_records(facts);
    } else {
      facts.add("cannot_be_read", recognized.unfit);
    }
    write(facts);
  }

  /// What tells the layouts of one format apart: how many of its columns, how many pairs.
  std::string variant() const {
    const Schema& schema = file_.schema();
    const Layout& layout = file_.layout();
    if (!layout.has_header()) return "without a header";
    std::string text =
        fmt::format("{} of the {} documented columns",
                    schema.columns.size() - layout.missing_columns().size(), schema.columns.size());
    const std::size_t pairs =
        schema.pairs.amount.empty() ? 0 : layout.find_repeated(schema.pairs.amount).size();
    if (pairs != 0) text += fmt::format(", {} pairs of description and amount", pairs);
    return text;
  }

  void add_columns(Facts& facts) const {
    const Layout& layout = file_.layout();
    const auto unknown = layout.has_header() ? layout.unknown_names() : std::vector<std::string_view>();
    facts.add("not_known", std::vector<std::string>(unknown.begin(), unknown.end()));
    facts.add("missing", layout.has_header() ? layout.missing_columns() : std::vector<std::string>());
    if (!reader_) facts.add("missing_required", missing_required());
  }

  std::vector<std::string> missing_required() const {
    std::vector<std::string> result;
    for (const std::string& column : file_.schema().required) {
      if (!has_column(file_.layout(), column)) result.push_back(column);
    }
    return result;
  }

  void add_first_records(Facts& facts) {
    std::vector<std::string> invoices;
    std::vector<std::string> accounts;
    std::vector<std::string> currencies;
    std::uint64_t records = 0;
    std::uint64_t items = 0;
    std::uint64_t rejected = 0;
    while (records < kFirstRecords) {
      const auto outcome = rows_->next();
      if (!outcome) break;
      ++records;
      rejected += *outcome == RecordOutcome::rejected;
      items += rows_->row().items().size();
      for (const LineItem& item : rows_->row().items()) {
        add_once(invoices, item.invoice_id);
        add_once(accounts, item.account_id);
        add_once(currencies, item.currency);
      }
    }
    facts.add("first_records", fmt::format("{} records, {} items, {} rejected", records, items, rejected));
    facts.add("invoices", std::move(invoices), kShown);
    facts.add("accounts", std::move(accounts), kShown);
    facts.add("currencies", std::move(currencies), kShown);
  }

  void write(const Facts& facts) {
    if (options_.json) {
      facts.write_json(out());
      out().append("\n");
    } else {
      facts.write_text("", out());
    }
  }

  void explain_line(std::uint64_t line) {
    ChargeIds ids(file_.schema().carrier);
    while (const auto outcome = rows_->next()) {
      const Record& record = rows_->row().record();
      if (record.line() > line) break;
      if (line < record.line() + record.lines()) {
        explain_record(*outcome, ids);
        return;
      }
      ids.skip(rows_->row().rejected_ids());
      for (const LineItem& item : rows_->row().items()) ids.next(item);
    }
    throw Failure(ExitStatus::usage,
                  fmt::format("{}:{}: no record stands on this line: it is blank, before the first "
                              "row of data or behind the end",
                              file_.file().name(), line));
  }

  std::string outcome_text(RecordOutcome outcome) const {
    switch (outcome) {
      case RecordOutcome::items:
        return rows_->row().items().empty() ? "no items: no charge of the row is other than zero" : "items";
      case RecordOutcome::informational:
        return "no items: an informational row; --informational emits it";
      case RecordOutcome::no_charge:
        return "no items: a row of a kind that carries no charge";
      case RecordOutcome::repeated_header:
        return "no items: the header again";
      case RecordOutcome::totals:
        return "no items: a row of totals";
      case RecordOutcome::rejected:
        break;
    }
    const Diagnostic& rejection = rows_->row().rejection();
    return fmt::format("rejected: {}: {}", problem_name(rejection.problem), rejection.message);
  }

  void explain_record(RecordOutcome outcome, ChargeIds& ids) {
    Facts facts;
    facts.add("file", file_.file().name());
    facts.add("line", std::to_string(rows_->row().record().line()));
    facts.add("outcome", outcome_text(outcome));
    if (tags_) tags_->begin_record(rows_->row().record());
    if (!options_.json) {
      facts.write_text("", out());
      for (const LineItem& item : rows_->row().items()) write_item_text(item, ids);
      return;
    }
    out().append("{\"record\":");
    facts.write_json(out());
    out().append(",\"items\":[");
    for (const LineItem& item : rows_->row().items()) {
      if (&item != &rows_->row().items().front()) out().append(",");
      write_item_json(item, ids);
    }
    out().append("]}\n");
  }

  static std::string value_of(const LineItem& item, std::string_view field) {
    if (field == "transaction_date") return item.transaction_date ? item.transaction_date->text() : "null";
    if (field == "net_cost") return item.net_cost.text();
    if (field == "gross_cost") return item.gross_cost.text();
    const std::pair<std::string_view, std::string_view> texts[] = {
        {"account_id", item.account_id},
        {"invoice_id", item.invoice_id},
        {"tracking_number", item.tracking_number},
        {"currency", item.currency},
        {"charge_code", item.charge_code},
        {"charge_detail", item.charge_detail},
        {"charge_description", item.charge_description}};
    const auto known = std::find_if(std::begin(texts), std::end(texts),
                                    [field](const auto& entry) { return entry.first == field; });
    const std::string_view text = known == std::end(texts) ? std::string_view{} : known->second;
    return text.empty() ? "null" : std::string(text);
  }

  void write_item_text(const LineItem& item, ChargeIds& ids) {
    const std::string id(ids.next(item));
    out().append(fmt::format("\n{}\n", id));
    for (const FieldOrigin& origin : rows_->origins(item)) {
      std::string from = origin.column.empty() ? "" : fmt::format("column \"{}\"", printable(origin.column));
      if (!origin.text.empty()) from += fmt::format(": \"{}\"", printable(origin.text));
      if (!origin.rule.empty()) from += (from.empty() ? "" : "; ") + origin.rule;
      out().append(fmt::format("  {:<20} {}\n  {:<20}   {}\n", origin.field,
                               printable(value_of(item, origin.field)), "", from));
    }
    if (!tags_) return;
    const std::vector<RuleTrace> traces = tags_->trace(item, id);
    write_rules_text(traces, tags_->json(), out());
  }

  void write_item_json(const LineItem& item, ChargeIds& ids) {
    out().append("{\"id\":");
    const std::string id(ids.next(item));
    append_json_string(id, out());
    out().append(",\"fields\":[");
    bool first = true;
    for (const FieldOrigin& origin : rows_->origins(item)) {
      if (!std::exchange(first, false)) out().append(",");
      Facts facts;
      facts.add("field", std::string(origin.field));
      facts.add("value", value_of(item, origin.field));
      facts.add("column", origin.column);
      facts.add("text", origin.text);
      facts.add("rule", origin.rule);
      facts.write_json(out());
    }
    out().append("]");
    if (tags_) {
      const std::vector<RuleTrace> traces = tags_->trace(item, id);
      write_rules_json(traces, tags_->json(), out());
    }
    out().append("}");
  }

  const ExplainOptions& options_;
  Target target_;
  Catalog catalog_;
  NoNotices notices_;
  TagRules rules_;
  std::unique_ptr<RecognizedFile> opened_;  // until the reader has it
  const RecognizedFile& file_;
  std::optional<InvoiceReader> reader_;  // where the file can be read
  std::optional<InvoiceRows> rows_;
  std::optional<ItemTags> tags_;
  OutputFile output_;
};

}  // namespace

ExitStatus explain(const ExplainOptions& options) { return Explainer(options).run(); }

}  // namespace linehaul
