#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "diagnostic.h"
#include "exit_status.h"
#include "failure.h"
#include "parsing/notices.h"

namespace linehaul {

/// Names problems on standard error, one line each, and remembers the worst exit status of the run. What
/// comes from an input is printed with its control characters made visible.
class Reporter {
 public:
  /// `FILE:LINE: bad-amount: message`; without the line where the diagnostic has none. `record`, where given,
  /// is the rejected record, printed behind the message so that it does not disappear.
  void report(const std::string& file, const Diagnostic& diagnostic, std::string_view record = {});
  /// `linehaul: message`
  void report(const Failure& failure);

  ExitStatus status() const { return status_; }
  void worsen(ExitStatus status) { status_ = worse(status_, status); }

 private:
  ExitStatus status_ = ExitStatus::done;
};

/// The notices of one file: what repeats is named once, and counted at the end of the file.
class FileNotices : public Notices {
 public:
  FileNotices(Reporter& reporter, std::string file) : reporter_(reporter), file_(std::move(file)) {}

  void each(Diagnostic diagnostic) override;
  void once(Problem problem, std::string_view key, std::uint64_t line, std::string_view message) override;

  /// The same with the rejected record behind the message.
  void each(const Diagnostic& diagnostic, std::string_view record);
  /// A rejected record that is kept in the file `kept_in` instead of being named; close() says so.
  void reject(Problem problem, const std::string& kept_in);
  /// A problem that is named elsewhere.
  void count(Problem problem) { ++counts_[problem]; }
  /// How often each problem of the file occurred.
  const std::map<Problem, std::uint64_t>& counts() const { return counts_; }

  const std::string& file() const { return file_; }

  /// Says of what was named once how often it came again, and how many rejected records are kept.
  void close();

 private:
  struct Seen {
    std::uint64_t first_line;
    std::uint64_t more;
  };

  Reporter& reporter_;
  std::string file_;
  std::map<std::pair<Problem, std::string>, Seen, std::less<>> seen_;
  std::map<Problem, std::uint64_t> counts_;
  std::uint64_t kept_ = 0;  // records
  std::string kept_in_;
};

}  // namespace linehaul
