#include "output/raw_object.h"

#include <algorithm>
#include <cstring>

#include "model/cell_text.h"
#include "output/json_text.h"

namespace linehaul {
namespace {

/// Copies 32 bytes at a time, which is once for most keys and cells, and more than there are.
[[gnu::always_inline]] inline char* put_padded(const char* from, std::size_t size, char* to) {
  constexpr std::size_t kAtOnce = 32;
  std::memcpy(to, from, kAtOnce);
  for (std::size_t done = kAtOnce; done < size; done += kAtOnce) {
    std::memcpy(to + done, from + done, kAtOnce);
  }
  return to + size;
}

}  // namespace

RawObject::RawObject(const Layout& layout, RawCells cells)
    : layout_(layout), has_empty_(cells == RawCells::all) {
  make_keys(layout.width());
}

/// The fragments in front of the first so many columns. Surplus ones get theirs when one comes.
void RawObject::make_keys(std::uint32_t columns) {
  while (keys_.size() < columns) {
    const std::size_t begin = fragments_.size();
    fragments_.append(",");
    append_json_string(layout_.name(static_cast<std::uint32_t>(keys_.size())), fragments_);
    fragments_.append(":\"");
    keys_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(fragments_.size() - begin)});
  }
}

/// What the columns' cells are written with; a copy, so that the writing cannot change it.
class RawObject::Pen {
 public:
  Pen(const RawObject& object, const Record& record)
      : keys_(object.keys_.data()),
        fragments_(object.fragments_.data()),
        record_(record),
        is_plain_(record.is_plain()) {}

  [[gnu::always_inline]] char* put_cell(const Field& field, char* to) const {
    const std::string_view text = record_.text(field);
    to = put_key(field.column, to);
    to = is_plain_ && !field.decoded ? put_padded(text.data(), text.size(), to)
                                     : put_json_text<TextEnd::padded>(text, to);
    *to++ = '"';
    return to;
  }
  char* put_empty(std::uint32_t from, std::uint32_t until, char* to) const {
    for (std::uint32_t column = from; column < until; ++column) {
      to = put_key(column, to);
      *to++ = '"';
    }
    return to;
  }

 private:
  [[gnu::always_inline]] char* put_key(std::uint32_t column, char* to) const {
    const Key key = keys_[column];
    return put_padded(fragments_ + key.begin, key.size, to);
  }

  const Key* keys_;
  const char* fragments_;
  const Record& record_;
  bool is_plain_;
};

void RawObject::append(const Record& record, TextBuffer& out) {
  const std::span<const Field> fields = record.fields();
  std::size_t in_layout = fields.size();
  while (in_layout != 0 && fields[in_layout - 1].column >= layout_.width()) --in_layout;
  if (in_layout != fields.size()) make_keys(fields.back().column + 1);
  out.reserve(fragments_.size() + keys_.size() + record.text_size() * kLongestJsonEscape + 2);

  const Pen pen(*this, record);
  const bool has_empty = has_empty_;
  char* const begin = out.end();
  char* to = begin;
  std::uint32_t next = 0;
  for (const Field& field : fields.first(in_layout)) {
    if (has_empty) to = pen.put_empty(next, field.column, to);
    next = field.column + 1;
    to = pen.put_cell(field, to);
  }
  if (has_empty) to = pen.put_empty(next, std::min(record.columns(), layout_.width()), to);
  for (const Field& field : fields.subspan(in_layout)) {
    if (!trim(record.text(field)).empty()) to = pen.put_cell(field, to);
  }
  if (to == begin) ++to;
  *begin = '{';  // in the place of the first key's comma
  *to++ = '}';
  out.advance(static_cast<std::size_t>(to - begin));
}

}  // namespace linehaul
