#include "behaviour/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>
#include <thread>

namespace linehaul::behaviour {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kOutputLimit = std::size_t{64} << 20;  // bytes per stream
constexpr int kExecFailed = 127;

std::system_error last_error(const char* what) { return {errno, std::generic_category(), what}; }

/// A pipe; its ends are closed on destruction and never inherited.
struct Pipe {
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw last_error("pipe");
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(std::size_t index) {
    if (ends[index] >= 0) close(ends[index]);
    ends[index] = -1;
  }
  std::array<int, 2> ends{-1, -1};  // read, write
};

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  list.reserve(strings.size() + 1);
  for (std::string& text : strings) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// The child's side of fork(): only async-signal-safe calls.
[[noreturn]] void become_script(const char* folder, char* const* arguments, char* const* environment, int out,
                                int err) {
  setpgid(0, 0);
  // ctest, or whatever started it, may ignore signals; the script must see the usual behaviour.
  for (const int number : {SIGPIPE, SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGCHLD}) std::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  umask(022);
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0 || chdir(folder) != 0) {
    _exit(kExecFailed);
  }
  close_range(3, ~0U, 0);
  execve(arguments[0], arguments, environment);
  _exit(kExecFailed);
}

/// Appends what one pipe has; false at its end.
bool drain(int end, std::string& text) {
  std::array<char, 65536> block;
  const ssize_t count = read(end, block.data(), block.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  text.append(block.data(), static_cast<std::size_t>(count));
  return count > 0;
}

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left, 0));
}

/// Collects both streams until both are closed or a limit is reached.
void collect(Pipe& out, Pipe& err, Clock::time_point deadline, Outcome& outcome) {
  std::array<pollfd, 2> watched{pollfd{out.ends[0], POLLIN, 0}, pollfd{err.ends[0], POLLIN, 0}};
  const std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    const int left = milliseconds_until(deadline);
    if (left == 0) {
      outcome.hung = true;
      return;
    }
    if (poll(watched.data(), watched.size(), left) < 0 && errno != EINTR) throw last_error("poll");
    for (std::size_t i = 0; i < watched.size(); ++i) {
      if (watched[i].fd < 0 || watched[i].revents == 0) continue;
      if (!drain(watched[i].fd, *texts[i])) watched[i].fd = -1;  // poll skips negative descriptors
      if (texts[i]->size() > kOutputLimit) {
        outcome.too_large = true;
        return;
      }
    }
  }
}

/// Waits until the script itself has ended, without reaping it: its process group's number stays taken.
void wait_until_ended(pid_t script, Clock::time_point deadline, Outcome& outcome) {
  while (!outcome.hung && !outcome.too_large) {
    siginfo_t info{};
    if (waitid(P_PID, static_cast<id_t>(script), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        info.si_pid != 0) {
      return;
    }
    outcome.hung = milliseconds_until(deadline) == 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

Outcome run_script(const std::filesystem::path& script, const std::filesystem::path& folder,
                   const std::vector<std::string>& environment, std::chrono::seconds limit) {
  std::vector<std::string> arguments{"/bin/sh", "-eu", script.string()};
  std::vector<std::string> variables = environment;
  const std::vector<char*> argument_list = pointers(arguments);
  const std::vector<char*> variable_list = pointers(variables);
  const std::string folder_name = folder.string();
  Pipe out;
  Pipe err;
  const Clock::time_point deadline = Clock::now() + limit;

  const pid_t child = fork();
  if (child < 0) throw last_error("fork");
  if (child == 0) {
    become_script(folder_name.c_str(), argument_list.data(), variable_list.data(), out.ends[1], err.ends[1]);
  }
  setpgid(child, child);  // in both processes: whichever comes first
  out.close_end(1);
  err.close_end(1);

  Outcome outcome;
  collect(out, err, deadline, outcome);
  wait_until_ended(child, deadline, outcome);
  kill(-child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return outcome;
}

}  // namespace linehaul::behaviour
