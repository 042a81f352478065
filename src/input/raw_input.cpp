#include "input/raw_input.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>

#include "failure.h"
#include "input/sha256.h"

namespace linehaul {
namespace {

/// A file that has no name and is gone when it is closed; -1 and errno where there can be none.
int open_temporary() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder == nullptr || *folder == '\0' ? "/tmp" : folder);
  path += "/linehaul-XXXXXX";
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor >= 0) ::unlink(path.c_str());
  return descriptor;
}

bool write_all(int descriptor, const char* bytes, std::size_t size) {
  while (size != 0) {
    const ssize_t written = ::write(descriptor, bytes, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

RawInput::RawInput(const std::string& path) : name_(input_name(path)) {
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail("cannot be opened", errno);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("cannot be read", errno);
  if (S_ISDIR(status.st_mode)) fail("cannot be read", EISDIR);
  is_regular_ = S_ISREG(status.st_mode);
}

RawInput::~RawInput() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (temporary_ >= 0) ::close(temporary_);
}

bool RawInput::is_ready() const {
  pollfd input{descriptor_, POLLIN, 0};
  return is_regular_ || ::poll(&input, 1, 0) != 0;  // also where poll(2) fails: read(2) will say why
}

Packing RawInput::packing() {
  char bytes[kPackingBytes];
  for (;;) {
    const auto packing = packing_of(start_);
    if (packing) return *packing;
    const std::size_t got = read_system(bytes, kPackingBytes - start_.size());
    if (got == 0) return Packing::none;
    start_.append(bytes, got);
  }
}

std::size_t RawInput::read(char* to, std::size_t size) {
  std::size_t got = start_.copy(to, size);
  start_.erase(0, got);
  if (got == 0 || (got < size && is_ready())) got += read_system(to + got, size - got);
  bytes_read_ += got;
  if (hash_ != nullptr) hash_->update(to, got);
  return got;
}

std::size_t RawInput::read_system(char* to, std::size_t size) {
  while (!has_ended_) {
    const ssize_t got = ::read(descriptor_, to, size);
    has_ended_ = got == 0 && size != 0;
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail("cannot be read", errno);
  }
  return 0;
}

int RawInput::seekable() {
  if (is_regular_) {
    if (::lseek(descriptor_, -static_cast<off_t>(start_.size()), SEEK_CUR) < 0) fail("cannot be read", errno);
    return descriptor_;
  }
  temporary_ = open_temporary();
  if (temporary_ < 0) fail("is a pipe and cannot be kept in a temporary file", errno);
  std::string block(std::size_t{128} * 1024, '\0');
  while (const std::size_t got = read(block.data(), block.size())) {
    if (!write_all(temporary_, block.data(), got)) {
      fail("is a pipe and cannot be kept in a temporary file", errno);
    }
  }
  if (::lseek(temporary_, 0, SEEK_SET) < 0) fail("cannot be read", errno);
  return temporary_;
}

std::string RawInput::modified() const {
  struct stat status {};
  struct tm time {};
  if (!is_regular_) return {};
  if (::fstat(descriptor_, &status) != 0) fail("cannot be read", errno);
  if (::gmtime_r(&status.st_mtime, &time) == nullptr) return {};
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time);
  return {text, size};
}

void RawInput::fail(const char* what, int error) const {
  throw system_failure(ExitStatus::unreadable, name_, what, error);
}

}  // namespace linehaul
