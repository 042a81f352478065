#include "input/record_scanner.h"

#include <cstring>

namespace linehaul {

RecordScanner::RecordScanner(Dialect dialect) : quote_(dialect.quote), delimiter_(dialect.delimiter) {
  const auto set = [this](char c, Class kind) { classes_[static_cast<unsigned char>(c)] = kind; };
  if (quote_ != '\0') set(quote_, Class::quote);
  set(dialect.delimiter, Class::delimiter);
  set('\n', Class::line_end);
  set('\r', Class::line_end);
}

void RecordScanner::restart(std::vector<Field>& fields) {
  fields_ = &fields;
  fields.clear();
  position_ = cell_begin_ = content_size_ = 0;
  column_ = 0;
  state_ = State::cell_start;
  doubled_quote_ = has_quotes_ = loose_quote_ = false;
}

RecordScanner::Result RecordScanner::end_record(std::size_t content_size) {
  content_size_ = content_size;
  return Result::complete;
}

RecordScanner::Result RecordScanner::out_of_bytes(std::size_t size, bool at_end) {
  if (!at_end) return Result::needs_more;
  if (state_ == State::quoted) return Result::unterminated;
  if (state_ == State::cell_start) cell_begin_ = size;
  end_cell(state_ == State::behind_quote ? quote_end_ : size);
  return end_record(size);
}

/// Most cells of a wide invoice are empty: past all delimiters that stand together.
std::size_t RecordScanner::skip_empty_cells(const char* bytes, std::size_t size) {
  std::size_t next = position_;
  while (next < size && bytes[next] == delimiter_) ++next;
  column_ += static_cast<std::uint32_t>(next - position_);
  return next;
}

/// To the next separator; false when the bytes run out first.
bool RecordScanner::scan_unquoted(const char* bytes, std::size_t size) {
  for (; position_ < size; ++position_) {
    const Class kind = class_of(bytes[position_]);
    if (kind == Class::text) continue;
    if (kind != Class::quote) return true;
    loose_quote_ = true;
  }
  return false;
}

/// Past the closing quote; false when the bytes run out first. A quote that is the last byte of the cell so
/// far waits for the next byte: it may be half of a doubled one.
bool RecordScanner::scan_quoted(const char* bytes, std::size_t size) {
  while (position_ < size) {
    const void* found = std::memchr(bytes + position_, quote_, size - position_);
    if (found == nullptr) {
      position_ = size;
      return false;
    }
    quote_end_ = static_cast<std::size_t>(static_cast<const char*>(found) - bytes);
    position_ = quote_end_ + 1;
    state_ = State::behind_quote;
    return true;
  }
  return false;
}

RecordScanner::Result RecordScanner::scan(const char* bytes, std::size_t size, bool at_end) {
  for (;;) {
    if (state_ == State::quoted && !scan_quoted(bytes, size)) return out_of_bytes(size, at_end);
    if (state_ == State::unquoted && !scan_unquoted(bytes, size)) return out_of_bytes(size, at_end);
    if (position_ >= size) return out_of_bytes(size, at_end);

    if (state_ == State::cell_start) position_ = skip_empty_cells(bytes, size);
    if (position_ >= size) return out_of_bytes(size, at_end);

    const char c = bytes[position_];
    const Class kind = class_of(c);
    if (state_ == State::cell_start) {
      cell_begin_ = position_;
      state_ = State::unquoted;
      if (kind == Class::quote) {
        cell_begin_ = ++position_;
        state_ = State::quoted;
        has_quotes_ = true;
        continue;
      }
      if (kind == Class::text) continue;
    }
    const std::size_t cell_end = state_ == State::behind_quote ? quote_end_ : position_;
    switch (kind) {
      case Class::delimiter:
        ++position_;
        end_cell(cell_end);
        break;
      case Class::line_end: {
        const std::size_t content_size = position_++;
        end_cell(cell_end);
        return end_record(content_size);
      }
      case Class::quote:  // only behind a quote: doubled
        if (position_ != quote_end_ + 1) return Result::stray_quote;
        doubled_quote_ = true;
        ++position_;
        state_ = State::quoted;
        break;
      case Class::text:
        if (c != ' ' && c != '\t') return Result::stray_quote;
        ++position_;
        break;
    }
  }
}

}  // namespace linehaul
