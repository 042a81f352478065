// Runs one behaviour case: the script `cmd` of a folder tests/cases/<topic>/<case>/, in a fresh scratch
// folder, and compares what it wrote and left behind with the folder's other files. There is no way to have
// it write those files: what is expected comes from the format's facts, never from the program.
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "behaviour/diff.h"
#include "behaviour/process.h"
#include "behaviour/test_case.h"

namespace linehaul::behaviour {
namespace fs = std::filesystem;
namespace {

struct Arguments {
  fs::path programs;  // the folder of the linehaul under test
  fs::path samples;
  fs::path folder;  // of the case
  std::chrono::seconds limit{60};
};

/// A new folder under the system's temporary one, removed with all it holds.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::canonical(fs::temp_directory_path()) / "linehaul-case-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error(name + ": cannot be made");
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Everything the script can see of the outside: the same on every machine.
std::vector<std::string> environment(const Arguments& arguments, const fs::path& home) {
  return {
      "PATH=" + arguments.programs.string() + ":/usr/local/bin:/usr/bin:/bin",
      "SAMPLES=" + arguments.samples.string(),
      "HOME=" + home.string(),
      "TMPDIR=" + home.string(),
      "LC_ALL=C.UTF-8",
      "TZ=UTC",
      // The sanitizers' usual exit status, 1, is one of linehaul's own.
      "ASAN_OPTIONS=exitcode=99",
      "UBSAN_OPTIONS=exitcode=99:print_stacktrace=1",
  };
}

void replace_all(std::string& text, const std::string& from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

/// Collects what differs, as text for people.
class Report {
 public:
  void add(const std::string& heading, const std::string& body = "") {
    text_ += "--- " + heading + "\n" + body;
  }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

void compare_output(const std::string& stream, const ExpectedOutput& expected, const std::string& actual,
                    bool lines_may_be_skipped, Report& report) {
  for (const std::string& part : expected.contains) {
    if (actual.find(part) == std::string::npos) {
      report.add(stream + " lacks: " + part, diff("", actual));
    }
  }
  if (!expected.exact && !expected.contains.empty()) return;
  const std::string wanted = expected.exact.value_or("");
  if (lines_may_be_skipped ? matches_lines(wanted, actual) : wanted == actual) return;
  report.add(stream + " (- expected, + actual)", diff(wanted, actual));
}

void compare_files(const TestCase& test, const fs::path& scratch, Report& report) {
  if (!test.want) return;
  const std::vector<std::string> left = list_files(scratch);
  std::set<std::string> unexpected(left.begin(), left.end());
  if (!test.inputs.empty()) {
    for (const std::string& name : list_files(test.inputs)) unexpected.erase(name);
  }
  for (const auto& [name, contents] : *test.want) {
    unexpected.erase(name);
    if (!fs::exists(scratch / name)) {
      report.add("file " + name + " is missing");
    } else if (const std::string actual = read_file(scratch / name); actual != contents) {
      report.add("file " + name + " (- expected, + actual)", diff(contents, actual));
    }
  }
  for (const std::string& name : unexpected) report.add("file " + name + " was left behind");
}

Report run_case(const Arguments& arguments) {
  const TestCase test = read_test_case(arguments.folder);
  const ScratchFolder base;
  const fs::path scratch = base.path() / "scratch";
  const fs::path home = base.path() / "home";
  fs::create_directory(scratch);
  fs::create_directory(home);
  if (!test.inputs.empty()) fs::copy(test.inputs, scratch, fs::copy_options::recursive);

  Outcome outcome = run_script(test.script, scratch, environment(arguments, home), arguments.limit);
  for (std::string* text : {&outcome.out, &outcome.err}) {
    replace_all(*text, arguments.samples.string(), "$SAMPLES");
    replace_all(*text, scratch.string(), "$PWD");
  }

  Report report;
  if (outcome.hung) report.add("no end after " + std::to_string(arguments.limit.count()) + " s: killed");
  if (outcome.too_large) report.add("more output than 64 MiB: killed");
  if (outcome.status != test.status) {
    report.add("exit status: expected " + std::to_string(test.status) + ", got " +
               std::to_string(outcome.status));
  }
  compare_output("standard output", test.out, outcome.out, false, report);
  compare_output("standard error", test.err, outcome.err, true, report);
  compare_files(test, scratch, report);
  if (!report.empty() && !test.err.exact) report.add("standard error was", diff("", outcome.err));
  return report;
}

Arguments parse_arguments(int count, char** values) {
  Arguments arguments;
  std::map<std::string_view, fs::path*> options{{"--programs", &arguments.programs},
                                                {"--samples", &arguments.samples}};
  int i = 1;
  for (; i + 1 < count; i += 2) {
    const std::string_view name = values[i];
    if (name == "--limit") {
      arguments.limit = std::chrono::seconds(std::stoi(values[i + 1]));
    } else if (const auto option = options.find(name); option != options.end()) {
      *option->second = fs::absolute(values[i + 1]);
    } else {
      break;
    }
  }
  if (i + 1 != count || arguments.programs.empty() || arguments.samples.empty()) {
    throw std::runtime_error("usage: run_case --programs FOLDER --samples FOLDER [--limit SECONDS] CASE");
  }
  arguments.folder = fs::absolute(values[i]);
  return arguments;
}

int run(int count, char** values) {
  const Arguments arguments = parse_arguments(count, values);
  const Report report = run_case(arguments);
  if (report.empty()) return EXIT_SUCCESS;
  std::cout << "FAILED " << arguments.folder.string() << "\n"
            << read_file(arguments.folder / "cmd") << report.text();
  return EXIT_FAILURE;
}

}  // namespace
}  // namespace linehaul::behaviour

int main(int argc, char** argv) {
  try {
    return linehaul::behaviour::run(argc, argv);
  } catch (const std::exception& error) {
    std::cout << "run_case: " << error.what() << "\n";
    return 2;
  }
}
