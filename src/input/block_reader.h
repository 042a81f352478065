#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "text/text_buffer.h"

namespace linehaul {

class InputFile;

/// The bytes of an input, block by block. A packed file that is longer than one block is read ahead by
/// fast-cpp-csv-parser's AsynchronousReader: the next block is unpacked while this one is parsed. Everything
/// else is read plainly, straight to where it is parsed. A file that is not packed is read ahead by the
/// system; a thread for it gained nothing, not even where the file came from the disk, and handing its blocks
/// over took a twelfth of the processor's time. A live pipe's bytes come out as
/// they come in, and a small file starts no thread.
class BlockReader {
 public:
  static constexpr std::size_t kDefaultBlockSize = std::size_t{64} * 1024;

  /// `file` must outlive the reader. `block_size` is at least 1. `reads_ahead` false: never, for those who
  /// have threads of their own.
  BlockReader(InputFile& file, std::size_t block_size, bool reads_ahead = true);
  ~BlockReader();

  /// The next 1 to block_size bytes, empty at the end; valid until the next call. Throws Failure
  /// (unreadable) when the system reports a read error.
  std::string_view next();
  /// The same, appended to `text`, straight from the system where nothing is read ahead.
  std::string_view append_next_to(TextBuffer& text);

 private:
  class ReadAhead;

  std::size_t read_block(char* to);

  InputFile& file_;
  std::size_t block_size_;
  std::unique_ptr<char[]> block_;
  std::unique_ptr<ReadAhead> read_ahead_;
  bool may_read_ahead_;
};

}  // namespace linehaul
