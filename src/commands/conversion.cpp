#include "commands/conversion.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>

#include "commands/file_conversion.h"
#include "input/input_file.h"
#include "input/sha256.h"
#include "output/targets.h"
#include "summary/summary_json.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

/// The size of a regular file; nothing for anything else.
std::optional<std::uint64_t> file_size(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

std::string digest_of(const std::string& path) {
  InputFile file(path);
  Sha256 hash;
  file.hash_into(&hash);
  std::string block(BlockReader::kDefaultBlockSize, '\0');
  while (file.read(block.data(), block.size()) != 0) {
  }
  return hash.hex_digest();
}

}  // namespace

Conversion::Conversion(const ConversionOptions& options) : run_(options) {
  check_targets();
  if (options.writes_items) run_.output.emplace(options.output);
  if (!options.rejects.empty()) run_.rejects.emplace(options.rejects);
  if (!options.summary.empty()) summary_.emplace(options.summary);
  if (options.inputs.size() > 1) run_.duplicates.emplace();
}

/// What must be refused before any output is touched.
void Conversion::check_targets() const {
  const ConversionOptions& options = run_.options;
  const std::string& format = options.reading.recognition.format;
  if (!format.empty() && run_.catalog.find(format) == nullptr) {
    throw Failure(ExitStatus::usage, fmt::format("--from: unknown format \"{}\"{}", format,
                                                 suggestion(format, run_.catalog.names())));
  }
  for (const std::string* target : {&options.rejects, &options.summary}) {
    if (*target == "-" && options.writes_items) {
      throw Failure(ExitStatus::usage,
                    "standard output is for the items; give --rejects and --summary a file");
    }
  }
  std::vector<std::string> read = options.inputs;
  read.insert(read.end(), options.rule_files.begin(), options.rule_files.end());
  refuse_clashing_targets(read, {options.output, options.rejects, options.summary});
}

/// The same download twice under two names. Only files of equal size are read for it.
void Conversion::name_equal_inputs() {
  const std::vector<std::string>& names = run_.options.inputs;
  run_.is_copy.resize(names.size());
  std::map<std::uint64_t, std::vector<std::size_t>> by_size;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto size = file_size(names[i])) by_size[*size].push_back(i);
  }
  for (const auto& [size, inputs] : by_size) {
    std::map<std::string, std::string> first_with;
    for (const std::size_t i : inputs) {
      if (inputs.size() < 2) break;
      const std::string& input = names[i];
      const auto [first, is_new] = first_with.try_emplace(digest_of(input), input);
      run_.is_copy[i] = !is_new;
      if (is_new) continue;
      run_.reporter.report(input,
                           {Problem::duplicate_input, 0, "", "", "holds the same bytes as " + first->second});
    }
  }
}

ExitStatus Conversion::run() {
  const bool keeps_summaries = summary_.has_value() || !run_.options.writes_items;
  if (run_.duplicates) name_equal_inputs();
  std::uint32_t number = 0;
  for (const std::string& input : run_.options.inputs) {
    try {
      FileSummary summary = FileConversion(run_, input, number++).convert();
      if (keeps_summaries) summaries_.push_back(std::move(summary));
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      run_.reporter.report(failure);
    }
    if (run_.is_stopped) break;
  }
  finish();
  return run_.reporter.status();
}

/// The output gets its name only when every input could be read; rejects and summary always do.
void Conversion::finish() {
  if (run_.rejects) run_.rejects->publish();
  if (summary_) {
    append_summary_json(summaries_, run_.reporter.status(), summary_->buffer());
    summary_->publish();
  }
  if (!run_.output) return;
  if (run_.options.output.empty()) {
    run_.output->flush();
  } else if (run_.reporter.status() <= ExitStatus::look && !run_.is_stopped) {
    run_.output->publish();
  } else {
    run_.reporter.report(
        Failure(run_.reporter.status(), run_.options.output + ": not written, because of the above"));
  }
}

}  // namespace linehaul
