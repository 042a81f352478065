// Runs linehaul once for each line of standard input, its words separated by tabs, in this one process: to
// start one takes many times as long as to read a short file. Behind what a run writes to standard output and
// to standard error stands a line there, `end STATUS`.

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli.h"
#include "failure.h"
#include "output/reporter.h"

namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words{"linehaul"};
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    words.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

linehaul::ExitStatus run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  const int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  try {
    return linehaul::run_command_line(count, arguments.data());
  } catch (const linehaul::Failure& failure) {
    linehaul::Reporter().report(failure);
    return failure.status();
  }
}

bool put(int descriptor, std::string_view text) {
  return ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const auto status = static_cast<int>(run(words_of(line)));
    const std::string end = "end " + std::to_string(status) + "\n";
    if (!put(STDOUT_FILENO, end) || !put(STDERR_FILENO, end)) return 1;
  }
}
