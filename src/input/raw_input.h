#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/packing.h"

namespace linehaul {

class Sha256;

/// What messages call an input: its path, `<stdin>` for "-".
inline std::string input_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

/// The bytes of an open file, pipe or standard input as they are, packed or not. Owns its descriptor.
class RawInput {
 public:
  /// `path` "-" is standard input. Throws Failure (unreadable) for what cannot be opened, and for
  /// directories, which open(2) accepts but nobody can read.
  explicit RawInput(const std::string& path);
  ~RawInput();
  RawInput(const RawInput&) = delete;
  RawInput& operator=(const RawInput&) = delete;

  const std::string& name() const { return name_; }
  bool is_regular() const { return is_regular_; }
  /// Whether a read would not have to wait: always so for a regular file.
  bool is_ready() const;
  /// When the file was last changed, YYYY-MM-DDTHH:MM:SSZ; empty for a pipe. Throws Failure (unreadable).
  std::string modified() const;

  /// Reads as many bytes as tell; read() gives them all the same. Throws as read().
  Packing packing();
  /// One read(2), repeated on EINTR: 1 to `size` bytes, 0 at the end. Throws Failure (unreadable).
  std::size_t read(char* to, std::size_t size);

  /// From now on every byte that is given out goes through `hash` too, which outlives the file.
  void hash_into(Sha256* hash) { hash_ = hash; }
  /// So far; may be asked from any thread.
  std::uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }

  /// A descriptor at the beginning of the bytes in which one can seek: of a pipe, that of a temporary file
  /// with all of them. read() is not to be called any more. Throws Failure (unreadable).
  int seekable();

 private:
  std::size_t read_system(char* to, std::size_t size);
  [[noreturn]] void fail(const char* what, int error) const;

  std::string name_;
  int descriptor_ = -1;
  int temporary_ = -1;
  bool is_regular_ = false;
  bool has_ended_ = false;  // a terminal reads on behind its Ctrl-D
  std::string start_;       // read by packing() and not yet given out
  Sha256* hash_ = nullptr;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace linehaul
