#include "input/text_source.h"

#include <algorithm>
#include <cstring>

namespace linehaul {
namespace {

constexpr std::size_t kFirstBytes = 512;

constexpr std::size_t kTellingBytes = 8;

/// UTF-16 whose byte-order mark was lost shows in the NULs between the letters of the first words.
Encoding unmarked_utf16(std::string_view bytes) {
  if (bytes.size() < kTellingBytes) return Encoding::automatic;
  bool is_little = true;
  bool is_big = true;
  for (std::size_t i = 0; i < kTellingBytes; i += 2) {
    is_little &= bytes[i] != '\0' && bytes[i + 1] == '\0';
    is_big &= bytes[i] == '\0' && bytes[i + 1] != '\0';
  }
  return is_little ? Encoding::utf16_le : is_big ? Encoding::utf16_be : Encoding::automatic;
}

/// A NUL is no text; some exports are full of them.
void drop_nul(TextBuffer& text, std::size_t begin) {
  if (text.size() == begin) return;
  if (std::memchr(text.data() + begin, '\0', text.size() - begin) == nullptr) return;
  char* const first = text.end() - (text.size() - begin);
  const char* const kept = std::remove(first, text.end(), '\0');
  text.cut(static_cast<std::size_t>(text.end() - kept));
}

}  // namespace

bool MemoryText::append_to(TextBuffer& text) {
  const std::string_view piece = rest_.substr(0, piece_);
  text.append(piece);
  rest_.remove_prefix(piece.size());
  return !piece.empty();
}

FileText::FileText(InputFile& file, std::size_t block_size, Encoding encoding, bool reads_ahead)
    : blocks_(file, block_size, reads_ahead),
      block_size_(block_size),
      encoding_(encoding),
      utf16_(encoding) {}

bool FileText::append_to(TextBuffer& text) {
  if (head_.size() == 0) return read_piece(text);
  const std::string_view piece = head().substr(0, block_size_);
  text.append(piece);
  head_taken_ += piece.size();
  if (head().empty()) {
    head_.clear();
    head_taken_ = 0;
  }
  return true;
}

bool FileText::extend_head() { return read_piece(head_); }

/// Waits for the first few bytes, in which a byte-order mark shows, and returns what stands behind it.
std::string_view FileText::without_mark(std::string_view bytes) {
  mark_.append(bytes);
  if (mark_.size() < kTellingBytes && !ended_) return {};
  at_start_ = false;
  const ByteOrderMark mark = byte_order_mark(mark_);
  if (encoding_ == Encoding::automatic && mark.size == 0) encoding_ = unmarked_utf16(mark_);
  if (encoding_ == Encoding::automatic && mark.encoding != Encoding::utf8) encoding_ = mark.encoding;
  utf16_ = Utf16Decoder(encoding_);
  return std::string_view(mark_).substr(mark.size);
}

bool FileText::read_piece(TextBuffer& text) {
  const std::size_t before = text.size();
  while (text.size() == before && !ended_) {
    if (before_read_) before_read_();
    const bool is_text = !at_start_ && !is_utf16();
    std::string_view bytes = is_text ? blocks_.append_next_to(text) : blocks_.next();
    ended_ = bytes.empty();
    first_bytes_.append(bytes.substr(0, kFirstBytes - std::min(first_bytes_.size(), kFirstBytes)));
    if (at_start_) bytes = without_mark(bytes);
    if (is_utf16()) {
      decoded_.clear();
      utf16_.append(bytes, decoded_);
      if (ended_) utf16_.finish(decoded_);
      bytes = decoded_;
    }
    if (!is_text) text.append(bytes);
    drop_nul(text, before);
  }
  return text.size() != before;
}

}  // namespace linehaul
