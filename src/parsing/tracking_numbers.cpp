#include "parsing/tracking_numbers.h"

#include <algorithm>
#include <optional>

#include "failure.h"
#include "input/input_file.h"
#include "input/record_reader.h"
#include "model/cell_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kOrder = "sales order no";
constexpr std::string_view kNumber = "tracking number";

std::optional<std::uint32_t> column_of(const Record& header, std::string_view name) {
  for (const Field& field : header.fields()) {
    if (normalized_name(header.text(field)) == name) return field.column;
  }
  return std::nullopt;
}

/// The delimiter with which the first line has both columns; a comma when none has.
char delimiter_of(std::string_view head) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    MemoryText text(head);
    RecordReader reader(text, {delimiter, '"'});
    const Record* header = reader.next();
    if (header != nullptr && column_of(*header, kOrder) && column_of(*header, kNumber)) return delimiter;
  }
  return ',';
}

}  // namespace

TrackingNumbers::TrackingNumbers(const std::string& path) {
  if (path.empty()) return;
  InputFile file(path);
  FileText text(file, BlockReader::kDefaultBlockSize, Encoding::automatic);
  text.extend_head();
  RecordReader reader(text, {delimiter_of(text.head()), '"'});
  const auto fail = [&](std::uint64_t line, const std::string& message) {
    throw Failure(ExitStatus::unreadable,
                  file.name() + ":" + std::to_string(line) + ": bad-tracking-file: " + message);
  };
  const Record* record = reader.next();
  const auto order_column = record == nullptr ? std::nullopt : column_of(*record, kOrder);
  const auto number_column = record == nullptr ? std::nullopt : column_of(*record, kNumber);
  if (!order_column || !number_column)
    fail(1, "needs a header with the columns sales_order_no and tracking_number");
  const std::uint32_t width = record->columns();
  while ((record = reader.next()) != nullptr) {
    if (record->fields().empty()) continue;
    if (record->problem() != Problem::none ||
        record->columns() < std::max(*order_column, *number_column) + 1 || record->columns() > width) {
      fail(record->line(), "the record does not fit the header");
    }
    const std::string_view order = identifier_text(record->cell(*order_column));
    const std::string_view number = identifier_text(record->cell(*number_column));
    if (order.empty() || number.empty()) continue;
    std::vector<std::string>& numbers = numbers_[std::string(order)];
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.emplace_back(number);
  }
}

const std::vector<std::string>& TrackingNumbers::of(std::string_view sales_order) const {
  static const std::vector<std::string> none;
  const auto found = numbers_.find(std::string(sales_order));
  return found == numbers_.end() ? none : found->second;
}

}  // namespace linehaul
