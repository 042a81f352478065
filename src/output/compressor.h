#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "input/archive_library.h"

namespace linehaul {

enum class Compression : std::uint8_t { none, gzip, zstd };

/// The extension of a compressed file, `.gz`; empty for none.
std::string_view extension_of(Compression compression);
/// What the name of a file asks for.
Compression compression_of(std::string_view path);

/// Compresses bytes on their way to `sink`. The same bytes give the same output: there is no name and no time
/// in it.
class Compressor {
 public:
  using Sink = std::function<void(std::string_view bytes)>;

  /// `name` is the output's, for messages. Throws Failure (unwritable), as the other functions do; what the
  /// sink throws comes through.
  Compressor(Compression compression, const std::string& name, Sink sink);
  ~Compressor();
  Compressor(const Compressor&) = delete;
  Compressor& operator=(const Compressor&) = delete;

  void write(std::string_view bytes);
  /// Writes what is left, to be called once. Without it the output is cut off.
  void finish();

 private:
  static la_ssize_t take(archive*, void* self, const void* bytes, std::size_t size);
  void begin(Compression compression);
  void check(bool is_done);

  const ArchiveLibrary& library_;
  std::string name_;
  Sink sink_;
  ArchivePointer archive_;
  std::exception_ptr error_;  // of the sink
  bool is_over_ = false;      // nothing goes to the sink any more
};

}  // namespace linehaul
