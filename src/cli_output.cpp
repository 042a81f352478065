#include "cli_output.h"

#include "cli_options.h"
#include "output/compressor.h"
#include "text/ascii.h"

namespace linehaul {

namespace {

/// `items.csv`, `items.csv.gz`.
bool is_table_name(std::string_view path) {
  path.remove_suffix(extension_of(compression_of(path)).size());
  return ends_with_ignoring_case(path, ".csv");
}

}  // namespace

void set_up_output(CLI::App& app, ConversionOptions& options) {
  WriteOptions& writing = options.writing;
  app.add_option("-o,--output", options.output);
  app.add_option("--output-dir", options.output_folder);
  add_words(app, "--compress", options.compression,
            {{"gz", std::optional(Compression::gzip)}, {"zst", std::optional(Compression::zstd)}});
  add_words(app, "--to", writing.form, {{"jsonl", ItemForm::json_lines}, {"csv", ItemForm::csv}});
  app.add_option_function<std::string>(
      "--columns", [&writing](const std::string& list) { writing.columns = read_item_columns(list); });
  app.add_flag("!--no-formula-guard", writing.guards_formulas);
  app.add_flag("--bom", writing.has_byte_order_mark);
  add_words(app, "--raw", writing.raw,
            {{"nonempty", RawCells::nonempty}, {"all", RawCells::all}, {"none", RawCells::none}});
  add_words(app, "--amounts", writing.amounts,
            {{"number", AmountStyle::number}, {"string", AmountStyle::string}});
  add_words(app, "--compat", writing.documented_only, {{"trackstar", true}});
}

void settle_output(const CLI::App& app, ConversionOptions& options) {
  WriteOptions& writing = options.writing;
  if (app.get_option("--to")->empty() && is_table_name(options.output)) writing.form = ItemForm::csv;
  const bool is_csv = writing.form == ItemForm::csv;
  const bool asks_for_raw = has_raw_key(writing.columns);
  const auto fail = [](const char* message) { throw Failure(ExitStatus::usage, message); };
  const Compression named = compression_of(options.output);
  if (options.compression && named != Compression::none && named != options.compression) {
    fail("--compress: the name of the --output file says otherwise");
  }
  if (!is_csv && writing.has_byte_order_mark) fail("--bom is for --to csv");
  if (!is_csv && !writing.guards_formulas) fail("--no-formula-guard is for --to csv");
  if (!app.get_option("--raw")->empty()) {
    const bool is_none = writing.raw == RawCells::none;
    if (asks_for_raw && is_none) fail("--raw none: --columns asks for raw");
    if (!asks_for_raw && !is_none && !writing.columns.empty()) fail("--raw: --columns does not ask for raw");
  } else if (is_csv && !asks_for_raw) {
    writing.raw = RawCells::none;
  } else if (writing.documented_only) {
    writing.raw = RawCells::all;
  }
}

}  // namespace linehaul
