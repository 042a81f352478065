#include "input/record_batch.h"

namespace linehaul {
namespace {

/// Bytes of text; a batch that had more gives its memory back.
constexpr std::size_t kHugeText = std::size_t{1} << 20U;

}  // namespace

void RecordBatch::add(const Record& record) {
  records_.push_back(record);
  if (!record.is_indexed_) fields_.insert(fields_.end(), record.fields_.begin(), record.fields_.end());
  if (!record.decoded_.empty()) decoded_.append(record.decoded_);
}

void RecordBatch::copy(const Record& record) {
  Record own = record;
  own.is_indexed_ = false;
  add(own);
  text_.append(record.raw_);
  Record& copy = records_.back();
  const auto skipped = static_cast<std::uint32_t>(record.raw_.data() - record.bytes_);
  for (Field& field : fields_) field.begin -= field.decoded ? 0 : skipped;
  copy.bytes_ = text_.data();
  copy.raw_ = text_.view();
  set_views();
}

void RecordBatch::close(RecordReader& reader) {
  reader.pass_to(text_, indexed_fields_);
  set_views();
}

void RecordBatch::set_views() {
  std::span<Field> fields = fields_;
  std::string_view decoded = decoded_.view();
  for (Record& record : records_) {
    const bool is_raw_decoded = record.problem_ == Problem::record_too_long;
    if (!record.is_indexed_) {
      record.fields_ = fields.first(record.fields_.size());
      fields = fields.subspan(record.fields_.size());
    }
    record.decoded_ = decoded.substr(0, record.decoded_.size());
    if (is_raw_decoded) record.raw_ = record.decoded_;
    decoded.remove_prefix(record.decoded_.size());
  }
}

void RecordBatch::clear() {
  if (text_.size() > kHugeText) *this = RecordBatch();
  text_.clear();
  records_.clear();
  fields_.clear();
  decoded_.clear();
}

}  // namespace linehaul
