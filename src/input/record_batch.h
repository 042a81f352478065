#pragma once

#include <cstddef>
#include <vector>

#include "input/record.h"
#include "input/record_reader.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Records that were read one after the other, with all that they are views of: text, cells and decoded text.
/// So they can be looked at in any order and by any thread, while the reader reads on.
///
/// The text is the reader's own buffer, and the cells of nearly all records its index's own memory: both
/// change hands without being copied and stay where they were, so what points into them remains right.
class RecordBatch {
 public:
  /// Adds the record that the reader gave out last. Its cells can be looked at behind close().
  void add(const Record& record);
  /// Adds a record with its text, whole at once: for a batch of one, that nothing is added to.
  void copy(const Record& record);
  /// Ends the batch: takes the text and the cells of its records from the reader.
  void close(RecordReader& reader);

  bool empty() const { return records_.empty(); }
  std::size_t size() const { return records_.size(); }
  const Record& operator[](std::size_t i) const { return records_[i]; }

  /// Empty again. Keeps its memory unless a huge record made that large.
  void clear();

 private:
  void set_views();

  TextBuffer text_;
  std::vector<Record> records_;
  FieldRoom indexed_fields_;
  std::vector<Field> fields_;  // of records that are not the index's
  TextBuffer decoded_;
};

}  // namespace linehaul
