#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli.h"
#include "failure.h"
#include "output/reporter.h"
#include "output/temporary_name.h"

namespace {

/// A standard descriptor that the caller closed must not become the descriptor of a file we open: it is
/// taken by one that fails in the same way.
void occupy_closed_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1)
      ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

/// Some file systems say only now that what was written has not arrived: NFS, with a full disk.
void close_output() {
  if (::close(STDOUT_FILENO) == 0) return;
  throw linehaul::system_failure(linehaul::ExitStatus::unwritable, "<stdout>", "cannot be written", errno);
}

int report(const linehaul::Failure& failure) {
  linehaul::Reporter().report(failure);
  return static_cast<int>(failure.status());
}

}  // namespace

int main(int argc, char** argv) {
  occupy_closed_descriptors();
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends us quietly, as it ends cat
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of write(2), like a full disk
  linehaul::remove_temporaries_on_signals();
  try {
    const linehaul::ExitStatus status = linehaul::run_command_line(argc, argv);
    close_output();
    return static_cast<int>(status);
  } catch (const linehaul::Failure& failure) {
    return report(failure);
  } catch (const std::bad_alloc&) {
    return report(
        {linehaul::ExitStatus::unreadable,
         "there is not enough memory for this; --threads 1 and a smaller --max-record-size need less"});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "linehaul: internal error, please report it: %s\n", error.what());
    return static_cast<int>(linehaul::ExitStatus::internal_error);
  }
}
