#include "input/packing.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

#include "failure.h"
#include "input/input_file.h"
#include "input/sha256.h"
#include "unit/gzipped.h"
#include "unit/temporary_file.h"

using namespace std::string_view_literals;
using linehaul::Failure;
using linehaul::InputFile;
using linehaul::packed_content;
using linehaul::Packing;
using linehaul::packing_of;

namespace {

std::string numbered_lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += std::to_string(i * 7919) + ",x\n";
  return text;
}

std::string all_of(InputFile& file, std::size_t piece) {
  std::string text;
  std::string block(piece, '\0');
  while (const std::size_t got = file.read(block.data(), piece)) text.append(block, 0, got);
  return text;
}

/// Status and message of reading it all; empty where nothing is wrong.
std::string complaint(std::string_view bytes) {
  const TemporaryFile content(bytes);
  try {
    InputFile file(content.path());
    all_of(file, 1000);
  } catch (const Failure& failure) {
    CHECK(failure.status() == linehaul::ExitStatus::unreadable);
    return std::string(failure.what()).substr(content.path().size());
  }
  return "";
}

}  // namespace

TEST_CASE("how bytes are packed shows in the first ones") {
  CHECK(packing_of("\x1F\x8B\x08") == Packing::gzip);
  CHECK(packing_of("BZh9") == Packing::bzip2);
  CHECK(packing_of("\xFD"
                   "7zXZ\0"sv) == Packing::xz);
  CHECK(packing_of("\x28\xB5\x2F\xFD") == Packing::zstd);
  CHECK(packing_of("PK\x03\x04") == Packing::zip);
  CHECK(packing_of("PK\x05\x06") == Packing::zip);
  for (const std::string_view open : {""sv, "B"sv, "BZ"sv, "P"sv, "PK"sv, "PK\x03"sv, "\x1F"sv,
                                      "\xFD"
                                      "7zXZ"sv}) {
    CAPTURE(open);
    CHECK(packing_of(open) == std::nullopt);
  }
  for (const std::string_view plain : {"a"sv, "BZA"sv, "PKW"sv, "\x1F,"sv, "Bill"sv}) {
    CAPTURE(plain);
    CHECK(packing_of(plain) == Packing::none);
  }
}

TEST_CASE("packed content is known, a tar archive too") {
  CHECK(packed_content("a,b\n") == "");
  CHECK(packed_content("BZ") == "");
  CHECK(packed_content("\x1F\x8B") == "a gzip file");
  CHECK(packed_content(std::string(257, 'a') + "ustar") == "a tar archive");
}

TEST_CASE("plain and gzip content comes whole, whatever is asked for at a time") {
  const std::string text = numbered_lines(3000);
  for (const std::string_view content :
       {""sv, "B"sv, "BZ"sv, "PK"sv, "a"sv, "a,b\n"sv, "Bill of lading\n"sv, std::string_view(text)}) {
    const TemporaryFile plain(content);
    const TemporaryFile packed(gzipped(content));
    const TemporaryFile twice(gzipped(content) + gzipped("") + std::string(9, '\0') + gzipped(content));
    for (const std::size_t piece : {1u, 2u, 5u, 6u, 7u, 100u, 1u << 20U}) {
      CAPTURE(piece);
      InputFile plain_file(plain.path());
      CHECK(all_of(plain_file, piece) == content);
      CHECK_FALSE(plain_file.is_unpacked());
      InputFile packed_file(packed.path());
      CHECK(all_of(packed_file, piece) == content);
      CHECK(packed_file.is_unpacked());
      InputFile twice_file(twice.path());
      CHECK(all_of(twice_file, piece) == std::string(content) + std::string(content));
    }
  }
}

TEST_CASE("size and hash are of the file as it lies there, what was looked at first too") {
  const std::string packed = gzipped(numbered_lines(50));
  for (const std::string& content : {packed, numbered_lines(50)}) {
    const TemporaryFile lies(content);
    linehaul::Sha256 expected;
    expected.update(content.data(), content.size());
    InputFile file(lies.path());
    CHECK_FALSE(file.is_archive());
    linehaul::Sha256 hash;
    file.hash_into(&hash);
    all_of(file, 100);
    CHECK(file.bytes_read() == content.size());
    CHECK(hash.hex_digest() == expected.hex_digest());
  }
}

TEST_CASE("gzip that is cut off anywhere, changed anywhere or followed by something else is damaged") {
  const std::string packed = gzipped(numbered_lines(40));
  CHECK(complaint(packed) == "");
  for (std::size_t size = 2; size < packed.size(); ++size) {
    CAPTURE(size);
    CHECK(complaint(packed.substr(0, size)).starts_with(": damaged: the gzip data is cut off"));
    CHECK(complaint(packed + packed.substr(0, size)).starts_with(": damaged: "));
  }
  constexpr std::size_t kHeader = 10;  // holds a time and the like, which nothing checks
  for (std::size_t at = kHeader; at < packed.size(); ++at) {
    CAPTURE(at);
    std::string changed = packed;
    changed[at] = static_cast<char>(changed[at] ^ 0x08);
    CHECK(complaint(changed).starts_with(": damaged: the gzip data is "));
  }
  CHECK(complaint(packed + "garbage").starts_with(": damaged: something else stands behind the gzip data"));
}

TEST_CASE("a pipe of packed bytes gives what it has") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const std::string packed = gzipped("a,b\n1,2\n");
  REQUIRE(::write(ends[1], packed.data(), packed.size()) == static_cast<ssize_t>(packed.size()));
  InputFile file("/dev/fd/" + std::to_string(ends[0]));
  std::string block(100, '\0');
  CHECK(file.read(block.data(), block.size()) == 8);
  ::close(ends[1]);
  CHECK(file.read(block.data(), block.size()) == 0);
  ::close(ends[0]);
}
