#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "input/encoding.h"
#include "input/record.h"
#include "input/record_index.h"
#include "input/record_scanner.h"
#include "input/text_source.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Cuts text into records, RFC 4180 and kinder: LF, CR LF and CR end a record, blank lines are none, a last
/// line needs no end. Allocates nothing per record once its buffers have grown to the largest one.
///
/// The RecordIndex finds most records, many at a time. What it leaves, a record with an odd quote and the
/// one that the end of the buffer cuts, is read by the RecordScanner.
///
/// A quote that is never closed, or that has text behind it, costs its first line only: the record comes out
/// with a problem() and without fields, and reading goes on with the next line.
class RecordReader {
 public:
  static constexpr std::size_t kDefaultMaxRecordSize = std::size_t{16} * 1024 * 1024;

  /// `source` must outlive the reader. `encoding`: how cells are decoded that hold bytes above 0x7F;
  /// automatic reads a cell that is not UTF-8 as Windows-1252. A record over `max_record_size` bytes is
  /// given out cut, with the problem record_too_long.
  RecordReader(TextSource& source, Dialect dialect, Encoding encoding = Encoding::automatic,
               std::size_t max_record_size = kDefaultMaxRecordSize);

  /// The next record; nullptr at the end. Throws what the source throws.
  const Record* next();

  /// The next record if it can be read without asking the source for more; nullptr otherwise.
  const Record* next_at_hand();

  /// Hands over all text that was read as records, and the fields of those that the index found, in `text`
  /// and `fields`, which are used up first. Both stay where they are, so the records' views into them remain
  /// right; the text that follows is copied and read on.
  void pass_to(TextBuffer& text, FieldRoom& fields);

  /// For a record that spans lines and turned out to have swallowed others: makes of it its first line only,
  /// with the problem unterminated_quote. The next record starts on the line behind.
  const Record* give_up_after_first_line();

  /// Leaves all records to the scanner: what tests compare with.
  void scan_only() { is_scan_only_ = true; }

 private:
  bool fill();
  const Record* read();
  const IndexedRecord* next_indexed();
  void index_more();
  void drop_index();
  const Record* take(const IndexedRecord& found);
  const Record* scan();
  const char* start() const { return buffer_.data() + begin_; }
  std::size_t available() const { return buffer_.size() - begin_; }
  bool skip_line_ends();
  const Record* take_scanned();
  const Record* first_line_only(Problem problem);
  const Record* cut_long_line();
  void set_raw(std::size_t content_size, std::size_t consumed, std::uint64_t lines);
  void decode_cells(bool has_doubled_quotes, bool is_known_utf8);
  std::string_view without_doubled_quotes(std::string_view bytes);
  void append_decoded(std::string_view bytes);

  TextSource& source_;
  RecordScanner scanner_;
  RecordIndex index_;
  Encoding encoding_;
  char quote_;
  std::size_t max_record_size_;
  TextBuffer buffer_;
  std::size_t begin_ = 0;     // of the record being read, in buffer_
  std::size_t consumed_ = 0;  // bytes of the record given out last
  bool swallow_line_feed_ = false;
  bool ended_ = false;
  bool may_fill_ = true;        // false: what is not at hand is left for later
  std::uint64_t offset_ = 0;    // of begin_ in the text
  std::uint64_t line_ = 1;      // of begin_
  std::size_t indexed_ = 0;     // records of the index that were given out
  std::size_t window_;          // how much to index at a time
  bool is_text_begun_ = false;  // the index has room for the fields of all that is in the buffer
  bool is_rest_cut_ = false;    // what the index left of the buffer is a record that goes on behind its end
  bool is_index_utf8_ = false;  // all records in the index are
  bool is_scan_only_ = false;
  std::vector<Field> scanned_fields_;
  TextBuffer decoded_;
  std::string unquoted_;
  std::string recoded_text_;
  Record record_;
};

}  // namespace linehaul
