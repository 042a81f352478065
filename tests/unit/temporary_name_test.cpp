#include "output/temporary_name.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

using linehaul::TemporaryName;

namespace {

/// A folder that goes away with what is in it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "linehaul-names-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Scratch() { std::filesystem::remove_all(folder_); }

  std::string make(const char* name) const {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path) << "half";
    return path;
  }

 private:
  std::string folder_;
};

/// How a child process ends that has two temporary files, of which one got its final name, and gets a signal.
int status_after(int number, const std::string& kept, const std::string& removed) {
  const pid_t child = ::fork();
  if (child == 0) {
    linehaul::remove_temporaries_on_signals();
    TemporaryName first;
    first.set(kept);
    first.forget();
    TemporaryName second;
    second.set(removed);
    ::raise(number);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a temporary file is removed when its name goes away, unless it was forgotten") {
  const Scratch scratch;
  const std::string removed = scratch.make("removed");
  const std::string kept = scratch.make("kept");
  {
    TemporaryName one;
    one.set(removed);
    CHECK(one.path() == removed);
    TemporaryName other;
    other.set(kept);
    other.forget();
    CHECK(other.empty());
  }
  CHECK_FALSE(std::filesystem::exists(removed));
  CHECK(std::filesystem::exists(kept));
}

TEST_CASE("a signal removes temporary files and ends the process as it always does") {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const Scratch scratch;
    const std::string removed = scratch.make("removed");
    const std::string kept = scratch.make("kept");
    const int status = status_after(number, kept, removed);
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == number);
    CHECK_FALSE(std::filesystem::exists(removed));
    CHECK(std::filesystem::exists(kept));
  }
}
