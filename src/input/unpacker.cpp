#include "input/unpacker.h"

#include <exception>
#include <utility>

#include "failure.h"
#include "input/archive_library.h"
#include "input/raw_input.h"

namespace linehaul {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;

int filter_of(Packing packing) {
  switch (packing) {
    case Packing::bzip2:
      return ARCHIVE_FILTER_BZIP2;
    case Packing::xz:
      return ARCHIVE_FILTER_XZ;
    default:
      return ARCHIVE_FILTER_ZSTD;
  }
}

/// What libarchive calls a filter: one compressed file, without an archive in it.
class FilterUnpacker : public Unpacker {
 public:
  FilterUnpacker(Packing packing, RawInput& raw)
      : library_(ArchiveLibrary::load(raw.name(), ExitStatus::unreadable)),
        raw_(raw),
        what_("the " + std::string(packing_name(packing)) + " data"),
        block_(kBlock, '\0'),
        archive_(owned(library_.read_new(), library_.read_free)) {
    library_.read_support_format_raw(archive_.get());
    library_.read_append_filter(archive_.get(), filter_of(packing));
  }

  std::size_t read(char* to, std::size_t size) override {
    if (has_ended_) return 0;
    if (!std::exchange(is_open_, true)) open();
    const la_ssize_t got = library_.read_data(archive_.get(), to, size);
    if (got < 0) fail(library_.error_string(archive_.get()));
    if (got == 0) end();
    return static_cast<std::size_t>(got);
  }

 private:
  /// What it cannot unpack the beginning of, libarchive does not recognise.
  void open() {
    archive_entry* entry = nullptr;
    if (library_.read_open(archive_.get(), this, nullptr, read_block, nullptr) != ARCHIVE_OK ||
        library_.read_next_header(archive_.get(), &entry) != ARCHIVE_OK) {
      fail("it is cut off, damaged at its beginning, or of nothing");
    }
  }

  static la_ssize_t read_block(archive*, void* self, const void** bytes) {
    auto& unpacker = *static_cast<FilterUnpacker*>(self);
    try {
      *bytes = unpacker.block_.data();
      const std::size_t got = unpacker.raw_.read(unpacker.block_.data(), unpacker.block_.size());
      unpacker.given_ += got;
      return static_cast<la_ssize_t>(got);
    } catch (...) {  // must not go through the library
      unpacker.error_ = std::current_exception();
      return ARCHIVE_FATAL;
    }
  }

  /// The library stops in front of what it does not know.
  void end() {
    has_ended_ = true;
    const auto unpacked = static_cast<std::uint64_t>(library_.filter_bytes(archive_.get(), -1));
    if (unpacked < given_ || raw_.read(block_.data(), block_.size()) != 0) {
      fail_damaged(raw_.name(), "something else stands behind " + what_);
    }
  }

  [[noreturn]] void fail(const char* why) const {
    if (error_) std::rethrow_exception(error_);
    fail_damaged(raw_.name(), what_ + " is wrong: " + (why == nullptr ? "unknown" : why));
  }

  const ArchiveLibrary& library_;
  RawInput& raw_;
  std::string what_;
  std::string block_;
  ArchivePointer archive_;
  std::uint64_t given_ = 0;   // bytes, to the library
  std::exception_ptr error_;  // of reading them
  bool is_open_ = false;
  bool has_ended_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> make_unpacker(Packing packing, RawInput& raw) {
  if (packing == Packing::gzip) return make_gzip_unpacker(raw);
  return std::make_unique<FilterUnpacker>(packing, raw);
}

void fail_damaged(const std::string& name, const std::string& what) {
  throw Failure(ExitStatus::unreadable,
                name + ": damaged: " + what + "; do not use what came out of it, fetch the file again");
}

void fail_expansion(const std::string& name, const UnpackLimits& limits) {
  throw Failure(ExitStatus::unreadable, name + ": expansion-limit: it unpacks to more than " +
                                            std::to_string(limits.expansion) +
                                            " times its size; --max-expansion raises the limit");
}

}  // namespace linehaul
