#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>

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

}  // namespace

int main(int argc, char** argv) {
  occupy_closed_descriptors();
  std::signal(SIGPIPE, SIG_DFL);  // a closed pipe ends us quietly, as it ends cat
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow any more is an error of write(2), like a full disk
  linehaul::remove_temporaries_on_signals();
  try {
    return static_cast<int>(linehaul::run_command_line(argc, argv));
  } catch (const linehaul::Failure& failure) {
    linehaul::Reporter().report(failure);
    return static_cast<int>(failure.status());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "linehaul: internal error, please report it: %s\n", error.what());
    return static_cast<int>(linehaul::ExitStatus::internal_error);
  }
}
