#include "input/input_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "failure.h"
#include "input/sha256.h"

namespace linehaul {
namespace {

[[noreturn]] void fail(const std::string& name, const char* what, int error) {
  throw Failure(ExitStatus::unreadable, name + ": " + what + ": " + std::strerror(error));
}

}  // namespace

InputFile::InputFile(const std::string& path) : name_(input_name(path)) {
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail(name_, "cannot be opened", errno);
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail(name_, "cannot be read", errno);
  if (S_ISDIR(status.st_mode)) fail(name_, "cannot be read", EISDIR);
  is_regular_ = S_ISREG(status.st_mode);
}

InputFile::~InputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

bool InputFile::is_ready() const {
  pollfd input{descriptor_, POLLIN, 0};
  return is_regular_ || ::poll(&input, 1, 0) != 0;  // also where poll(2) fails: read(2) will say why
}

std::size_t InputFile::read(char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, to, size);
    if (got >= 0) {
      const auto count = static_cast<std::size_t>(got);
      bytes_read_ += count;
      if (hash_ != nullptr) hash_->update(to, count);
      return count;
    }
    if (errno != EINTR) fail(name_, "cannot be read", errno);
  }
}

std::string InputFile::modified() const {
  struct stat status {};
  struct tm time {};
  if (!is_regular_ || ::fstat(descriptor_, &status) != 0) return {};
  if (::gmtime_r(&status.st_mtime, &time) == nullptr) return {};
  char text[32];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &time);
  return {text, size};
}

}  // namespace linehaul
