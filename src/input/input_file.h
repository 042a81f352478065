#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "input/packing.h"
#include "input/raw_input.h"
#include "input/unpacker.h"

namespace linehaul {

class ZipArchive;

/// Whether a path that gives this error leads nowhere for us: then it cannot be opened either, which says
/// why.
bool is_out_of_reach(int error);

/// Of `in/a.zip/may.csv`, a file in an archive, the `in/a.zip`: the regular file that stands where a folder
/// should; empty where there is none. Throws Failure (unreadable) where that cannot be told.
std::string enclosing_file(const std::string& path);

/// An open input: a file, a pipe or standard input, unpacked where it is packed, or a file in an archive.
class InputFile {
 public:
  /// `path` "-" is standard input, `a.zip/may.csv` a file in an archive. Throws Failure (unreadable) for what
  /// cannot be opened, and for directories.
  explicit InputFile(const std::string& path, const UnpackLimits& limits = {});
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  /// A file in an archive: `name` for messages, `modified` of the archive.
  InputFile(std::string name, std::string modified, std::unique_ptr<Unpacker> member);

  /// The name for messages: the path as given, `<stdin>` for standard input.
  const std::string& name() const { return name_; }

  /// A regular file is read in whole blocks; a pipe or terminal must not wait for a block to fill.
  bool is_regular() const { return raw_ == nullptr || raw_->is_regular(); }
  /// Whether a read would not have to wait: always so for a regular file.
  bool is_ready() const { return raw_ == nullptr || raw_->is_ready(); }

  /// Whether it is a ZIP archive, which is several inputs; then only take_raw() may follow. Waits for the
  /// first bytes.
  bool is_archive() { return raw_ != nullptr && raw_->packing() == Packing::zip; }
  std::unique_ptr<RawInput> take_raw() { return std::move(raw_); }
  /// Whether what is read was packed; known when something was read.
  bool is_unpacked() const { return unpacker_ != nullptr; }

  /// From now on every byte goes through `hash`, which outlives the file: of a packed file the bytes as they
  /// lie there, of a file in an archive its content.
  void hash_into(Sha256* hash);
  /// How many such bytes were read so far; may be asked from any thread.
  std::uint64_t bytes_read() const { return raw_ != nullptr ? raw_->bytes_read() : unpacked_.load(); }
  /// When the file or the archive was last changed, YYYY-MM-DDTHH:MM:SSZ; empty for a pipe.
  std::string modified() const { return raw_ != nullptr ? raw_->modified() : modified_; }

  /// 1 to `size` bytes of content, 0 at the end; of a file that is not packed by one read(2). Throws Failure
  /// (unreadable).
  std::size_t read(char* to, std::size_t size);

 private:
  void open_member(const std::string& archive);
  void begin();
  std::size_t read_unpacked(char* to, std::size_t size);

  std::string name_;
  std::string modified_;
  UnpackLimits limits_;
  std::unique_ptr<RawInput> raw_;        // not of a file in an archive
  std::unique_ptr<ZipArchive> archive_;  // of one that was asked for by name
  std::unique_ptr<Unpacker> unpacker_;
  Sha256* hash_ = nullptr;                   // of a file in an archive
  std::atomic<std::uint64_t> unpacked_ = 0;  // bytes
  bool is_begun_ = false;
};

}  // namespace linehaul
