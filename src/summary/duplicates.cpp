#include "summary/duplicates.h"

#include <string>

namespace linehaul {
namespace {

std::uint64_t hash_of_amounts(const LineItem& item) {
  return hash_of(item.net_cost.text() + '/' + item.gross_cost.text() + '/' + std::string(item.currency)).low;
}

}  // namespace

/// A row by its cells, so that quoting and line ends make no difference.
void Duplicates::begin_record(const Record& record) {
  row_ = 0;
  for (const Field& field : record.fields()) {
    row_ = row_ * 31 + (hash_of(record.text(field)).low ^ field.column);
  }
}

Duplicate Duplicates::see(std::uint32_t file, std::string_view id, const LineItem& item) {
  const Charge charge{hash_of_amounts(item), row_, file};
  const auto [found, is_new] = charges_.try_emplace(hash_of(id), charge);
  const Charge& first = found->second;
  if (is_new || first.file == file || first.amounts != charge.amounts) return Duplicate::no;
  return first.row == charge.row ? Duplicate::same_row : Duplicate::same_charge;
}

}  // namespace linehaul
