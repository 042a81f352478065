#pragma once

#include <string>
#include <string_view>

#include "input/record.h"
#include "model/line_item.h"
#include "output/line_writer.h"
#include "output/raw_object.h"
#include "parsing/layout.h"
#include "schema/schema.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Writes the line items of one file as JSON Lines: schemas/invoice_line_item.schema.json, byte for byte as
/// documented in linehaul(1).
class ItemWriter : public LineWriter {
 public:
  /// The schema and the layout outlive the writer.
  ItemWriter(const Schema& schema, const Layout& layout, const WriteOptions& options);

  void begin_record(const Record& record) override;
  void write(const LineItem& item, std::string_view id, const WrittenTags& tags, TextBuffer& out) override;

 private:
  char* put_amount(const Decimal& amount, char* to) const;
  void append_raw(TextBuffer& out);

  AmountStyle amounts_;
  bool has_raw_;
  bool documented_only_;
  std::string carrier_member_;
  RawObject raw_object_;
  const Record* record_ = nullptr;
  // Where `{"Net Amount":"36.91"}` stands in the line of the record's first item; no size before that.
  std::size_t raw_begin_ = 0;
  std::size_t raw_size_ = 0;
};

}  // namespace linehaul
