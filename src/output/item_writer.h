#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "input/record.h"
#include "model/charge_id.h"
#include "model/line_item.h"
#include "output/text_buffer.h"
#include "parsing/layout.h"
#include "schema/schema.h"

namespace linehaul {

/// Which cells of the source row an item carries.
enum class RawCells : std::uint8_t { nonempty, all, none };
enum class AmountStyle : std::uint8_t { number, string };

struct WriteOptions {
  RawCells raw = RawCells::nonempty;
  AmountStyle amounts = AmountStyle::number;
  bool documented_only = false;  ///< --compat trackstar: the documented keys and ids only
};

/// Writes the line items of one file as JSON Lines: schemas/invoice_line_item.schema.json, byte for byte as
/// documented in linehaul(1). One per file, because ids are counted per file.
class ItemWriter {
 public:
  /// The schema and the layout outlive the writer.
  ItemWriter(const Schema& schema, const Layout& layout, WriteOptions options);

  /// Appends the items of one record, one line each.
  void write(const Record& record, std::span<const LineItem> items, TextBuffer& out);

 private:
  void write_item(const LineItem& item, TextBuffer& out);
  std::string_view id_of(const LineItem& item);
  void put_amount(const Decimal& amount, TextBuffer& out) const;
  void build_raw(const Record& record);
  std::string_view raw_key(std::uint32_t column);

  const Layout& layout_;
  WriteOptions options_;
  bool has_documented_id_;
  std::string carrier_member_;
  ChargeIds ids_;
  std::vector<std::string> raw_keys_;  // `,"Net Amount":` of every column
  TextBuffer raw_;                     // `{"Net Amount":"36.91"}` of the current record
};

}  // namespace linehaul
