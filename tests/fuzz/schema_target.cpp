#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "fuzz/conversion.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"
#include "schema/schema_loader.h"

namespace linehaul::fuzz {
namespace {

constexpr std::size_t kMostColumns = 64;

std::string quoted(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + '"';
}

/// A file of the schema's columns, whose cells are in turn amounts, texts, dates and blank.
std::string file_of(const Schema& schema) {
  constexpr std::array<std::string_view, 9> kCells = {"1.25",       "Fuel", "2026-05-04", "",     "-0.75",
                                                      "04/05/2026", "USD",  "00417",      "1,234"};
  constexpr std::size_t kRows = 5;
  std::string text;
  const std::size_t columns = std::min(schema.columns.size(), kMostColumns);
  for (std::size_t i = 0; i < columns; ++i) {
    if (i != 0) text += schema.delimiter;
    text += quoted(schema.columns[i].name);
  }
  text += '\n';
  for (std::size_t row = 0; row < kRows; ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      if (i != 0) text += schema.delimiter;
      text += quoted(kCells[(i + row) % kCells.size()]);
    }
    text += '\n';
  }
  return text;
}

}  // namespace

void run_schema(std::string_view bytes) {
  std::optional<Schema> schema;
  try {
    schema = load_schema(bytes, "schema");
  } catch (const Failure& failure) {
    require_complaint(failure, "schema:");
    return;
  }
  load_proven_schema(bytes, "schema");  // leaves out checks, and so can complain of nothing
  const MemoryFile schema_file(bytes);
  const MemoryFile file(file_of(*schema));
  ConversionOptions options;
  options.schema_files = {schema_file.path()};
  options.inputs = {file.path()};
  options.reading.recognition.format = schema->format;
  require_conversion(options);
}

}  // namespace linehaul::fuzz
