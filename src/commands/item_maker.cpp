#include "commands/item_maker.h"

namespace linehaul {

void MadeItems::clear() {
  items_.clear();
  ids_.clear();
  lines_.clear();
  labels_.clear();
}

ItemMaker::ItemMaker(const Run& run, const InvoiceReader& reader)
    : writes_lines_(run.options.writes_items),
      keeps_labels_(run.options.keeps_breakdown),
      writer_(reader.schema(), reader.layout(), run.options.writing),
      ids_(reader.schema().carrier) {
  if (run.rules.is_empty()) return;
  tags_.emplace(run.rules, reader.schema().carrier, reader.layout(), reader.conventions().decimal_mark);
}

void ItemMaker::begin_record(const Record& record) {
  if (writes_lines_) writer_.begin_record(record);
  if (tags_) tags_->begin_record(record);
}

void ItemMaker::make(const LineItem& item, std::uint32_t n, MadeItems& made) {
  MadeItem result;
  result.id_hash = ids_.prepare(item);
  result.n = n != 0 ? n : in_batch_.count(result.id_hash);
  const std::string_view id = ids_.prepared(result.n);
  const std::string_view tags = tags_ ? tags_of(item, id, result) : "[]";
  if (writes_lines_ && !result.is_filtered) writer_.write(item, id, tags, made.lines_);
  if (tags_ && keeps_labels_) {
    for (const Tag& tag : tags_->list().tags()) made.labels_.push_back(tag_label(tag));
  }
  made.ids_.append(id);
  result.id_end = made.ids_.size();
  result.line_end = made.lines_.size();
  result.labels_end = made.labels_.size();
  made.items_.push_back(result);
}

std::string_view ItemMaker::tags_of(const LineItem& item, std::string_view id, MadeItem& made) {
  made.dropped = tags_->apply(item, written_id(item, id));
  made.is_filtered = !tags_->keeps_item();
  return made.is_filtered ? std::string_view{} : tags_->json();
}

}  // namespace linehaul
