#include "parsing/split.h"

#include "model/cell_text.h"

namespace linehaul {
namespace {

constexpr std::size_t kPiece = std::size_t{16} * 1024;  // what is copied of `head` at a time

}  // namespace

bool FirstRecord::has_name(const std::string& name) const {
  if (names_.empty()) {
    for (const std::string& cell : cells) names_.insert(normalized_name(cell));
  }
  return names_.contains(name);
}

Split::Split(std::string_view head, char delimiter, Encoding encoding)
    : delimiter_(delimiter), text_(head, kPiece), reader_(text_, Dialect{delimiter, '"'}, encoding) {}

const FirstRecord* Split::record(std::size_t number) const {
  while (number >= records_.size() && records_.size() < kRecords && !ended_) {
    const Record* record = reader_.next();
    ended_ = record == nullptr;
    if (ended_) break;
    ++read_;
    if (record->fields().empty()) continue;
    FirstRecord& first = records_.emplace_back();
    first.before = read_ - 1;
    first.cells.resize(record->columns());
    for (const Field& field : record->fields()) first.cells[field.column] = record->text(field);
  }
  return number < records_.size() ? &records_[number] : nullptr;
}

}  // namespace linehaul
