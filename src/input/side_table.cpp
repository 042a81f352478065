#include "input/side_table.h"

#include <algorithm>

#include "model/cell_text.h"

namespace linehaul {
namespace {

std::vector<std::string> cells_of(const Record* record) {
  std::vector<std::string> cells(record == nullptr ? 0 : record->columns());
  if (record == nullptr) return cells;
  for (const Field& field : record->fields()) cells[field.column] = trim(record->text(field));
  return cells;
}

std::optional<std::uint32_t> find(const std::vector<std::string>& header, std::string_view name) {
  const auto found = std::find_if(header.begin(), header.end(),
                                  [name](const std::string& cell) { return normalized_name(cell) == name; });
  if (found == header.end()) return std::nullopt;
  return static_cast<std::uint32_t>(std::distance(header.begin(), found));
}

}  // namespace

SideTable::SideTable(const std::string& path)
    : file_(path), text_(file_, BlockReader::kDefaultBlockSize, Encoding::automatic) {
  while (text_.head().find_first_of("\r\n") == std::string_view::npos && text_.extend_head()) {
  }
}

std::string_view SideTable::whole_text() {
  while (text_.append_to(whole_)) {
  }
  return whole_.view();
}

void SideTable::begin(std::string_view wanted) {
  reader_.emplace(text_, Dialect{find_delimiter(wanted), '"'});
  header_ = cells_of(reader_->next());
}

/// A comma when no delimiter shows the column.
char SideTable::find_delimiter(std::string_view wanted) const {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    MemoryText head(text_.head());
    RecordReader reader(head, {delimiter, '"'});
    if (find(cells_of(reader.next()), wanted)) return delimiter;
  }
  return ',';
}

std::optional<std::uint32_t> SideTable::column(std::string_view name) const { return find(header_, name); }

const Record* SideTable::next() {
  const Record* record = reader_->next();
  while (record != nullptr && record->problem() == Problem::none && record->fields().empty()) {
    record = reader_->next();
  }
  return record;
}

}  // namespace linehaul
