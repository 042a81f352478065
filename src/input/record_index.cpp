#include "input/record_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "input/byte_masks.h"

namespace linehaul {
namespace {

constexpr std::uint32_t kBlock = 64;  // bytes

/// Every other byte of a text can start a field; a block's masks may show one more behind its end.
std::size_t most_fields(std::size_t size) { return size / 2 + kBlock; }

std::uint32_t lowest(std::uint64_t bits) { return static_cast<std::uint32_t>(std::countr_zero(bits)); }

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Of the fields of a record that has such quotes: only cells in quotes have one behind them.
void mark_doubled_quotes(const char* text, char quote, std::span<Field> fields) {
  for (Field& field : fields) {
    const char* const begin = text + field.begin;
    if (begin[field.size] != quote) continue;
    field.decoded = std::memchr(begin, quote, field.size) != nullptr;
  }
}

}  // namespace

/// What is known of 64 bytes: bit i of a mask is byte `at + i`.
struct RecordIndex::Block {
  std::uint32_t at;
  std::uint64_t separators;  // delimiters and line ends, once split_quotes() was there only unquoted ones
  std::uint64_t line_ends;
  std::uint64_t quotes;
  std::uint64_t specials;                         // backslashes and control characters, line ends among them
  std::uint64_t inside_text = ~std::uint64_t{0};  // not behind the end
  std::uint64_t doubled = 0;                      // the second quote of each two
};

/// Makes fields of a record's cells. Small and a value, so that the way of most blocks has it in registers.
class RecordIndex::CellCutter {
 public:
  CellCutter(Field* field, std::uint32_t record_begin) : field_(field), column_offset_(0 - record_begin) {}

  /// Takes edges() of the block at `at`, one record's at a time. `kQuotes`: some cells may be in quotes,
  /// `opening` ones.
  template <bool kQuotes>
  [[gnu::always_inline]] void cut(const char* text, int opening, std::uint32_t at, std::uint64_t edges);
  /// Where cells start and end by turns: one that holds something starts behind a separator, ends at one.
  std::uint64_t edges(std::uint64_t separators) const {
    return separators ^ (separators << 1 | is_separator_);
  }
  /// To be called when all of a block's are taken.
  void end_block(std::uint64_t separators) { is_separator_ = separators >> 63U; }
  void begin_record(std::uint32_t begin) {
    column_offset_ = 0 - begin;
    is_separator_ = 1;
  }

  /// The next one.
  Field* field() const { return field_; }
  /// How many columns a record has that ends here.
  std::uint32_t columns(std::uint32_t end) const { return column_offset_ + end + 1; }
  bool is_behind_separator() const { return is_separator_ != 0; }

 private:
  template <bool kQuotes>
  [[gnu::always_inline]] void end_cell(const char* text, int opening, std::uint32_t end);

  Field* field_;
  std::uint32_t cell_begin_ = 0;
  /// The column of the next cell less its place. Between two cells that hold something stand only
  /// separators, one for each column: so this falls by the size of each cell and no separator is counted.
  std::uint32_t column_offset_;
  std::uint64_t is_separator_ = 1;  // the byte in front of the block: 1 or 0
};

/// Goes through the blocks of a text from the first to the last.
class RecordIndex::Cutter {
 public:
  /// `first_field`: the first that is free.
  Cutter(const char* text, std::size_t begin, Dialect dialect, Field* fields, std::size_t first_field,
         std::vector<IndexedRecord>& records)
      : text_(text),
        dialect_(dialect),
        opening_(dialect.quote == '\0' ? kNoCharacter : dialect.quote),
        records_(records),
        fields_(fields),
        first_field_(fields + first_field),
        record_begin_(static_cast<std::uint32_t>(begin)),
        cells_(first_field_, record_begin_) {}

  /// False: the index ends in front of the end, see split_quotes().
  template <typename Bytes64>
  [[gnu::always_inline]] bool take(std::size_t begin, std::size_t end);

 private:
  static constexpr int kNoCharacter = 256;

  [[gnu::noinline]] bool take_unusual(const Block& bytes, std::size_t size);
  [[gnu::always_inline]] bool split_quotes(Block& block);
  template <bool kQuotes>
  [[gnu::always_inline]] void cut_records(Block& block, CellCutter& cells);
  [[gnu::always_inline]] void end_record(const Block& block, std::uint64_t through, CellCutter& cells);

  const char* text_;
  Dialect dialect_;
  int opening_;
  std::vector<IndexedRecord>& records_;
  Field* fields_;
  Field* first_field_;  // of the record
  std::uint32_t record_begin_;
  CellCutter cells_;
  std::uint64_t doubled_ = 0;   // of the record so far: not 0 if there was any
  std::uint64_t specials_ = 0;  // likewise
  // Of the byte in front of the block: 1 or 0, but `inside_` all ones or none.
  std::uint64_t is_closing_ = 0;
  std::uint64_t inside_ = 0;
};

RecordIndex::RecordIndex(Dialect dialect)
    : dialect_(dialect),
      is_usable_(dialect.delimiter != dialect.quote && !is_line_end(dialect.delimiter) &&
                 !is_line_end(dialect.quote)) {}

inline void RecordIndex::Cutter::end_record(const Block& block, std::uint64_t through, CellCutter& cells) {
  const std::uint32_t end = block.at + lowest(block.line_ends);
  if (end != record_begin_) {  // not a blank line, nor the LF of CR LF
    doubled_ |= block.doubled & through;
    specials_ |= block.specials & through;
    const auto fields = static_cast<std::uint32_t>(cells.field() - first_field_);
    if (doubled_ != 0) mark_doubled_quotes(text_, dialect_.quote, {first_field_, fields});
    records_.push_back({record_begin_, end, static_cast<std::uint32_t>(first_field_ - fields_), fields,
                        cells.columns(end), doubled_ != 0, specials_ != 0});
  }
  record_begin_ = end + 1;
  cells.begin_record(record_begin_);
  first_field_ = cells.field();
  doubled_ = specials_ = 0;
}

template <bool kQuotes>
inline void RecordIndex::CellCutter::end_cell(const char* text, int opening, std::uint32_t end) {
  const std::uint32_t size = end - cell_begin_;
  *field_ = {cell_begin_, size, column_offset_ + cell_begin_, false};
  column_offset_ -= size;
  if (kQuotes && text[cell_begin_] == opening) {
    field_->begin += 1;
    field_->size -= 2;
    if (field_->size == 0) return;
  }
  ++field_;
}

template <bool kQuotes>
inline void RecordIndex::CellCutter::cut(const char* text, int opening, std::uint32_t at,
                                         std::uint64_t edges) {
  if (edges == 0) return;
  if (!is_behind_separator()) {  // so some cell is open
    end_cell<kQuotes>(text, opening, at + lowest(edges));
    edges &= edges - 1;
  }
  while (edges != 0) {
    cell_begin_ = at + lowest(edges);
    edges &= edges - 1;
    if (edges == 0) return;
    end_cell<kQuotes>(text, opening, at + lowest(edges));
    edges &= edges - 1;
  }
}

/// Leaves only separators outside quotes. False: some quote neither opens a cell nor closes it nor is
/// doubled; then nothing is left of the block from there on.
inline bool RecordIndex::Cutter::split_quotes(Block& block) {
  const std::uint64_t inside = prefix_xor(block.quotes) ^ inside_;  // and at the opening quote
  const std::uint64_t opening = block.quotes & inside;
  const std::uint64_t closing = block.quotes & ~inside;
  const std::uint64_t behind_closing = closing << 1 | is_closing_;
  block.separators &= ~inside;
  block.line_ends &= ~inside;
  block.doubled = opening & behind_closing;
  const std::uint64_t behind_separator = block.separators << 1 | std::uint64_t{cells_.is_behind_separator()};
  const std::uint64_t odd =
      ((behind_closing & ~(block.separators | opening)) | (opening & ~(behind_separator | behind_closing))) &
      block.inside_text;
  inside_ = std::uint64_t{0} - (inside >> 63U);
  is_closing_ = closing >> 63U;
  if (odd == 0) return true;
  block.separators &= below_lowest(odd);
  block.line_ends &= below_lowest(odd);
  return false;
}

/// Leaves of the block what stands behind its last line end.
template <bool kQuotes>
inline void RecordIndex::Cutter::cut_records(Block& block, CellCutter& cells) {
  std::uint64_t rest = cells.edges(block.separators);
  while (block.line_ends != 0) {
    const std::uint64_t through = through_lowest(block.line_ends);
    cells.cut<kQuotes>(text_, opening_, block.at, rest & through);
    end_record(block, through, cells);
    block.line_ends &= ~through;
    block.specials &= ~through;
    block.doubled &= ~through;
    rest &= ~through;
  }
  cells.cut<kQuotes>(text_, opening_, block.at, rest);
}

/// A block with quotes, line ends or other specials, or behind one that ends within quotes, or the last one.
bool RecordIndex::Cutter::take_unusual(const Block& bytes, std::size_t size) {
  Block block = bytes;
  CellCutter cells = cells_;
  if (size < kBlock) block.inside_text = ~(~std::uint64_t{0} << size);
  block.line_ends &= block.inside_text;
  block.separators = (block.separators & block.inside_text) | block.line_ends;
  block.quotes &= opening_ == kNoCharacter ? 0 : block.inside_text;
  block.specials &= block.inside_text;
  const bool is_unquoted = (block.quotes | inside_ | is_closing_) == 0;
  const bool is_regular = is_unquoted || split_quotes(block);
  block.specials &= ~block.separators;
  if (is_unquoted) {
    cut_records<false>(block, cells);
  } else {
    cut_records<true>(block, cells);
  }
  cells.end_block(block.separators);
  cells_ = cells;
  doubled_ |= block.doubled;
  specials_ |= block.specials;
  return is_regular;
}

template <typename Bytes64>
inline bool RecordIndex::Cutter::take(std::size_t begin, std::size_t end) {
  const char* const text = text_;
  const Dialect dialect = dialect_;
  CellCutter cells = cells_;
  for (std::size_t at = begin; at < end; at += kBlock) {
    const Bytes64 bytes(text + at);
    const std::uint64_t separators = bytes.any_of(dialect.delimiter);
    const auto place = static_cast<std::uint32_t>(at);
    if (bytes.is_plain(dialect.quote) && (inside_ | is_closing_) == 0 && end - at >= kBlock) [[likely]] {
      cells.cut<false>(text, kNoCharacter, place, cells.edges(separators));
      cells.end_block(separators);
      continue;
    }
    cells_ = cells;
    const Block block{.at = place,
                      .separators = separators,
                      .line_ends = bytes.any_of('\n', '\r'),
                      .quotes = bytes.any_of(dialect.quote),
                      .specials = bytes.specials()};
    if (!take_unusual(block, end - at)) return false;
    cells = cells_;
  }
  return true;
}

template <typename Bytes64>
[[gnu::always_inline]] inline bool RecordIndex::index_blocks(std::size_t begin, std::size_t end) {
  return Cutter(text_, begin, dialect_, room_.fields.get(), used_, records_).take<Bytes64>(begin, end);
}

void RecordIndex::begin_text(std::size_t size) {
  records_.clear();
  used_ = 0;
  if (const std::size_t needed = most_fields(size); room_.capacity < needed) {
    room_.capacity = std::max(needed, 2 * room_.capacity);
    room_.fields = std::make_unique_for_overwrite<Field[]>(room_.capacity);
  }
}

void RecordIndex::keep(std::size_t count) {
  records_.resize(count);
  used_ = count == 0 ? begun_ : records_.back().first_field + records_.back().field_count;
}

bool RecordIndex::build(const char* text, std::size_t begin, std::size_t end) {
  records_.clear();
  begun_ = used_;
  if (!is_usable_ || room_.capacity - used_ < most_fields(end - begin)) return false;
  text_ = text;
  const bool is_regular = index(begin, end);
  keep(records_.size());
  return is_regular;
}

bool RecordIndex::index(std::size_t begin, std::size_t end) {
#if defined(__SSE2__)
  return has_avx2() ? index_with_avx2(begin, end) : index_blocks<Sse2Bytes64>(begin, end);
#else
  return index_blocks<PlainBytes64>(begin, end);
#endif
}

#if defined(__SSE2__)
/// Compiled once more, also for the instructions that find and clear the lowest bit.
LINEHAUL_AVX2 bool RecordIndex::index_with_avx2(std::size_t begin, std::size_t end) {
  return index_blocks<Avx2Bytes64>(begin, end);
}
#endif

}  // namespace linehaul
