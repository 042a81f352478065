#include "output/raw_object.h"

#include <algorithm>
#include <cstring>

#include "input/byte_masks.h"
#include "model/cell_text.h"
#include "output/json_text.h"

namespace linehaul {
namespace {

/// One register where there are such; g++ 12 makes memcpy() four moves even then.
[[gnu::always_inline]] inline void copy_32(const char* from, char* to) {
  using Bytes32 [[gnu::vector_size(32), gnu::aligned(1), gnu::may_alias]] = char;
  *reinterpret_cast<Bytes32*>(to) = *reinterpret_cast<const Bytes32*>(from);
}

/// Copies 32 bytes at a time, which is once for most keys and cells, and more than there are.
[[gnu::always_inline]] inline char* put_padded(const char* from, std::size_t size, char* to) {
  copy_32(from, to);
  for (std::size_t done = 32; done < size; done += 32) copy_32(from + done, to + done);
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
    append_json_string(layout_.name(static_cast<std::uint32_t>(keys_.size())), fragments_);
    fragments_.append(":\"");
    keys_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(fragments_.size() - begin)});
  }
}

/// What a record's cells are written with; a copy, so that the writing cannot change it.
class RawObject::Pen {
 public:
  Pen(const RawObject& object, const Record& record)
      : keys_(object.keys_.data()), fragments_(object.fragments_.data()), texts_(record.texts()) {}

  /// `"Net Amount":"36.91",`; `kPlain` where only decoded texts may need an escape.
  template <bool kPlain>
  [[gnu::always_inline]] char* put_cell(const Field& field, char* to) const {
    to = put_key(field.column, to);
    if (kPlain && !field.decoded) {
      to = put_padded(texts_.bytes + field.begin, field.size, to);
    } else {
      to = put_json_text<TextEnd::padded>(texts_[field], to);
    }
    return put_end(to);
  }
  char* put_empty(std::uint32_t from, std::uint32_t until, char* to) const {
    for (std::uint32_t column = from; column < until; ++column) to = put_end(put_key(column, to));
    return to;
  }

 private:
  [[gnu::always_inline]] char* put_key(std::uint32_t column, char* to) const {
    const Key key = keys_[column];
    return put_padded(fragments_ + key.begin, key.size, to);
  }
  static char* put_end(char* to) {
    std::memcpy(to, "\",", 2);
    return to + 2;
  }

  const Key* keys_;
  const char* fragments_;
  CellTexts texts_;
};

[[gnu::always_inline]] inline char* RawObject::put_cells(const Record& record, std::span<const Field> fields,
                                                         char* to) const {
  const Pen pen(*this, record);
  if (record.is_plain()) {
    for (const Field& field : fields) to = pen.put_cell<true>(field, to);
  } else {
    for (const Field& field : fields) to = pen.put_cell<false>(field, to);
  }
  return to;
}

#if defined(__SSE2__)
/// Compiled once more: 32 bytes are one register.
LINEHAUL_AVX2 char* RawObject::put_cells_with_avx2(const Record& record, std::span<const Field> fields,
                                                   char* to) const {
  return put_cells(record, fields, to);
}
#endif

char* RawObject::put_nonempty_cells(const Record& record, std::span<const Field> fields, char* to) const {
#if defined(__SSE2__)
  if (has_avx2()) return put_cells_with_avx2(record, fields, to);
#endif
  return put_cells(record, fields, to);
}

/// Empty ones too.
char* RawObject::put_all_cells(const Record& record, std::span<const Field> fields, char* to) const {
  const Pen pen(*this, record);
  std::uint32_t next = 0;
  for (const Field& field : fields) {
    to = pen.put_empty(next, field.column, to);
    to = pen.put_cell<false>(field, to);
    next = field.column + 1;
  }
  return pen.put_empty(next, std::min(record.columns(), layout_.width()), to);
}

void RawObject::append(const Record& record, TextBuffer& out) {
  const std::span<const Field> fields = record.fields();
  std::size_t in_layout = fields.size();
  while (in_layout != 0 && fields[in_layout - 1].column >= layout_.width()) --in_layout;
  if (in_layout != fields.size()) make_keys(fields.back().column + 1);
  out.reserve(fragments_.size() + 2 * keys_.size() + record.text_size() * kLongestJsonEscape + 2);

  char* const begin = out.end();
  char* to = begin;
  *to++ = '{';
  to = has_empty_ ? put_all_cells(record, fields.first(in_layout), to)
                  : put_nonempty_cells(record, fields.first(in_layout), to);
  for (const Field& field : fields.subspan(in_layout)) {
    if (!trim(record.text(field)).empty()) to = put_nonempty_cells(record, {&field, 1}, to);
  }
  if (to == begin + 1) ++to;
  to[-1] = '}';  // in the place of the last cell's comma
  out.advance(static_cast<std::size_t>(to - begin));
}

}  // namespace linehaul
