#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "input/block_reader.h"
#include "input/encoding.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Where records are read from: text without a byte-order mark, without NUL bytes and not in UTF-16. Bytes
/// that are not UTF-8 may remain; the RecordReader decodes those cell by cell.
class TextSource {
 public:
  virtual ~TextSource() = default;

  /// Appends the next piece to `text`; false at the end, when nothing was appended.
  virtual bool append_to(TextBuffer& text) = 0;
};

/// Text in memory, handed out `piece` bytes at a time. Does not own the text.
class MemoryText : public TextSource {
 public:
  explicit MemoryText(std::string_view text, std::size_t piece = BlockReader::kDefaultBlockSize)
      : rest_(text), piece_(piece) {}

  bool append_to(TextBuffer& text) override;

 private:
  std::string_view rest_;
  std::size_t piece_;
};

/// Text of an input, decoded as it is read. Its beginning can be looked at before records are taken from it.
class FileText : public TextSource {
 public:
  /// `encoding` automatic: a byte-order mark decides between UTF-8 and UTF-16. `reads_ahead`: as
  /// BlockReader's.
  FileText(InputFile& file, std::size_t block_size, Encoding encoding, bool reads_ahead = true);

  bool append_to(TextBuffer& text) override;

  /// The text read so far and not yet handed out.
  std::string_view head() const { return head_.view().substr(head_taken_); }
  /// Reads one more piece into head(); false when the input has ended.
  bool extend_head();
  bool ended() const { return ended_; }

  /// Called before every read that may wait for a live input, so that what is finished can go out first.
  void before_read(std::function<void()> action) { before_read_ = std::move(action); }

  /// The bytes the input began with, before any decoding: for telling a PDF from a CSV.
  std::string_view first_bytes() const { return first_bytes_; }
  /// The encoding that the byte-order mark or the option settled; automatic: UTF-8 with exceptions.
  Encoding encoding() const { return encoding_; }

 private:
  bool read_piece(TextBuffer& text);
  bool is_utf16() const { return encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be; }
  std::string_view without_mark(std::string_view bytes);

  BlockReader blocks_;
  std::size_t block_size_;
  std::function<void()> before_read_;
  Encoding encoding_;
  Utf16Decoder utf16_;
  std::string decoded_;
  std::string first_bytes_;
  std::string mark_;
  TextBuffer head_;
  std::size_t head_taken_ = 0;
  bool at_start_ = true;
  bool ended_ = false;
};

}  // namespace linehaul
