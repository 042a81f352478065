#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "input/record.h"
#include "model/line_item.h"
#include "output/raw_object.h"
#include "parsing/layout.h"
#include "schema/schema.h"
#include "text/text_buffer.h"

namespace linehaul {

enum class AmountStyle : std::uint8_t { number, string };

struct WriteOptions {
  RawCells raw = RawCells::nonempty;
  AmountStyle amounts = AmountStyle::number;
  bool documented_only = false;  ///< --compat trackstar: the documented keys and ids only
};

/// Writes the line items of one file as JSON Lines: schemas/invoice_line_item.schema.json, byte for byte as
/// documented in linehaul(1).
class ItemWriter {
 public:
  /// The schema and the layout outlive the writer.
  ItemWriter(const Schema& schema, const Layout& layout, WriteOptions options);

  /// To be called for each record that has items before these; the record stays until the last is written.
  void begin_record(const Record& record);
  /// Appends an item of that record as a line; `id` is the one that ChargeIds gives, `tags` a JSON array. All
  /// items of a record go to the same `out`, from which nothing is taken away before the last.
  void write(const LineItem& item, std::string_view id, std::string_view tags, TextBuffer& out);
  /// The id that is written: the documented one where only what is documented is asked for.
  std::string_view written_id(const LineItem& item, std::string_view id) const;

 private:
  char* put_amount(const Decimal& amount, char* to) const;
  void append_raw(TextBuffer& out);

  WriteOptions options_;
  bool has_documented_id_;
  std::string carrier_member_;
  RawObject raw_object_;
  const Record* record_ = nullptr;
  // Where `{"Net Amount":"36.91"}` stands in the line of the record's first item; no size before that.
  std::size_t raw_begin_ = 0;
  std::size_t raw_size_ = 0;
};

}  // namespace linehaul
