#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "input/record.h"
#include "model/line_item.h"
#include "output/item_columns.h"
#include "output/raw_object.h"
#include "schema/schema.h"
#include "tagging/tag.h"
#include "text/text_buffer.h"

namespace linehaul {

enum class AmountStyle : std::uint8_t { number, string };
enum class ItemForm : std::uint8_t { json_lines, csv };

/// How line items are written.
struct WriteOptions {
  RawCells raw = RawCells::nonempty;
  AmountStyle amounts = AmountStyle::number;
  bool documented_only = false;  ///< --compat trackstar: the documented keys and ids only
  ItemForm form = ItemForm::json_lines;
  std::vector<ItemColumn> columns = {};  ///< --columns; empty: all keys
  bool guards_formulas = true;           ///< in CSV
  bool has_byte_order_mark = false;      ///< in front of CSV
};

/// The tags of an item: as a JSON array, and one by one.
struct WrittenTags {
  std::string_view json = "[]";
  std::span<const Tag> list = {};
};

/// Writes the line items of one file as lines of output.
class LineWriter {
 public:
  LineWriter(const Schema& schema, bool documented_only)
      : has_documented_id_(documented_only && schema.field("id_base") != nullptr) {}
  virtual ~LineWriter() = default;

  /// To be called for each record that has items before these; the record stays until the last is written.
  virtual void begin_record(const Record& record) = 0;
  /// Appends an item of that record as a line; `id` is the one that ChargeIds gives. All items of a record go
  /// to the same `out`, from which nothing is taken away before the last.
  virtual void write(const LineItem& item, std::string_view id, const WrittenTags& tags, TextBuffer& out) = 0;

  /// The id that is written: the documented one where only what is documented is asked for.
  std::string_view written_id(const LineItem& item, std::string_view id) const {
    return has_documented_id_ && !item.id_base.empty() ? item.id_base : id;
  }

 private:
  bool has_documented_id_;
};

}  // namespace linehaul
