#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace linehaul {

class Sha256;

/// What messages call an input: its path, `<stdin>` for "-".
inline std::string input_name(const std::string& path) { return path == "-" ? "<stdin>" : path; }

/// An open input: a file, a pipe or standard input. Owns its descriptor.
class InputFile {
 public:
  /// `path` "-" is standard input. Throws Failure (unreadable) for what cannot be opened, and for
  /// directories, which open(2) accepts but nobody can read.
  explicit InputFile(const std::string& path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  /// The name for messages: the path as given, `<stdin>` for standard input.
  const std::string& name() const { return name_; }

  /// A regular file can be read ahead; a pipe or terminal must not wait for a block to fill.
  bool is_regular() const { return is_regular_; }

  /// Whether a read would not have to wait: always so for a regular file.
  bool is_ready() const;

  /// From now on every byte read goes through `hash` too, which outlives the file.
  void hash_into(Sha256* hash) { hash_ = hash; }
  /// So far; may be asked from any thread.
  std::uint64_t bytes_read() const { return bytes_read_.load(std::memory_order_relaxed); }
  /// When the file was last changed, YYYY-MM-DDTHH:MM:SSZ; empty for a pipe.
  std::string modified() const;

  /// One read(2), repeated on EINTR: 1 to `size` bytes, 0 at the end. Throws Failure (unreadable).
  std::size_t read(char* to, std::size_t size);

 private:
  std::string name_;
  int descriptor_ = -1;
  bool is_regular_ = false;
  Sha256* hash_ = nullptr;
  std::atomic<std::uint64_t> bytes_read_ = 0;
};

}  // namespace linehaul
