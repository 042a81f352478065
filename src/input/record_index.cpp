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

std::uint32_t count(std::uint64_t bits) { return static_cast<std::uint32_t>(std::popcount(bits)); }

std::uint32_t lowest(std::uint64_t bits) { return static_cast<std::uint32_t>(std::countr_zero(bits)); }

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

/// What is known of 64 bytes: bit i of a mask is byte `at + i`.
struct RecordIndex::Block {
  std::uint32_t at;
  std::uint64_t separators;  // delimiters and line ends, once split_quotes() was there only unquoted ones
  std::uint64_t line_ends;
  std::uint64_t quotes;
  std::uint64_t specials;  // backslashes and control characters, also separators as long as they are there
  std::uint64_t inside_text = ~std::uint64_t{0};  // not behind the end
};

RecordIndex::RecordIndex(Dialect dialect)
    : dialect_(dialect),
      is_usable_(dialect.delimiter != dialect.quote && !is_line_end(dialect.delimiter) &&
                 !is_line_end(dialect.quote)) {}

void RecordIndex::drop_empty_fields() {
  Field* const first = fields_.get() + first_field_;
  Field* const last = fields_.get() + ended_;
  const auto kept = std::remove_if(first, last, [](const Field& field) { return field.size == 0; });
  ended_ = static_cast<std::uint32_t>(kept - fields_.get());
}

void RecordIndex::close_quoted(Field& field) {
  field.begin += 1;
  field.size -= 2;
  if (field.size == 0) {
    has_empty_fields_ = true;
  } else if (std::memchr(text_ + field.begin, dialect_.quote, field.size) != nullptr) {
    field.decoded = has_doubled_quotes_ = true;
  }
}

[[gnu::always_inline]] inline void RecordIndex::end_record(Block& block, std::uint64_t through) {
  const std::uint32_t end = block.at + lowest(block.line_ends);
  if (has_empty_fields_) drop_empty_fields();
  if (end != record_begin_) {  // not a blank line, nor the LF of CR LF
    has_specials_ |= (block.specials & through) != 0;
    records_.push_back({record_begin_, end, first_field_, ended_ - first_field_,
                        column_ + count(block.separators & through), has_doubled_quotes_, has_specials_});
  }
  record_begin_ = end + 1;
  first_field_ = ended_;
  column_ = 0;
  block.separators &= ~through;
  block.line_ends &= ~through;
  block.specials &= ~through;
  block.quotes &= ~through;
  has_quotes_ = block.quotes != 0;
  has_doubled_quotes_ = has_specials_ = has_empty_fields_ = false;
}

/// `edges` are starts and ends of cells by turns.
template <bool kQuotes>
[[gnu::always_inline]] inline void RecordIndex::take_cells(std::uint64_t edges, const Block& block) {
  Field* field = fields_.get() + ended_;
  const auto start = [&, column = column_] {
    field->begin = block.at + lowest(edges);
    field->column = column + count(block.separators & through_lowest(edges));
    field->decoded = false;
    edges &= edges - 1;
  };
  const auto end = [&] {
    field->size = block.at + lowest(edges) - field->begin;
    edges &= edges - 1;
    if (kQuotes && text_[field->begin] == dialect_.quote) close_quoted(*field);
    ++field;
  };
  if (is_open_ && edges == 0) return;
  if (is_open_) end();
  while ((edges & (edges - 1)) != 0) {
    start();
    end();
  }
  is_open_ = edges != 0;
  if (is_open_) start();
  ended_ = static_cast<std::uint32_t>(field - fields_.get());
}

[[gnu::always_inline]] inline void RecordIndex::take_cells(std::uint64_t edges, const Block& block) {
  has_quotes_ ? take_cells<true>(edges, block) : take_cells<false>(edges, block);
}

/// The block's cells, record by record.
[[gnu::always_inline]] inline void RecordIndex::take(Block& block) {
  // A cell that holds something starts behind a separator and ends at one.
  std::uint64_t edges = block.separators ^ (block.separators << 1 | is_separator_);
  is_separator_ = block.separators >> 63U;
  block.specials &= ~block.separators;
  while (block.line_ends != 0) {
    const std::uint64_t through = through_lowest(block.line_ends);
    take_cells(edges & through, block);
    end_record(block, through);
    edges &= ~through;
  }
  take_cells(edges, block);
  column_ += count(block.separators);
  has_specials_ |= block.specials != 0;
}

/// Leaves only separators outside quotes. False: some quote neither opens a cell nor closes it nor is
/// doubled; then nothing is left of the block from there on.
[[gnu::always_inline]] inline bool RecordIndex::split_quotes(Block& block) {
  const std::uint64_t inside = prefix_xor(block.quotes) ^ inside_;  // and at the opening quote
  const std::uint64_t opening = block.quotes & inside;
  const std::uint64_t closing = block.quotes & ~inside;
  const std::uint64_t behind_closing = closing << 1 | is_closing_;
  block.separators &= ~inside;
  block.line_ends &= ~inside;
  const std::uint64_t behind_separator = block.separators << 1 | is_separator_;
  const std::uint64_t odd =
      ((behind_closing & ~(block.separators | opening)) | (opening & ~(behind_separator | behind_closing))) &
      block.inside_text;
  inside_ = std::uint64_t{0} - (inside >> 63U);
  is_closing_ = closing >> 63U;
  has_quotes_ |= block.quotes != 0;
  if (odd == 0) return true;
  block.separators &= below_lowest(odd);
  block.line_ends &= below_lowest(odd);
  return false;
}

template <typename Bytes64>
[[gnu::always_inline]] inline bool RecordIndex::index_blocks(std::size_t begin, std::size_t end) {
  const char quote = dialect_.quote;
  for (std::size_t at = begin; at < end; at += kBlock) {
    const Bytes64 bytes(text_ + at);
    Block block{.at = static_cast<std::uint32_t>(at),
                .separators = bytes.any_of(dialect_.delimiter, '\n', '\r'),
                .line_ends = bytes.any_of('\n', '\r'),
                .quotes = quote == '\0' ? 0 : bytes.any_of(quote),
                .specials = bytes.specials()};
    if (end - at < kBlock) {
      block.inside_text = ~(~std::uint64_t{0} << (end - at));
      block.separators &= block.inside_text;
      block.line_ends &= block.inside_text;
      block.quotes &= block.inside_text;
      block.specials &= block.inside_text;
    }
    const bool is_unquoted = (block.quotes | inside_ | is_closing_) == 0;
    const bool is_regular = is_unquoted || split_quotes(block);
    take(block);
    if (!is_regular) return false;
  }
  return true;
}

bool RecordIndex::build(const char* text, std::size_t begin, std::size_t end) {
  records_.clear();
  if (!is_usable_) return false;
  if (const std::size_t needed = most_fields(end - begin); capacity_ < needed) {
    fields_ = std::make_unique_for_overwrite<Field[]>(needed);
    capacity_ = needed;
  }
  text_ = text;
  record_begin_ = static_cast<std::uint32_t>(begin);
  first_field_ = ended_ = column_ = 0;
  is_open_ = has_quotes_ = has_doubled_quotes_ = has_empty_fields_ = has_specials_ = false;
  is_separator_ = 1;
  is_closing_ = inside_ = 0;
#if defined(__SSE2__)
  static const bool has_avx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
  return has_avx2 ? index_with_avx2(begin, end) : index_blocks<Sse2Bytes64>(begin, end);
#else
  return index_blocks<PlainBytes64>(begin, end);
#endif
}

#if defined(__SSE2__)
/// Compiled once more for processors since 2013, which also count bits in one instruction.
LINEHAUL_AVX2 bool RecordIndex::index_with_avx2(std::size_t begin, std::size_t end) {
  return index_blocks<Avx2Bytes64>(begin, end);
}
#endif

}  // namespace linehaul
