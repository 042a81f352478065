#include "input/block_reader.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

#include "failure.h"
#include "input/input_file.h"
#include "unit/gzipped.h"
#include "unit/temporary_file.h"

using linehaul::BlockReader;
using linehaul::ExitStatus;
using linehaul::Failure;
using linehaul::InputFile;
using linehaul::TextBuffer;

namespace {

std::string numbered_bytes(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(i % 251);
  return bytes;
}

}  // namespace

TEST_CASE("every byte of a file comes once and in order, whatever the block size") {
  // Sizes around the blocks: nothing, part of a block, whole blocks (the end is then a block of its own).
  for (const std::size_t size : {0u, 1u, 2u, 3u, 4u, 6u, 63u, 64u, 65u, 127u, 128u, 129u, 192u, 1000u}) {
    const std::string bytes = numbered_bytes(size);
    const TemporaryFile content(bytes);
    const TemporaryFile packed(gzipped(bytes));
    for (const std::size_t block : {1u, 2u, 3u, 64u, 1000u, 4096u}) {
      for (const TemporaryFile* from : {&content, &packed}) {
        CAPTURE(size);
        CAPTURE(block);
        CAPTURE((from == &packed));
        InputFile file(from->path());
        BlockReader reader(file, block);
        std::string read;
        bool is_last = false;
        for (std::string_view got = reader.next(); !got.empty(); got = reader.next()) {
          CHECK_FALSE(is_last);  // only the last block is short
          CHECK(got.size() <= block);
          is_last = got.size() < block;
          read += got;
        }
        CHECK(read == bytes);
        CHECK(reader.next().empty());
        CHECK(reader.next().empty());
      }
    }
  }
}

TEST_CASE("blocks are appended to a text as they come") {
  const std::string bytes = numbered_bytes(1000);
  const TemporaryFile content(bytes);
  const TemporaryFile packed(gzipped(bytes));
  for (const bool reads_ahead : {true, false}) {
    for (const TemporaryFile* from : {&content, &packed}) {
      InputFile file(from->path());
      BlockReader reader(file, 64, reads_ahead);
      TextBuffer text;
      while (const std::size_t size = reader.append_next_to(text).size()) CHECK(size <= 64);
      CHECK(text.view() == bytes);
    }
  }
}

TEST_CASE("a block stays readable until the next one is asked for") {
  const std::string bytes = numbered_bytes(400);
  const TemporaryFile packed(gzipped(bytes));
  InputFile file(packed.path());
  BlockReader reader(file, 100);
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string_view block = reader.next();
    ::usleep(1000);  // the time in which a reader that mixes up its blocks would fill this one
    CHECK(block == std::string_view(bytes).substr(100 * i, 100));
  }
}

TEST_CASE("a reader can be dropped while it reads ahead") {
  const TemporaryFile packed(gzipped(numbered_bytes(100000)));
  for (int i = 0; i < 20; ++i) {
    InputFile file(packed.path());
    BlockReader reader(file, 1000);
    CHECK(reader.next().size() == 1000);
  }
}

TEST_CASE("what a pipe holds comes at once, without waiting for a full block") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  InputFile file("/dev/fd/" + std::to_string(ends[0]));
  CHECK_FALSE(file.is_regular());
  BlockReader reader(file, 64);
  const auto say = [&](std::string_view text) {
    REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  };
  say("first");
  CHECK(reader.next() == "first");
  say("second, longer than what a full block of 64 bytes has room for, so that two come");
  CHECK(reader.next() == "second, longer than what a full block of 64 bytes has room for, ");
  CHECK(reader.next() == "so that two come");
  ::close(ends[1]);
  CHECK(reader.next().empty());
  ::close(ends[0]);
}

TEST_CASE("inputs that cannot be read") {
  const auto status_of = [](const std::string& path) {
    try {
      InputFile file(path);
      BlockReader(file, 64).next();
    } catch (const Failure& failure) {
      CHECK(std::string_view(failure.what()).starts_with(path + ": cannot be "));
      return failure.status();
    }
    return ExitStatus::done;
  };
  CHECK(status_of("/tmp") == ExitStatus::unreadable);
  CHECK(status_of("/nonexistent/file.csv") == ExitStatus::unreadable);
  CHECK(status_of("/proc/self/mem") == ExitStatus::unreadable);  // opens, but address 0 cannot be read
}
