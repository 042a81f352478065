#include "input/record_reader.h"

#include <algorithm>
#include <cstring>

namespace linehaul {
namespace {

constexpr std::size_t kCutRecordSize = 1024;

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
      encoding_(encoding),
      quote_(dialect.quote),
      max_record_size_(max_record_size) {}

/// Makes the record's beginning the buffer's, and appends text; false when the source has ended.
bool RecordReader::fill() {
  buffer_.drop_front(begin_);
  begin_ = 0;
  if (!ended_) ended_ = !source_.append_to(buffer_);
  return !ended_;
}

/// Past what is left of a CR LF and past blank lines; false at the end of the input.
bool RecordReader::skip_line_ends() {
  for (;;) {
    if (available() == 0 && !fill()) return false;
    const char c = *start();
    if (!is_line_end(c)) return true;
    if (!(swallow_line_feed_ && c == '\n')) ++line_;
    swallow_line_feed_ = c == '\r';
    ++begin_;
    ++offset_;
  }
}

const Record* RecordReader::next() {
  begin_ += consumed_;
  offset_ += consumed_;
  consumed_ = 0;
  if (!skip_line_ends()) return nullptr;
  swallow_line_feed_ = false;
  record_.problem_ = Problem::none;
  scanner_.restart(record_.fields_);
  for (;;) {
    const RecordScanner::Result result = scanner_.scan(start(), available(), ended_);
    // By what was scanned, not by what is there: where the source cuts its pieces must not matter.
    const bool is_complete = result == RecordScanner::Result::complete;
    const std::size_t scanned = is_complete ? scanner_.content_size() : scanner_.consumed();
    if (scanned > max_record_size_) return first_line_only(Problem::unterminated_quote);
    switch (result) {
      case RecordScanner::Result::complete:
        return complete();
      case RecordScanner::Result::stray_quote:
        return first_line_only(Problem::stray_quote);
      case RecordScanner::Result::unterminated:
        return first_line_only(Problem::unterminated_quote);
      case RecordScanner::Result::needs_more:
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

const Record* RecordReader::complete() {
  const std::string_view content{start(), scanner_.content_size()};
  set_raw(content.size(), scanner_.consumed(), scanner_.has_quotes() ? line_ends_in(content) + 1 : 1);
  record_.columns_ = scanner_.columns();
  record_.loose_quote_ = scanner_.has_loose_quote();
  decode_cells();
  return &record_;
}

const Record* RecordReader::first_line_only(Problem problem) {
  std::size_t content_size = 0;
  for (;;) {
    const char* end = std::find_if(start() + content_size, start() + available(), is_line_end);
    content_size = static_cast<std::size_t>(end - start());
    if (content_size > max_record_size_) return cut_long_line();
    if (content_size < available() || ended_) break;
    fill();
  }
  record_.fields_.clear();
  record_.columns_ = 0;
  record_.problem_ = problem;
  set_raw(content_size, std::min(content_size + 1, available()), 1);
  return &record_;
}

const Record* RecordReader::give_up_after_first_line() {
  line_ = record_.line_;
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
  record_.fields_.clear();
  record_.columns_ = 0;
  record_.problem_ = Problem::record_too_long;
  set_raw(0, available() == 0 ? 0 : 1, 1);
  decoded_ = beginning;
  record_.raw_ = decoded_;
  return &record_;
}

void RecordReader::append_decoded(std::string_view bytes) {
  if (encoding_ == Encoding::iso_8859_1) return append_iso_8859_1(bytes, decoded_);
  if (encoding_ == Encoding::windows_1252) return append_windows_1252(bytes, decoded_);
  if (is_utf8(bytes)) {
    decoded_.append(bytes);
  } else {
    append_windows_1252(bytes, decoded_);
    record_.recoded_ = true;
  }
}

/// Cells whose text differs from their bytes get a copy: doubled quotes made single, bytes made UTF-8.
void RecordReader::decode_cells() {
  const bool single_byte = encoding_ == Encoding::windows_1252 || encoding_ == Encoding::iso_8859_1;
  const bool recode = single_byte || !is_utf8(record_.raw_);
  decoded_.clear();
  if (!recode && !scanner_.has_quotes()) return;
  for (Field& field : record_.fields_) {
    if (!field.decoded && !recode) continue;
    std::string_view bytes = record_.raw_.substr(field.begin, field.size);
    if (field.decoded) {  // the scanner marks cells with doubled quotes
      unquoted_.clear();
      for (std::size_t i = 0; i < bytes.size(); ++i) {
        unquoted_.push_back(bytes[i]);
        if (bytes[i] == quote_) ++i;
      }
      bytes = unquoted_;
    }
    const std::size_t begin = decoded_.size();
    append_decoded(bytes);
    field = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(decoded_.size() - begin),
             field.column, true};
  }
  record_.decoded_ = decoded_.data();
  if (encoding_ != Encoding::utf8 || !record_.recoded_) return;
  record_.problem_ = Problem::bad_encoding;
  record_.recoded_ = false;
  record_.fields_.clear();
  record_.columns_ = 0;
}

}  // namespace linehaul
