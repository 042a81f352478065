#pragma once

namespace linehaul {

/// What the process returns; the highest of a run wins. The man page lists the same numbers.
enum class ExitStatus : int {
  done = 0,             ///< everything was read and written; notices do not change it
  look = 1,             ///< done, but rows were rejected, money is unexplained or a total differs
  usage = 2,            ///< command line, configuration, schema or rule file
  unreadable = 3,       ///< an input could not be read or recognised, or is empty
  unwritable = 4,       ///< output could not be written
  internal_error = 70,  ///< a bug in linehaul
};

inline ExitStatus worse(ExitStatus a, ExitStatus b) { return a < b ? b : a; }

}  // namespace linehaul
