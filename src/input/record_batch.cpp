#include "input/record_batch.h"

namespace linehaul {
namespace {

/// Bytes of text; a batch that had more gives its memory back.
constexpr std::size_t kHugeText = std::size_t{1} << 20U;

}  // namespace

void RecordBatch::add(const Record& record) {
  records_.push_back(record);
  fields_.insert(fields_.end(), record.fields_.begin(), record.fields_.end());
  decoded_.append(record.decoded_);
}

void RecordBatch::copy(const Record& record) {
  add(record);
  text_.append(record.raw_);
  Record& copy = records_.back();
  const auto skipped = static_cast<std::uint32_t>(record.raw_.data() - record.bytes_);
  for (Field& field : fields_) field.begin -= field.decoded ? 0 : skipped;
  copy.bytes_ = text_.data();
  copy.raw_ = text_.view();
  set_views();
}

void RecordBatch::close(RecordReader& reader) {
  reader.pass_text_to(text_);
  set_views();
}

void RecordBatch::set_views() {
  std::span<Field> fields = fields_;
  std::string_view decoded = decoded_.view();
  for (Record& record : records_) {
    const bool is_raw_decoded = record.problem_ == Problem::record_too_long;
    record.fields_ = fields.first(record.fields_.size());
    record.decoded_ = decoded.substr(0, record.decoded_.size());
    if (is_raw_decoded) record.raw_ = record.decoded_;
    fields = fields.subspan(record.fields_.size());
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
