#include "output/reporter.h"

#include <utility>

#include "output/messages.h"
#include "text/counted.h"

namespace linehaul {

void Reporter::report(const std::string& file, const Diagnostic& diagnostic, std::string_view record) {
  const ExitStatus status = exit_status_of(diagnostic.problem);
  const MessageLevel level = status == ExitStatus::done ? MessageLevel::notice : MessageLevel::warning;
  say({level, file, diagnostic.line, problem_name(diagnostic.problem), diagnostic.column, diagnostic.value,
       diagnostic.message, record});
  worsen(status);
}

void Reporter::report(const Failure& failure) {
  say({.level = MessageLevel::error, .text = printable(failure.what())});
  worsen(failure.status());
}

void FileNotices::each(Diagnostic diagnostic) { each(diagnostic, {}); }

void FileNotices::each(const Diagnostic& diagnostic, std::string_view record) {
  count(diagnostic.problem);
  reporter_.report(file_, diagnostic, record);
}

void FileNotices::reject(Problem problem, const std::string& kept_in) {
  count(problem);
  reporter_.worsen(exit_status_of(problem));
  ++kept_;
  kept_in_ = kept_in;
}

void FileNotices::once(Problem problem, std::string_view key, std::uint64_t line, std::string_view message) {
  count(problem);
  const auto [seen, is_new] = seen_.try_emplace({problem, std::string(key)}, Seen{line, 0});
  if (is_new) {
    reporter_.report(file_, {problem, line, "", "", std::string(message)});
  } else {
    ++seen->second.more;
  }
}

void FileNotices::close() {
  for (const auto& [what, seen] : seen_) {
    if (seen.more == 0 || what.first == Problem::windows_1252) continue;
    const char* more = what.first == Problem::tags_dropped ? "more item" : "more record";
    reporter_.report(file_, {what.first, 0, "", "",
                             counted(seen.more, more) + " as on line " + std::to_string(seen.first_line)});
  }
  seen_.clear();
  if (kept_ == 0) return;
  const std::string text = counted(kept_, "record") + " rejected, written to " + printable(kept_in_);
  say({.level = MessageLevel::warning, .file = file_, .text = text});
  kept_ = 0;
}

}  // namespace linehaul
