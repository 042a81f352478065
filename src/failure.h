#pragma once

#include <cstring>
#include <stdexcept>
#include <string>

#include "exit_status.h"

namespace linehaul {

/// The one exception type: an input, an output or the whole run cannot go on. A bad record is never a
/// Failure but a Diagnostic. what() is one line of UTF-8 without the program's name in front.
class Failure : public std::runtime_error {
 public:
  Failure(ExitStatus status, const std::string& message) : std::runtime_error(message), status_(status) {}

  ExitStatus status() const { return status_; }

 private:
  ExitStatus status_;
};

/// Of what the system refuses: `NAME: WHAT: No such file or directory`; `error` is a number of errno.
inline Failure system_failure(ExitStatus status, const std::string& name, const char* what, int error) {
  return {status, name + ": " + what + ": " + std::strerror(error)};
}

}  // namespace linehaul
