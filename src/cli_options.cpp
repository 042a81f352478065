#include "cli_options.h"

#include <algorithm>
#include <charconv>

#include "model/currency.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

std::string upper_case(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

}  // namespace

char one_character(const std::string& option, const std::string& text) {
  if (text == "\\t") return '\t';
  if (text.size() == 1) return text[0];
  throw Failure(ExitStatus::usage, option + ": \"" + text + "\" is not one character");
}

std::size_t thread_count(const std::string& option, const std::string& text) {
  constexpr std::size_t kMost = 256;
  if (lower_case(text) == "auto") return 0;
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  if (is_number && count >= 1 && count <= kMost) return count;
  throw Failure(ExitStatus::usage, option + ": \"" + text + "\" is neither auto nor a number from 1 to " +
                                       std::to_string(kMost));
}

void add_block_size(CLI::App& app, std::size_t& size) {
  app.add_option("--block-size", size)->check(CLI::Range(std::size_t{1}, std::size_t{1} << 30U))->group("");
}

void add_max_record_size(CLI::App& app, std::size_t& size) {
  app.add_option("--max-record-size", size)->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U));
}

void add_unpacking(CLI::App& app, UnpackLimits& limits) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 40U;
  app.add_option("--max-expansion", limits.expansion)->check(CLI::Range(std::uint64_t{1}, kMost));
  app.add_option("--max-members", limits.members)->check(CLI::Range(std::uint64_t{1}, kMost));
}

void set_up_reading(CLI::App& app, ReadOptions& reading, std::vector<std::string>& schema_files) {
  app.add_option_function<std::string>(
      "--from", [&reading](const std::string& format) { reading.recognition.format = lower_case(format); });
  app.add_option("--schema", schema_files)->allow_extra_args(false)->take_all();
  app.add_flag("--informational", reading.parsing.informational);
  app.add_option_function<std::string>("--currency", [&reading](const std::string& text) {
    const std::string code = upper_case(text);
    if (!is_currency_code(code)) {
      throw Failure(ExitStatus::usage,
                    "--currency: \"" + code + "\" is no currency code of ISO 4217, such as EUR");
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

  app.add_option_function<std::string>("--delimiter", [&reading](const std::string& text) {
    reading.recognition.delimiter = one_character("--delimiter", text);
  });
  add_words(app, "--decimal-mark", reading.decimal_mark,
            {{"point", DecimalMark::point}, {"comma", DecimalMark::comma}});
  add_words(app, "--date-order", reading.date_order,
            {{"dmy", DateOrder::day_first}, {"mdy", DateOrder::month_first}});
  add_words(app, "--encoding", reading.recognition.encoding,
            {{"utf-8", Encoding::utf8},
             {"utf8", Encoding::utf8},
             {"windows-1252", Encoding::windows_1252},
             {"cp1252", Encoding::windows_1252},
             {"iso-8859-1", Encoding::iso_8859_1},
             {"latin1", Encoding::iso_8859_1},
             {"utf-16le", Encoding::utf16_le},
             {"utf-16be", Encoding::utf16_be}});
  add_max_record_size(app, reading.max_record_size);
  add_unpacking(app, reading.unpacking);
  add_block_size(app, reading.block_size);
}

void add_tagging(CLI::App& app, std::vector<std::string>& rule_files, std::vector<std::string>* filters) {
  app.add_option("--rules", rule_files)->allow_extra_args(false)->take_all();
  if (filters != nullptr) app.add_option("--where", *filters)->allow_extra_args(false)->take_all();
}

}  // namespace linehaul
