#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "input/packing.h"

namespace linehaul {

class InputFile;
class RawInput;
class Unpacker;

/// The files in a ZIP archive, each an input of its own, in the order in which they lie there.
class ZipArchive {
 public:
  /// Throws Failure (unreadable) for what is no whole ZIP archive.
  ZipArchive(std::unique_ptr<RawInput> raw, const UnpackLimits& limits);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  /// The next file, `a.zip/may.csv`; nullptr behind the last. The archive must outlive it, and it ends where
  /// the next one begins. Folders and what macOS adds are passed over. Throws Failure (unreadable) for a file
  /// that is refused, behind which the others can be had, and for an archive that cannot be read on.
  std::unique_ptr<InputFile> next();
  /// The first file with this name, as the archive spells it; instead of next(). Throws likewise, and where
  /// there is none.
  std::unique_ptr<Unpacker> find(const std::string& member);

 private:
  class Member;
  struct Library;

  bool read_header();
  std::unique_ptr<Unpacker> open_member();
  bool is_passed_over() const;
  void refuse_odd() const;
  std::string full_name() const;
  std::size_t read(char* to, std::size_t size);
  /// `problem` begins with a colon and ends the archive.
  [[noreturn]] void fail(const std::string& problem);

  std::unique_ptr<RawInput> raw_;
  UnpackLimits limits_;
  std::unique_ptr<Library> library_;
  std::string member_;          // as the archive spells it
  std::uint64_t size_ = 0;      // bytes, of the archive
  std::uint64_t unpacked_ = 0;  // bytes, of all members
  std::uint64_t members_ = 0;
  std::uint64_t given_out_ = 0;
  bool has_ended_ = false;
};

}  // namespace linehaul
