#include "output/raw_object.h"

#include <algorithm>
#include <string>

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
  for (std::uint32_t column = 0; column < layout.width(); ++column) add_key();
  is_even_ = std::all_of(keys_.begin(), keys_.end(), [](Key key) { return key.size <= kStride; });
  if (!is_even_) return;
  keys_.clear();
  fragments_.clear();
  make_keys(layout.width());
}

/// Appends the fragment of the next column.
void RawObject::add_key() {
  const std::size_t begin = fragments_.size();
  fragments_.append("\",");
  append_json_string(layout_.name(static_cast<std::uint32_t>(keys_.size())), fragments_);
  fragments_.append(":\"");
  keys_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(fragments_.size() - begin)});
}

/// The fragments in front of the first so many columns. Surplus ones get theirs when one comes; their names
/// are short.
void RawObject::make_keys(std::uint32_t columns) {
  while (keys_.size() < columns) {
    add_key();
    if (is_even_) fragments_.append(std::string(kStride - keys_.back().size, ' '));
  }
}

/// What a record's cells are written with; a copy, so that the writing cannot change it.
class RawObject::Pen {
 public:
  /// `begin`: where the object's first key goes.
  Pen(const RawObject& object, const Record& record, const char* begin)
      : keys_(object.keys_.data()),
        fragments_(object.fragments_.data()),
        texts_(record.texts()),
        begin_(begin) {}

  /// `","Net Amount":"36.91`; without `",` where nothing stands in front.
  char* put_cell(const Field& field, char* to) const {
    return put_json_text<TextEnd::padded>(texts_[field], put_key(field.column, to));
  }
  /// The same for a cell that is not the first, of a record that is plain; `kEven`: all fragments are.
  template <bool kEven>
  [[gnu::always_inline]] char* put_plain_cell(const Field& field, char* to) const {
    const std::size_t column = field.column;
    const Key key = keys_[column];
    if (kEven) {
      const char* const fragment = fragments_ + column * kStride;
      copy_32(fragment, to);
      copy_32(fragment + 32, to + 32);
      to += key.size;
    } else {
      to = put_padded(fragments_ + key.begin, key.size, to);
    }
    if (field.decoded) [[unlikely]]
      return put_json_text<TextEnd::padded>(texts_[field], to);
    return put_padded(texts_.bytes + field.begin, field.size, to);
  }
  char* put_empty(std::uint32_t from, std::uint32_t until, char* to) const {
    for (std::uint32_t column = from; column < until; ++column) to = put_key(column, to);
    return to;
  }

 private:
  char* put_key(std::uint32_t column, char* to) const {
    const std::uint32_t left_out = to == begin_ ? 2 : 0;
    const Key key = keys_[column];
    return put_padded(fragments_ + key.begin + left_out, key.size - left_out, to);
  }

  const Key* keys_;
  const char* fragments_;
  CellTexts texts_;
  const char* begin_;
};

template <bool kEven>
[[gnu::always_inline]] inline char* RawObject::put_plain_cells(const Pen& pen, std::span<const Field> fields,
                                                               char* to) {
  const Pen own = pen;
  for (const Field& field : fields) to = own.put_plain_cell<kEven>(field, to);
  return to;
}

#if defined(__SSE2__)
/// Compiled once more: 32 bytes are one register.
LINEHAUL_AVX2 char* RawObject::put_even_cells_with_avx2(const Pen& pen, std::span<const Field> fields,
                                                        char* to) {
  return put_plain_cells<true>(pen, fields, to);
}
#endif

char* RawObject::put_nonempty_cells(const Pen& pen, const Record& record, std::span<const Field> fields,
                                    char* to) const {
  if (fields.empty()) return to;
  if (!record.is_plain()) {
    for (const Field& field : fields) to = pen.put_cell(field, to);
    return to;
  }
  to = pen.put_cell(fields.front(), to);
  fields = fields.subspan(1);
  if (!is_even_) return put_plain_cells<false>(pen, fields, to);
#if defined(__SSE2__)
  if (has_avx2()) return put_even_cells_with_avx2(pen, fields, to);
#endif
  return put_plain_cells<true>(pen, fields, to);
}

/// Empty ones too.
char* RawObject::put_all_cells(const Pen& pen, const Record& record, std::span<const Field> fields,
                               char* to) const {
  std::uint32_t next = 0;
  for (const Field& field : fields) {
    to = pen.put_empty(next, field.column, to);
    to = pen.put_cell(field, to);
    next = field.column + 1;
  }
  return pen.put_empty(next, std::min(record.columns(), layout_.width()), to);
}

void RawObject::append(const Record& record, TextBuffer& out) {
  const std::span<const Field> fields = record.fields();
  std::size_t in_layout = fields.size();
  while (in_layout != 0 && fields[in_layout - 1].column >= layout_.width()) --in_layout;
  if (in_layout != fields.size()) make_keys(fields.back().column + 1);
  out.reserve(fragments_.size() + record.text_size() * kLongestJsonEscape + 3);

  char* to = out.end();
  *to++ = '{';
  const Pen pen(*this, record, to);
  const char* const begin = to;
  to = has_empty_ ? put_all_cells(pen, record, fields.first(in_layout), to)
                  : put_nonempty_cells(pen, record, fields.first(in_layout), to);
  for (const Field& field : fields.subspan(in_layout)) {
    if (!trim(record.text(field)).empty()) to = pen.put_cell(field, to);
  }
  if (to != begin) *to++ = '"';
  *to++ = '}';
  out.advance(static_cast<std::size_t>(to - out.end()));
}

}  // namespace linehaul
