#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diagnostic.h"

namespace linehaul {

/// Takes what a parser notices about a file without rejecting a row.
class Notices {
 public:
  virtual ~Notices() = default;

  /// Something that every occurrence of is named.
  virtual void each(Diagnostic diagnostic) = 0;

  /// Something that is named where it first occurs in the file and counted from then on; `key` tells
  /// occurrences of different things apart.
  virtual void once(Problem problem, std::string_view key, std::uint64_t line, std::string_view message) = 0;
};

}  // namespace linehaul
