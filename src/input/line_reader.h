#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "input/block_reader.h"
#include "input/input_file.h"
#include "text/text_buffer.h"

namespace linehaul {

/// The lines of an input as they are, unpacked but not decoded: for JSON Lines.
class LineReader {
 public:
  /// A longer line ends the reading: what it is, is no line item.
  static constexpr std::size_t kMaxLine = std::size_t{256} * 1024 * 1024;

  /// Throws Failure (unreadable), as next() does.
  explicit LineReader(const std::string& path, const UnpackLimits& limits = {})
      : file_(path, limits), blocks_(file_, BlockReader::kDefaultBlockSize) {}

  /// The next line without its line feed; valid until the next call. Nothing at the end.
  std::optional<std::string_view> next();

  /// Counts from 1: of the line given out last.
  std::uint64_t line() const { return line_; }
  /// The name for messages.
  const std::string& name() const { return file_.name(); }
  /// Called before every read that may wait for a live input.
  void before_read(std::function<void()> action) {
    if (!file_.is_regular()) before_read_ = std::move(action);
  }

 private:
  InputFile file_;
  BlockReader blocks_;
  std::function<void()> before_read_;
  TextBuffer kept_;         // of a line that began in an earlier block
  std::string_view block_;  // what is left of the block
  bool is_kept_given_ = false;
  std::uint64_t line_ = 0;
};

}  // namespace linehaul
