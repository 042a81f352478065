// A library for LD_PRELOAD that stands between a program and the system. The environment's LINEHAUL_SHIM says
// how:
//
//   short        every read and write moves one byte at most
//   no-tmpfile   there are no files without a name (O_TMPFILE), as on NFS
//
// and three faults that the sweeps must notice, as if the program had them:
//
//   write-lies   a write that failed is taken for done
//   read-lies    a read that failed is taken for the end of the file
//   copies       rename(2) is a copy, so that there is a time at which the target is neither old nor new

// The headers' checking versions of these functions would stand in the way of ours.
#undef _FORTIFY_SOURCE

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

bool is(std::string_view kind) {
  const char* text = std::getenv("LINEHAUL_SHIM");
  return text != nullptr && kind == text;
}

template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::size_t shortened(std::size_t size) { return is("short") ? std::min<std::size_t>(size, 1) : size; }

ssize_t read_result(ssize_t got) { return got < 0 && is("read-lies") ? 0 : got; }

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the headers' names are reserved ones
extern "C" {

ssize_t read(int descriptor, void* to, std::size_t size) {
  static auto* const real = next<ssize_t(int, void*, std::size_t)>("read");
  return read_result(real(descriptor, to, shortened(size)));
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
  const ssize_t written = real(descriptor, bytes, shortened(size));
  return written < 0 && is("write-lies") ? static_cast<ssize_t>(size) : written;
}

int open(const char* path, int flags, ...) {
  static auto* const real = next<int(const char*, int, ...)>("open");
  if ((flags & O_TMPFILE) == O_TMPFILE && is("no-tmpfile")) {
    errno = EOPNOTSUPP;
    return -1;
  }
  std::va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);  // without meaning where the flags ask for none
  va_end(rest);
  return real(path, flags, mode);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("rename");
  if (!is("copies")) return real(from, to);
  const int source = ::open(from, O_RDONLY | O_CLOEXEC);
  const int target = ::open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  char block[4096];
  for (ssize_t got = 0; (got = ::read(source, block, sizeof block)) > 0;) {
    if (::write(target, block, static_cast<std::size_t>(got)) != got) return -1;
  }
  ::close(source);
  ::close(target);
  return ::unlink(from);
}
}
// NOLINTEND(readability-inconsistent-declaration-parameter-name)
