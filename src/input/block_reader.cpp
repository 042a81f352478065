#include "input/block_reader.h"

#include <libfccp/csv.h>

#include <system_error>
#include <utility>

#include "input/input_file.h"

namespace linehaul {
namespace {

/// Reads until `size` bytes are there or the input ends: AsynchronousReader takes a short read for the end.
std::size_t read_full(InputFile& file, char* to, std::size_t size) {
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t got = file.read(to + filled, size - filled);
    if (got == 0) break;
    filled += got;
  }
  return filled;
}

class FullReads : public io::ByteSourceBase {
 public:
  explicit FullReads(InputFile& file) : file_(file) {}

  int read(char* to, int size) override {
    return static_cast<int>(read_full(file_, to, static_cast<std::size_t>(size)));
  }

 private:
  InputFile& file_;
};

}  // namespace

/// Two blocks: the caller parses one while the library's thread fills the other. `io::detail` is internal to
/// the library, so nothing outside this file knows of it.
class BlockReader::ReadAhead {
  using Reader = io::detail::AsynchronousReader;

 public:
  /// Throws std::system_error where the system gives no thread.
  ReadAhead(InputFile& file, std::size_t block_size, std::unique_ptr<char[]> spare)
      : block_size_(static_cast<int>(block_size)), reading_(std::move(spare)), parsed_(new char[block_size]) {
    start_thread(file);
    room_.reader.start_read(reading_.get(), block_size_);
  }
  ~ReadAhead() { room_.reader.~Reader(); }  // joins the thread that fills the blocks
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  std::string_view next() {
    if (ended_) return {};
    const int got = room_.reader.finish_read();
    ended_ = got < block_size_;
    std::swap(reading_, parsed_);
    if (!ended_) room_.reader.start_read(reading_.get(), block_size_);
    return {parsed_.get(), static_cast<std::size_t>(got)};
  }

 private:
  /// Destroys nothing by itself.
  union Room {
    Room() : reader() {}
    ~Room() {}  // NOLINT(modernize-use-equals-default): would be deleted
    Reader reader;
  };

  /// Where no thread starts, the reader's destructor, which would join it and so end the process, is left
  /// out; what it would have freed is freed here.
  void start_thread(InputFile& file) {
    auto source = std::make_unique<FullReads>(file);
    const FullReads* const kept = source.get();
    try {
      room_.reader.init(std::move(source));
    } catch (...) {
      delete kept;
      throw;
    }
  }

  int block_size_;
  std::unique_ptr<char[]> reading_;
  std::unique_ptr<char[]> parsed_;
  bool ended_ = false;
  Room room_;
};

BlockReader::BlockReader(InputFile& file, std::size_t block_size, bool reads_ahead)
    : file_(file), block_size_(block_size), block_(new char[block_size]), may_read_ahead_(reads_ahead) {}

BlockReader::~BlockReader() = default;

std::string_view BlockReader::append_next_to(TextBuffer& text) {
  const std::size_t before = text.size();
  if (read_ahead_ != nullptr || may_read_ahead_) {
    text.append(next());
  } else {
    text.reserve(block_size_);
    text.advance(read_block(text.end()));
  }
  return text.view().substr(before);
}

/// Live inputs give what they have.
std::size_t BlockReader::read_block(char* to) {
  return file_.is_regular() ? read_full(file_, to, block_size_) : file_.read(to, block_size_);
}

std::string_view BlockReader::next() {
  if (read_ahead_) return read_ahead_->next();
  const std::size_t got = read_block(block_.get());
  if (may_read_ahead_ && file_.is_regular() && file_.is_unpacked() && got == block_size_) {
    // The bytes of this first block are handed out from block_, so the reader gets a spare of its own.
    try {
      read_ahead_ = std::make_unique<ReadAhead>(file_, block_size_, std::make_unique<char[]>(block_size_));
    } catch (const std::system_error&) {  // no thread: it is slower, and nothing else
    }
  }
  may_read_ahead_ = false;
  return {block_.get(), got};
}

}  // namespace linehaul
