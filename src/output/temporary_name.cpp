#include "output/temporary_name.h"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <utility>

namespace linehaul {
namespace {

// What a signal handler can read: it may neither lock nor allocate. A run has three outputs at most, each
// with one temporary name at a time.
constexpr std::size_t kMost = 8;
std::array<std::atomic<const char*>, kMost> names{};

void exchange(const char* from, const char* to) {
  for (std::atomic<const char*>& name : names) {
    const char* expected = from;
    if (name.compare_exchange_strong(expected, to)) return;
  }
}

/// The default action, taken again, gives the exit status that a shell shows as 130 or 143.
void remove_and_end(int number) {
  for (const std::atomic<const char*>& name : names) {
    const char* path = name.load();
    if (path != nullptr) ::unlink(path);
  }
  ::signal(number, SIG_DFL);
  ::raise(number);
}

}  // namespace

void TemporaryName::set(std::string path) {
  forget();
  path_ = std::move(path);
  exchange(nullptr, path_.c_str());
}

void TemporaryName::forget() {
  if (!path_.empty()) exchange(path_.c_str(), nullptr);
  path_.clear();
}

void TemporaryName::remove() {
  if (!path_.empty()) ::unlink(path_.c_str());
  forget();
}

void remove_temporaries_on_signals() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction now {};
    if (::sigaction(number, nullptr, &now) != 0 || now.sa_handler == SIG_IGN) continue;
    struct sigaction action {};
    action.sa_handler = remove_and_end;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
}

}  // namespace linehaul
