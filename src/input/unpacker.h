#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "input/packing.h"

namespace linehaul {

class RawInput;

/// Gives the bytes that packed ones unpack to.
class Unpacker {
 public:
  virtual ~Unpacker() = default;

  /// 1 to `size` bytes, 0 at the end, which is reached only where every checksum held and nothing else stands
  /// behind the packed data. Throws Failure (unreadable).
  virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// Of `raw`, which outlives it; `packing` is neither none nor zip.
std::unique_ptr<Unpacker> make_unpacker(Packing packing, RawInput& raw);
/// With zlib: libarchive does not look at the checksums of gzip.
std::unique_ptr<Unpacker> make_gzip_unpacker(RawInput& raw);

/// Throw the Failure (unreadable) that says so.
[[noreturn]] void fail_damaged(const std::string& name, const std::string& what);
[[noreturn]] void fail_expansion(const std::string& name, const UnpackLimits& limits);

}  // namespace linehaul
