#include "input/record_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace linehaul {
namespace {

constexpr std::size_t kCutRecordSize = 1024;

/// How much is indexed at a time: a block of the input and what was left of the one before, but little behind
/// a record that the index could not read, so that a file full of them is not indexed over and over.
constexpr std::size_t kLargestWindow = 2 * BlockReader::kDefaultBlockSize;
constexpr std::size_t kSmallestWindow = std::size_t{4} * 1024;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Line ends inside `text`; CR LF is one.
std::uint64_t line_ends_in(std::string_view text) {
  const bool has_none =
      text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos;
  if (has_none) return 0;
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_line_end(text[i])) continue;
    ++count;
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
  }
  return count;
}

}  // namespace

std::string_view Record::cell(std::uint32_t column) const {
  const auto found = std::lower_bound(fields_.begin(), fields_.end(), column,
                                      [](const Field& field, std::uint32_t c) { return field.column < c; });
  return found != fields_.end() && found->column == column ? text(*found) : std::string_view{};
}

RecordReader::RecordReader(TextSource& source, Dialect dialect, Encoding encoding,
                           std::size_t max_record_size)
    : source_(source),
      scanner_(dialect),
      index_(dialect),
      encoding_(encoding),
      quote_(dialect.quote),
      max_record_size_(max_record_size),
      window_(kSmallestWindow) {}

/// Makes the record's beginning the buffer's, and appends text; false when the source has ended.
bool RecordReader::fill() {
  drop_index();
  is_text_begun_ = false;
  buffer_.drop_front(begin_);
  begin_ = 0;
  if (!ended_) ended_ = !source_.append_to(buffer_);
  return !ended_;
}

/// Past what is left of a CR LF and past blank lines; false at the end of the input.
bool RecordReader::skip_line_ends() {
  for (;;) {
    if (available() == 0 && (!may_fill_ || !fill())) return false;
    const char c = *start();
    if (!is_line_end(c)) return true;
    if (!(swallow_line_feed_ && c == '\n')) ++line_;
    swallow_line_feed_ = c == '\r';
    ++begin_;
    ++offset_;
  }
}

const Record* RecordReader::next() {
  may_fill_ = true;
  return read();
}

const Record* RecordReader::next_at_hand() {
  may_fill_ = false;
  return read();
}

void RecordReader::pass_to(TextBuffer& text, FieldRoom& fields) {
  begin_ += consumed_;
  offset_ += std::exchange(consumed_, 0);
  drop_index();
  text.clear();
  text.append({start(), available()});
  std::swap(text, buffer_);
  index_.swap_room(fields);
  is_text_begun_ = false;
  begin_ = 0;
}

const Record* RecordReader::read() {
  begin_ += consumed_;
  offset_ += consumed_;
  consumed_ = 0;
  if (!skip_line_ends()) return nullptr;
  swallow_line_feed_ = false;
  record_.problem_ = Problem::none;
  const IndexedRecord* found = next_indexed();
  if (found == nullptr && is_rest_cut_ && !ended_) {
    if (!may_fill_) return nullptr;
    if (fill()) found = next_indexed();
  }
  return found != nullptr ? take(*found) : scan();
}

/// The record that starts here; nullptr when it is for the scanner.
const IndexedRecord* RecordReader::next_indexed() {
  if (indexed_ == index_.records().size()) {
    if (is_rest_cut_ || is_scan_only_) return nullptr;
    index_more();
    if (index_.records().empty()) return nullptr;
  }
  return &index_.records()[indexed_++];
}

void RecordReader::index_more() {
  if (!std::exchange(is_text_begun_, true)) index_.begin_text(available());
  const std::size_t end = begin_ + std::min(available(), window_);
  const bool is_regular = index_.build(buffer_.data(), begin_, end);
  indexed_ = 0;
  is_rest_cut_ = is_regular && end == buffer_.size();
  window_ = is_regular ? std::min(window_ * 2, kLargestWindow) : kSmallestWindow;
  if (!index_.records().empty()) {
    is_index_utf8_ = is_utf8({start(), index_.records().back().end - begin_});
  }
}

/// To be called when the reader leaves the way of the index.
void RecordReader::drop_index() {
  index_.keep(indexed_);
  is_rest_cut_ = false;
}

const Record* RecordReader::take(const IndexedRecord& found) {
  const std::string_view content{start(), found.end - begin_};
  if (content.size() > max_record_size_) return first_line_only(Problem::unterminated_quote);
  record_.fields_ = index_.fields(found);
  record_.bytes_ = buffer_.data();
  record_.columns_ = found.columns;
  record_.loose_quote_ = false;
  record_.is_plain_ = !found.has_specials;
  record_.is_indexed_ = true;
  set_raw(content.size(), content.size() + 1, found.has_specials ? line_ends_in(content) + 1 : 1);
  decode_cells(found.has_doubled_quotes, is_index_utf8_);
  return &record_;
}

const Record* RecordReader::scan() {
  drop_index();
  scanner_.restart(scanned_fields_);
  for (;;) {
    const RecordScanner::Result result = scanner_.scan(start(), available(), ended_);
    // By what was scanned, not by what is there: where the source cuts its pieces must not matter.
    const bool is_complete = result == RecordScanner::Result::complete;
    const std::size_t scanned = is_complete ? scanner_.content_size() : scanner_.consumed();
    if (scanned > max_record_size_) return first_line_only(Problem::unterminated_quote);
    switch (result) {
      case RecordScanner::Result::complete:
        return take_scanned();
      case RecordScanner::Result::stray_quote:
        return first_line_only(Problem::stray_quote);
      case RecordScanner::Result::unterminated:
        return first_line_only(Problem::unterminated_quote);
      case RecordScanner::Result::needs_more:
        if (!may_fill_) return nullptr;
        fill();
    }
  }
}

void RecordReader::set_raw(std::size_t content_size, std::size_t consumed, std::uint64_t lines) {
  record_.raw_ = {start(), content_size};
  record_.line_ = line_;
  record_.lines_ = lines;
  record_.has_line_end_ = consumed > content_size;
  record_.end_offset_ = offset_ + consumed;
  record_.recoded_ = false;
  swallow_line_feed_ = record_.has_line_end_ && start()[consumed - 1] == '\r';
  line_ += record_.has_line_end_ ? lines : lines - 1;
  consumed_ = consumed;
}

const Record* RecordReader::take_scanned() {
  const std::string_view content{start(), scanner_.content_size()};
  set_raw(content.size(), scanner_.consumed(), scanner_.has_quotes() ? line_ends_in(content) + 1 : 1);
  record_.fields_ = scanned_fields_;
  record_.bytes_ = start();
  record_.columns_ = scanner_.columns();
  record_.loose_quote_ = scanner_.has_loose_quote();
  record_.is_plain_ = false;
  record_.is_indexed_ = false;
  decode_cells(scanner_.has_quotes(), false);
  return &record_;
}

const Record* RecordReader::first_line_only(Problem problem) {
  drop_index();
  window_ = kSmallestWindow;
  std::size_t content_size = 0;
  for (;;) {
    const char* end = std::find_if(start() + content_size, start() + available(), is_line_end);
    content_size = static_cast<std::size_t>(end - start());
    const bool is_long = content_size > max_record_size_;
    const bool is_whole = content_size < available() || ended_;
    if (!may_fill_ && (is_long || !is_whole)) return nullptr;
    if (is_long) return cut_long_line();
    if (is_whole) break;
    fill();
  }
  record_.fields_ = {};
  record_.decoded_ = {};
  record_.is_indexed_ = false;
  record_.columns_ = 0;
  record_.problem_ = problem;
  set_raw(content_size, std::min(content_size + 1, available()), 1);
  return &record_;
}

const Record* RecordReader::give_up_after_first_line() {
  line_ = record_.line_;
  if (record_.is_indexed_) --indexed_;
  return first_line_only(Problem::unterminated_quote);
}

/// A line that is longer than a record may be: its beginning is kept for the message, its bytes are passed
/// over without ever standing in memory together.
const Record* RecordReader::cut_long_line() {
  const std::string beginning(start(), std::min(max_record_size_, kCutRecordSize));
  const char* end = nullptr;
  for (;;) {
    end = std::find_if(start(), start() + available(), is_line_end);
    const auto passed = static_cast<std::size_t>(end - start());
    offset_ += passed;
    begin_ += passed;
    if (available() != 0 || !fill()) break;
  }
  record_.fields_ = {};
  record_.is_indexed_ = false;
  record_.columns_ = 0;
  record_.problem_ = Problem::record_too_long;
  set_raw(0, available() == 0 ? 0 : 1, 1);
  decoded_.clear();
  decoded_.append(beginning);
  record_.raw_ = record_.decoded_ = decoded_.view();
  return &record_;
}

void RecordReader::append_decoded(std::string_view bytes) {
  const bool is_single_byte = encoding_ == Encoding::iso_8859_1 || encoding_ == Encoding::windows_1252;
  if (!is_single_byte && is_utf8(bytes)) return decoded_.append(bytes);
  recoded_text_.clear();
  if (encoding_ == Encoding::iso_8859_1) {
    append_iso_8859_1(bytes, recoded_text_);
  } else {
    append_windows_1252(bytes, recoded_text_);
    record_.recoded_ = !is_single_byte;
  }
  decoded_.append(recoded_text_);
}

std::string_view RecordReader::without_doubled_quotes(std::string_view bytes) {
  unquoted_.clear();
  for (;;) {
    const std::size_t at = bytes.find(quote_);
    unquoted_.append(bytes.substr(0, at == std::string_view::npos ? at : at + 1));
    if (at == std::string_view::npos) return unquoted_;
    bytes.remove_prefix(std::min(at + 2, bytes.size()));
  }
}

/// Cells whose text differs from their bytes get a copy: doubled quotes made single, bytes made UTF-8.
void RecordReader::decode_cells(bool has_doubled_quotes, bool is_known_utf8) {
  const bool single_byte = encoding_ == Encoding::windows_1252 || encoding_ == Encoding::iso_8859_1;
  const bool recode = single_byte || !(is_known_utf8 || is_utf8(record_.raw_));
  record_.decoded_ = {};
  if (!recode && !has_doubled_quotes) return;
  decoded_.clear();
  for (Field& field : record_.fields_) {
    if (!field.decoded && !recode) continue;
    std::string_view bytes{record_.bytes_ + field.begin, field.size};
    if (field.decoded) bytes = without_doubled_quotes(bytes);  // so marked by who found the cell
    const std::size_t begin = decoded_.size();
    append_decoded(bytes);
    field = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(decoded_.size() - begin),
             field.column, true};
  }
  record_.decoded_ = decoded_.view();
  if (encoding_ != Encoding::utf8 || !record_.recoded_) return;
  record_.problem_ = Problem::bad_encoding;
  record_.recoded_ = false;
  record_.fields_ = {};
  record_.columns_ = 0;
}

}  // namespace linehaul
