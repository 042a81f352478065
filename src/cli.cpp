#include "cli.h"

#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "commands/normalize.h"
#include "commands/records.h"
#include "failure.h"
#include "model/currency.h"
#include "text/nearest.h"
#include "version.h"

namespace linehaul {
namespace {

constexpr const char* kSummary =
    "linehaul reads the invoice CSVs of parcel carriers and writes one JSON line per charge.\n"
    "\n"
    "  linehaul normalize ups.csv > items.jsonl     every charge of an invoice, one JSON line each\n"
    "  cat usps.csv | linehaul normalize            the same from a pipe\n"
    "  linehaul normalize *.csv -o items.jsonl      several carriers in one file, written whole or not at all\n"
    "\n"
    "linehaul normalize --help lists the options; man linehaul has it all.\n";

constexpr const char* kNormalizeHelp =
    "usage: linehaul normalize [OPTIONS] [FILE...]\n"
    "  linehaul normalize ups.csv usps.csv | jq .net_cost\n"
    "  linehaul normalize --rejects bad.jsonl -o items.jsonl invoices/*.csv\n"
    "Writes one JSON line per charge. No FILE, or -, is standard input.\n"
    "\n"
    "  -o, --output FILE         write here, whole or not at all\n"
    "      --rejects FILE        records that cannot be read, as JSON Lines\n"
    "      --strict              stop at the first such record\n"
    "      --from FORMAT         ups, usps, royal_mail, ...; found from the content otherwise\n"
    "      --schema FILE         a format's schema, replaces the built-in one of its name\n"
    "      --raw WHICH           cells of the source row: nonempty (default), all, none\n"
    "      --amounts STYLE       number (default) or string\n"
    "      --compat trackstar    only the keys, ids and items that the hosted API documents\n"
    "      --informational       UPS INF rows are items too\n"
    "      --currency CODE       for files that state none\n"
    "      --tracking FILE       sales_order_no and tracking_number, splits Royal Mail SAP BEx orders\n"
    "      --invoice-id ID, --invoice-date DATE   for rows that state none\n"
    "      --no-check            do not name totals that differ\n"
    "      --delimiter CHAR      instead of the one the file shows; \\t is a tab\n"
    "      --decimal-mark MARK   point or comma, instead of what the file shows\n"
    "      --date-order ORDER    dmy or mdy, instead of what the file shows\n"
    "      --encoding NAME       utf-8, windows-1252, iso-8859-1, utf-16le, utf-16be\n"
    "      --max-record-size N   bytes a record may have (16777216)\n"
    "Exit status: 0 done, 1 look at standard error, 2 usage, 3 unreadable input, 4 unwritable output.\n";

constexpr const char* kRecordsHelp =
    "usage: linehaul records [--delimiter CHAR] [--quote CHAR] [FILE]\n"
    "Prints the records of any CSV file as the reader sees them, one JSON array a line.\n";

/// One option that takes one of a few words.
template <typename Value>
void add_words(CLI::App& app, const std::string& name, Value& value, std::map<std::string, Value> words) {
  app.add_option_function<std::string>(name, [name, &value, words](const std::string& word) {
    const auto found = words.find(word);
    if (found != words.end()) {
      value = found->second;
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& entry : words) known.push_back(entry.first);
    throw Failure(ExitStatus::usage, name + ": unknown value \"" + word + "\"; did you mean \"" +
                                         std::string(nearest(word, known)) + "\"?");
  });
}

char one_character(const std::string& option, const std::string& text) {
  if (text == "\\t") return '\t';
  if (text.size() == 1) return text[0];
  throw Failure(ExitStatus::usage, option + ": \"" + text + "\" is not one character");
}

/// Tuning that no user needs: tests read with small blocks to find what large ones hide.
void add_block_size(CLI::App& app, std::size_t& size) {
  app.add_option("--block-size", size)->check(CLI::Range(std::size_t{1}, std::size_t{1} << 30U))->group("");
}

void add_max_record_size(CLI::App& app, std::size_t& size) {
  app.add_option("--max-record-size", size)->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U));
}

void set_up_normalize(CLI::App& app, NormalizeOptions& options) {
  ReadOptions& reading = options.reading;
  app.add_option("FILE", options.inputs);
  app.add_option("-o,--output", options.output);
  app.add_option("--rejects", options.rejects);
  app.add_flag("--strict", options.strict);
  app.add_option("--from", reading.recognition.format);
  app.add_option("--schema", options.schema_files)->expected(1)->take_all();
  add_words(app, "--raw", options.writing.raw,
            {{"nonempty", RawCells::nonempty}, {"all", RawCells::all}, {"none", RawCells::none}});
  add_words(app, "--amounts", options.writing.amounts,
            {{"number", AmountStyle::number}, {"string", AmountStyle::string}});
  add_words(app, "--compat", options.writing.documented_only, {{"trackstar", true}});
  app.add_flag("--informational", reading.parsing.informational);
  app.add_option_function<std::string>("--currency", [&reading](const std::string& code) {
    if (!is_currency_code(code)) {
      throw Failure(ExitStatus::usage, "--currency: \"" + code + "\" is no currency code of ISO 4217, such as EUR");
    }
    reading.parsing.currency = code;
  });
  app.add_option("--tracking", reading.parsing.tracking_file);
  app.add_option("--invoice-id", reading.parsing.invoice_id);
  app.add_option_function<std::string>("--invoice-date", [&reading](const std::string& text) {
    reading.parsing.invoice_date = read_date(text, DateOrder::unknown).value;
    if (!reading.parsing.invoice_date) {
      throw Failure(ExitStatus::usage, "--invoice-date: \"" + text + "\" is not a date such as 2026-03-31");
    }
  });
  app.add_flag("!--no-check", reading.parsing.check);
  app.add_option_function<std::string>("--delimiter", [&reading](const std::string& text) {
    reading.recognition.delimiter = one_character("--delimiter", text);
  });
  add_words(app, "--decimal-mark", reading.decimal_mark,
            {{"point", DecimalMark::point}, {"comma", DecimalMark::comma}});
  add_words(app, "--date-order", reading.date_order,
            {{"dmy", DateOrder::day_first}, {"mdy", DateOrder::month_first}});
  add_words(app, "--encoding", reading.recognition.encoding,
            {{"utf-8", Encoding::utf8},
             {"windows-1252", Encoding::windows_1252},
             {"iso-8859-1", Encoding::iso_8859_1},
             {"utf-16le", Encoding::utf16_le},
             {"utf-16be", Encoding::utf16_be}});
  add_max_record_size(app, reading.max_record_size);
  add_block_size(app, reading.block_size);
}

void set_up_records(CLI::App& app, RecordsOptions& options) {
  app.add_option("FILE", options.input);
  app.add_option_function<std::string>("--delimiter", [&options](const std::string& text) {
    options.dialect.delimiter = one_character("--delimiter", text);
  });
  app.add_option_function<std::string>("--quote", [&options](const std::string& text) {
    options.dialect.quote = text.empty() ? '\0' : one_character("--quote", text);
  });
  add_max_record_size(app, options.max_record_size);
  add_block_size(app, options.block_size);
}

/// What to say about an argument that nothing takes: a file without a command, a command or option mistyped.
[[noreturn]] void fail_unexpected(const CLI::App& app, const std::string& argument) {
  const std::string quoted = "\"" + argument + "\"";
  std::vector<std::string_view> known;
  std::vector<std::string> options;
  if (argument.starts_with("-") && argument.size() > 1) {
    for (const CLI::App* sub : app.get_subcommands()) {
      for (const CLI::Option* option : sub->get_options()) {
        for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
      }
    }
    if (options.empty()) options = {"--help", "--version"};
    known.assign(options.begin(), options.end());
    const std::string typed = argument.substr(0, argument.find('='));
    throw Failure(ExitStatus::usage,
                  "unknown option " + quoted + "; did you mean " + std::string(nearest(typed, known)) + "?");
  }
  if (argument == "-" || ::access(argument.c_str(), F_OK) == 0 || argument.find_first_of("./") != std::string::npos) {
    throw Failure(ExitStatus::usage, quoted + " is not a command; did you mean `linehaul normalize " + argument + "`?");
  }
  for (const CLI::App* command : app.get_subcommands({})) known.push_back(command->get_name());
  throw Failure(ExitStatus::usage,
                "unknown command " + quoted + "; did you mean `linehaul " + std::string(nearest(argument, known)) + "`?");
}

void print(const char* text) {
  if (std::fputs(text, stdout) < 0 || std::fflush(stdout) != 0) {
    throw Failure(ExitStatus::unwritable, "<stdout>: cannot be written");
  }
}

}  // namespace

ExitStatus run_command_line(int argc, char** argv) {
  if (argc <= 1) {
    std::fputs(kSummary, stderr);
    return ExitStatus::usage;
  }
  CLI::App app;
  app.set_help_flag();
  bool help = false;
  bool wants_version = false;
  app.add_flag("-h,--help", help);
  app.add_flag("--version", wants_version);
  NormalizeOptions normalize_options;
  RecordsOptions records_options{.input = "-",
                                 .dialect = {},
                                 .block_size = normalize_options.reading.block_size,
                                 .max_record_size = normalize_options.reading.max_record_size};
  CLI::App* normalize_app = app.add_subcommand("normalize");
  CLI::App* records_app = app.add_subcommand("records");
  for (CLI::App* command : {normalize_app, records_app}) {
    command->set_help_flag();
    command->add_flag("-h,--help", help);
    command->allow_extras();
  }
  app.allow_extras();
  set_up_normalize(*normalize_app, normalize_options);
  set_up_records(*records_app, records_options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    throw Failure(ExitStatus::usage, error.what());
  }
  if (help) {
    print(normalize_app->parsed() ? kNormalizeHelp : records_app->parsed() ? kRecordsHelp : kSummary);
    return ExitStatus::done;
  }
  if (const std::vector<std::string> rest = app.remaining(true); !rest.empty()) fail_unexpected(app, rest.front());
  if (wants_version) {
    print(("linehaul " + std::string(version()) + "\n").c_str());
    return ExitStatus::done;
  }
  if (records_app->parsed()) return print_records(records_options);
  if (!normalize_app->parsed()) {
    std::fputs(kSummary, stderr);
    return ExitStatus::usage;
  }
  if (normalize_options.inputs.empty()) normalize_options.inputs = {"-"};
  if (normalize_options.writing.documented_only) {
    normalize_options.reading.parsing.informational = normalize_options.reading.parsing.documented_only = true;
    if (normalize_app->get_option("--raw")->empty()) normalize_options.writing.raw = RawCells::all;
  }
  return normalize(normalize_options);
}

}  // namespace linehaul
