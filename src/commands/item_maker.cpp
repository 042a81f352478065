#include "commands/item_maker.h"

#include "output/item_writer.h"
#include "output/table_writer.h"

namespace linehaul {
namespace {

std::unique_ptr<LineWriter> make_writer(const Run& run, const InvoiceReader& reader) {
  const WriteOptions& options = run.options.writing;
  if (run.columns.empty()) return std::make_unique<ItemWriter>(reader.schema(), reader.layout(), options);
  return std::make_unique<TableWriter>(reader.schema(), reader.layout(), options, run.columns);
}

}  // namespace

void MadeItems::clear() {
  items_.clear();
  ids_.clear();
  lines_.clear();
  labels_.clear();
}

ItemMaker::ItemMaker(const Run& run, const InvoiceReader& reader)
    : writes_lines_(run.options.writes_items),
      keeps_labels_(run.options.keeps_breakdown),
      writer_(make_writer(run, reader)),
      ids_(reader.schema().carrier) {
  if (run.rules.is_empty()) return;
  tags_.emplace(run.rules, reader.schema().carrier, reader.layout(), reader.conventions().decimal_mark);
}

void ItemMaker::begin_record(const Record& record) {
  if (writes_lines_) writer_->begin_record(record);
  if (tags_) tags_->begin_record(record);
}

void ItemMaker::make(const LineItem& item, std::uint32_t n, MadeItems& made) {
  MadeItem& result = made.items_.emplace_back();
  result.id_hash = ids_.prepare(item);
  result.n = n != 0 ? n : in_batch_.count(result.id_hash);
  const std::string_view id = ids_.prepared(result.n);
  const WrittenTags tags = tags_ ? tags_of(item, id, result) : WrittenTags{};
  if (writes_lines_ && !result.is_filtered) writer_->write(item, id, tags, made.lines_);
  if (tags_ && keeps_labels_) {
    for (const Tag& tag : tags_->list().tags()) made.labels_.push_back(tag_label(tag));
  }
  made.ids_.append(id);
  result.id_end = made.ids_.size();
  result.line_end = made.lines_.size();
  result.labels_end = made.labels_.size();
}

WrittenTags ItemMaker::tags_of(const LineItem& item, std::string_view id, MadeItem& made) {
  made.dropped = tags_->apply(item, written_id(item, id));
  made.is_filtered = !tags_->keeps_item();
  if (made.is_filtered) return {};
  return {tags_->json(), tags_->list().tags()};
}

}  // namespace linehaul
