#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "output/line_writer.h"
#include "parsing/layout.h"
#include "parsing/row_cells.h"

namespace linehaul {

/// Writes the line items of one file as rows of a table: CSV, or JSON objects with just these keys.
class TableWriter : public LineWriter {
 public:
  /// `columns` are those of the table. Everything outlives the writer.
  TableWriter(const Schema& schema, const Layout& layout, const WriteOptions& options,
              const std::vector<ItemColumn>& columns);

  void begin_record(const Record& record) override;
  void write(const LineItem& item, std::string_view id, const WrittenTags& tags, TextBuffer& out) override;

 private:
  /// A column, and what stands in front of its value.
  struct Place {
    const ItemColumn* column;
    bool is_in_file = false;  // of a cell
    RowCells::Slot slot = 0;  // of a cell
    std::string start;        // `,` or `,"net_cost":`
  };

  void put_key(ItemField key, const LineItem& item, std::string_view id, std::string_view tags,
               TextBuffer& out);
  void put_tag(std::string_view name, std::span<const Tag> tags, TextBuffer& out) const;
  void put_text(std::string_view text, TextBuffer& out) const;
  void put_json(std::string_view json, TextBuffer& out) const;
  void put_amount(const Decimal& amount, TextBuffer& out) const;
  std::string_view raw();

  const WriteOptions& options_;
  bool is_csv_;
  std::string_view carrier_;
  std::vector<Place> places_;
  RowCells cells_;
  RawObject raw_object_;
  const Record* record_ = nullptr;
  TextBuffer raw_;  // of the record, once somebody has asked for it
};

/// The columns of a run's table; none where line items are written with all their keys as JSON Lines.
std::vector<ItemColumn> table_columns(const WriteOptions& options);

/// What stands in front of the first line: the byte order mark and the header of CSV.
void append_table_start(const WriteOptions& options, TextBuffer& out);

}  // namespace linehaul
