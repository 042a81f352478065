#include "output/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "failure.h"

namespace linehaul {

OutputFile::OutputFile(const std::string& path) : path_(path == "-" ? "" : path) {
  if (path_.empty()) {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  struct stat status {};
  const bool exists = ::stat(path_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) fail("cannot be written", EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail("cannot be written", errno);
  } else {
    open_temporary();
    if (exists) ::fchmod(descriptor_, status.st_mode & 07777U);  // a replaced file keeps its permissions
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

/// O_EXCL: a file or symbolic link that somebody planted under the name is never written through.
void OutputFile::open_temporary() {
  for (int attempt = 0; attempt < 100; ++attempt) {
    temporary_ = path_ + ".linehaul-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
    descriptor_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ >= 0) return;
    if (errno != EEXIST) break;
  }
  const int error = errno;
  temporary_.clear();
  fail("cannot be written", error);
}

void OutputFile::append(std::string_view lines) {
  if (lines.size() < kMany) {
    buffer_.append(lines);
    flush_if_full();
  } else {
    flush();
    write(lines);
  }
}

void OutputFile::flush() {
  write(buffer_.view());
  buffer_.clear();
}

void OutputFile::write(std::string_view lines) {
  while (!lines.empty()) {
    const ssize_t written = ::write(descriptor_, lines.data(), lines.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      const int error = errno;
      buffer_.clear();
      fail("cannot be written", error);
    }
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::publish() {
  flush();
  if (temporary_.empty()) return;
  if (::fsync(descriptor_) != 0) fail("cannot be written", errno);
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (::close(descriptor) != 0) fail("cannot be written", errno);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot be replaced", errno);
  temporary_.clear();
}

void OutputFile::fail(const char* what, int error) const {
  throw Failure(ExitStatus::unwritable,
                (path_.empty() ? "<stdout>" : path_) + ": " + what + ": " + std::strerror(error));
}

}  // namespace linehaul
