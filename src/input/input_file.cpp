#include "input/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "failure.h"

namespace linehaul {
namespace {

[[noreturn]] void fail(const std::string& name, const char* what, int error) {
  throw Failure(ExitStatus::unreadable, name + ": " + what + ": " + std::strerror(error));
}

}  // namespace

InputFile::InputFile(const std::string& path) : name_(path == "-" ? "<stdin>" : path) {
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

std::size_t InputFile::read(char* to, std::size_t size) {
  for (;;) {
    const ssize_t got = ::read(descriptor_, to, size);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) fail(name_, "cannot be read", errno);
  }
}

}  // namespace linehaul
