#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "diagnostic.h"
#include "exit_status.h"
#include "failure.h"
#include "input/encoding.h"

namespace linehaul::fuzz {

/// Ends the process, which is how libFuzzer learns of a fault, unless `holds`. `about` is what it was about.
inline void require(bool holds, const char* what, std::string_view about) {
  if (holds) return;
  std::fprintf(stderr, "wrong: %s: %s\n", what, printable(about).c_str());
  std::abort();
}

/// What a wrong schema, rule file or filter must be told as: a usage error on one line of UTF-8 that begins
/// so.
inline void require_complaint(const Failure& failure, std::string_view begin) {
  const std::string_view text = failure.what();
  require(failure.status() == ExitStatus::usage, "not a usage error", text);
  require(text.starts_with(begin), "a complaint that does not name its source", text);
  require(is_utf8(printable(text)), "a complaint that is not UTF-8", text);
}

}  // namespace linehaul::fuzz
