#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <string>

#include "input/raw_input.h"
#include "input/unpacker.h"

namespace linehaul {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;
constexpr int kOnlyGzip = 16;  // added to the size of the window: zlib.h, inflateInit2

/// One or more gzip members, one behind the other; NUL bytes between and behind them are padding.
class GzipUnpacker : public Unpacker {
 public:
  explicit GzipUnpacker(RawInput& raw) : raw_(raw), block_(kBlock, '\0') {
    if (::inflateInit2(&stream_, MAX_WBITS + kOnlyGzip) != Z_OK) throw std::bad_alloc();
  }
  ~GzipUnpacker() override { ::inflateEnd(&stream_); }
  GzipUnpacker(const GzipUnpacker&) = delete;
  GzipUnpacker& operator=(const GzipUnpacker&) = delete;

  std::size_t read(char* to, std::size_t size) override {
    const auto room = static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = room;
    while (stream_.avail_out == room) {
      if (stream_.avail_in == 0 && !fill()) {
        if (is_between_) return 0;
        fail_damaged(raw_.name(), "the gzip data is cut off");
      }
      if (is_between_ && !begin_member()) continue;
      inflate_some();
    }
    return room - stream_.avail_out;
  }

 private:
  bool fill() {
    stream_.next_in = reinterpret_cast<Bytef*>(block_.data());
    stream_.avail_in = static_cast<uInt>(raw_.read(block_.data(), block_.size()));
    return stream_.avail_in != 0;
  }

  /// False where all that is there was padding.
  bool begin_member() {
    while (stream_.avail_in != 0 && *stream_.next_in == 0) {
      ++stream_.next_in;
      --stream_.avail_in;
    }
    if (stream_.avail_in == 0) return false;
    constexpr Bytef kFirstByte = 0x1F;
    if (*stream_.next_in != kFirstByte)
      fail_damaged(raw_.name(), "something else stands behind the gzip data");
    ::inflateReset(&stream_);
    is_between_ = false;
    return true;
  }

  void inflate_some() {
    const int result = ::inflate(&stream_, Z_NO_FLUSH);
    if (result == Z_STREAM_END) {
      is_between_ = true;
    } else if (result == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      fail_damaged(raw_.name(), std::string("the gzip data is wrong: ") +
                                    (stream_.msg == nullptr ? "a dictionary is needed" : stream_.msg));
    }
  }

  RawInput& raw_;
  std::string block_;
  z_stream stream_{};
  bool is_between_ = true;  // members
};

}  // namespace

std::unique_ptr<Unpacker> make_gzip_unpacker(RawInput& raw) { return std::make_unique<GzipUnpacker>(raw); }

}  // namespace linehaul
