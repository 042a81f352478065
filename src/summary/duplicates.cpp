#include "summary/duplicates.h"

#include <string>

namespace linehaul {
namespace {

/// An amount however many decimals it is spelled with.
std::string value_of(const Decimal& amount) {
  std::string text = amount.text();
  if (amount.scale() == 0) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

TextHash joined(const TextHash& a, const TextHash& b) {
  const std::uint64_t words[] = {a.low, a.high, b.low, b.high};
  return hash_of({reinterpret_cast<const char*>(words), sizeof words});
}

}  // namespace

TextHash Duplicates::hash_of_cells(const Record& record) {
  TextHash row{};
  for (const Field& field : record.fields()) {
    const TextHash cell = hash_of(record.text(field));
    row = joined(row, {cell.low ^ field.column, cell.high});
  }
  return row;
}

bool Duplicates::is_in_earlier_file(FirstFile& table, const TextHash& what, std::uint32_t file) {
  return table.try_emplace(what, file).first->second != file;
}

Duplicate Duplicates::see(std::uint32_t file, std::string_view id, const LineItem& item,
                          const TextHash& cells) {
  std::string text(id);
  for (const Decimal& amount : {item.net_cost, item.gross_cost}) text += '/' + value_of(amount);
  text += '/';
  text += item.currency;
  const TextHash charge = hash_of(text);
  const bool is_charge = is_in_earlier_file(charges_, charge, file);
  const bool is_row = is_in_earlier_file(rows_, joined(charge, cells), file);
  return is_row ? Duplicate::same_row : is_charge ? Duplicate::same_charge : Duplicate::no;
}

}  // namespace linehaul
