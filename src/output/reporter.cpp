#include "output/reporter.h"

#include <cstdio>
#include <utility>

#include "text/counted.h"

namespace linehaul {
namespace {

void print(const std::string& line) { std::fwrite(line.data(), 1, line.size(), stderr); }

}  // namespace

void Reporter::report(const std::string& file, const Diagnostic& diagnostic, std::string_view record) {
  std::string line = printable(file) + ':';
  if (diagnostic.line != 0) line += std::to_string(diagnostic.line) + ':';
  line += ' ';
  line += problem_name(diagnostic.problem);
  line += ": " + diagnostic.message;
  if (!record.empty()) line += "; rejected record: " + printable(record);
  line += '\n';
  print(line);
  worsen(exit_status_of(diagnostic.problem));
}

void Reporter::report(const Failure& failure) {
  print("linehaul: " + printable(failure.what()) + "\n");
  worsen(failure.status());
}

void FileNotices::each(Diagnostic diagnostic) { each(diagnostic, {}); }

void FileNotices::each(const Diagnostic& diagnostic, std::string_view record) {
  count(diagnostic.problem);
  reporter_.report(file_, diagnostic, record);
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
}

}  // namespace linehaul
