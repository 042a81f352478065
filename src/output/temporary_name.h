#pragma once

#include <string>

namespace linehaul {

/// The name of a temporary file, which is removed when this goes away, and also when SIGINT, SIGTERM or
/// SIGHUP ends the process. Does not make the file. A name that another process has taken meanwhile is
/// removed too; names hold the process's number.
class TemporaryName {
 public:
  TemporaryName() = default;
  ~TemporaryName() { remove(); }
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;

  /// From now on a file of that name is removed.
  void set(std::string path);
  /// The file is no longer temporary, or was never made.
  void forget();
  void remove();

  bool empty() const { return path_.empty(); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;  // stays where it is while a signal may ask for it
};

/// Makes these signals remove what is temporary before they end the process as ever, unless whoever started
/// it has them ignored (nohup).
void remove_temporaries_on_signals();

}  // namespace linehaul
