#include "output/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "failure.h"
#include "output/reporter.h"

namespace linehaul {
namespace {

// Runs that were killed leave their temporary files, and in a container every run has the same number.
constexpr int kAttempts = 100'000;

/// Where a path leads: through symbolic links, as far as there are files.
std::string resolved(const std::string& path, std::error_code& error) {
  const std::filesystem::file_type type = std::filesystem::symlink_status(path, error).type();
  if (type == std::filesystem::file_type::not_found) error.clear();
  if (error || type != std::filesystem::file_type::symlink) return path;
  return std::filesystem::weakly_canonical(path, error).string();
}

/// Of a disk that is broken or full; others tell that a file system cannot do what was asked.
bool is_of_disk(int error) { return error == EIO || error == ENOSPC || error == EDQUOT; }

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "./" : path.substr(0, slash + 1);
}

/// Not made from the target's name, which may be as long as a name can be.
std::string temporary_name(const std::string& path, int attempt) {
  return folder_of(path) + ".linehaul-" + std::to_string(::getpid()) + "-" + std::to_string(attempt);
}

std::string link_to(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

}  // namespace

OutputFile::OutputFile(const std::string& path, Compression compression, Links links)
    : path_(path == "-" ? "" : path) {
  if (compression != Compression::none) {  // first: where libarchive is missing nothing has been made yet
    compressor_ =
        std::make_unique<Compressor>(compression, name(), [this](std::string_view bytes) { put(bytes); });
  }
  open(links);
}

std::string OutputFile::name() const { return path_.empty() ? "<stdout>" : path_; }

void OutputFile::open(Links links) {
  if (path_.empty()) {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  struct stat status {};
  const bool is_followed = links == Links::followed;
  const bool exists = (is_followed ? ::stat : ::lstat)(path_.c_str(), &status) == 0;
  if (!exists && errno != ENOENT) fail("cannot be written", errno);
  if (exists && S_ISDIR(status.st_mode)) fail("cannot be written", EISDIR);
  if (exists && S_ISLNK(status.st_mode)) throw refused_link(path_);
  if (exists && !S_ISREG(status.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC | (is_followed ? 0 : O_NOFOLLOW));
    if (descriptor_ < 0) fail("cannot be written", errno);
    return;
  }
  // Renaming would replace a file that is write-protected too.
  if (exists && ::access(path_.c_str(), W_OK) != 0) fail("cannot be written", errno);
  std::error_code error;
  target_ = is_followed ? resolved(path_, error) : path_;
  if (error) fail("cannot be written", error.value());
  // A replaced file keeps its permissions, and nobody can open the new one while it has others.
  const mode_t mode = exists ? 0600 : 0666;
  if (!open_unnamed(mode)) open_temporary(mode);
  if (exists && ::fchmod(descriptor_, status.st_mode & 07777U) != 0 && is_of_disk(errno)) {
    fail("cannot be written", errno);
  }
}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
}

/// False where the file system has no files without a name, or no /proc is there to name them by.
bool OutputFile::open_unnamed(mode_t mode) {
  descriptor_ = ::open(folder_of(target_).c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode);
  if (descriptor_ < 0) return false;
  if (::access(link_to(descriptor_).c_str(), F_OK) == 0) return true;
  ::close(descriptor_);
  return false;
}

/// O_EXCL: a file or symbolic link that somebody planted under the name is never written through.
void OutputFile::open_temporary(mode_t mode) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    temporary_.set(temporary_name(target_, attempt));
    descriptor_ =
        ::open(temporary_.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (descriptor_ >= 0) return;
    if (errno != EEXIST) break;
  }
  const int error = errno;
  temporary_.forget();
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
  if (compressor_) {
    compressor_->write(lines);
  } else {
    put(lines);
  }
}

void OutputFile::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      const int error = errno;
      buffer_.clear();
      fail("cannot be written", error);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void OutputFile::finish() {
  if (is_finished_) return;
  is_finished_ = true;
  flush();
  if (compressor_) compressor_->finish();
  if (!target_.empty() && ::fsync(descriptor_) != 0) fail("cannot be written", errno);
}

void OutputFile::publish() {
  finish();
  if (path_.empty()) return;
  if (!target_.empty() && temporary_.empty()) name_it();
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (::close(descriptor) != 0) fail("cannot be written", errno);
  if (target_.empty()) return;
  if (::rename(temporary_.path().c_str(), target_.c_str()) != 0) fail("cannot be replaced", errno);
  temporary_.forget();
  sync_folder();
}

void OutputFile::finish_if(bool is_whole) {
  if (is_whole || target_.empty()) finish();
}

void OutputFile::publish_if(bool is_whole, Reporter& reporter) {
  if (is_whole || target_.empty()) {
    publish();
  } else {
    reporter.report(Failure(reporter.status(), path_ + ": not written, because of the above"));
  }
}

/// linkat(2) never replaces a file, so a name is taken that nothing has, as with O_EXCL.
void OutputFile::name_it() {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    temporary_.set(temporary_name(target_, attempt));
    const std::string from = link_to(descriptor_);
    if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, temporary_.path().c_str(), AT_SYMLINK_FOLLOW) == 0) return;
    if (errno != EEXIST) break;
  }
  const int error = errno;
  temporary_.forget();
  fail("cannot be written", error);
}

/// So that the name is there after a power cut too. Some folders may be written to but not read, and some
/// file systems do not sync folders: only an error of the disk counts.
void OutputFile::sync_folder() const {
  const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  const int error = ::fsync(folder) != 0 ? errno : 0;
  ::close(folder);
  if (is_of_disk(error)) fail("cannot be written", error);
}

void OutputFile::fail(const char* what, int error) const {
  throw system_failure(ExitStatus::unwritable, name(), what, error);
}

Failure refused_link(const std::string& path) {
  return {ExitStatus::unwritable, path + ": cannot be written: a symbolic link is not followed here"};
}

}  // namespace linehaul
