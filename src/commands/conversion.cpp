#include "commands/conversion.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <exception>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>

#include "commands/file_conversion.h"
#include "input/input_file.h"
#include "input/sha256.h"
#include "input/zip_archive.h"
#include "output/messages.h"
#include "output/targets.h"
#include "summary/summary_json.h"
#include "text/counted.h"
#include "text/nearest.h"
#include "text/sizes.h"
#include "threads/ordered_work.h"

namespace linehaul {
namespace {

/// The size of a regular file; nothing for anything else.
std::optional<std::uint64_t> file_size(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

/// Nothing for a file that cannot be read, which is said when it is its turn.
std::optional<std::string> digest_of(const std::string& path) try {
  RawInput file(path);
  Sha256 hash;
  file.hash_into(&hash);
  std::string block(BlockReader::kDefaultBlockSize, '\0');
  while (file.read(block.data(), block.size()) != 0) {
  }
  return hash.hex_digest();
} catch (const Failure&) {
  return std::nullopt;
}

/// Of the outputs in a folder.
std::string extension_of(const ConversionOptions& options) {
  const std::string form = options.writing.form == ItemForm::csv ? ".csv" : ".jsonl";
  return form + std::string(extension_of(options.compression.value_or(Compression::none)));
}

}  // namespace

void Totals::add(const Totals& other) {
  inputs += other.inputs;
  records += other.records;
  with_items += other.with_items;
  rejected += other.rejected;
  items += other.items;
}

std::string Totals::text() const {
  return fmt::format("{} read, {} gave items, {} rejected; {}", counted(records, "record"), with_items,
                     rejected, counted(items, "item"));
}

Conversion::Conversion(const ConversionOptions& options) : run_(options) {
  check_targets();
  for (const std::string& input : options.inputs) sizes_.push_back(file_size(input));
  if (folder_) {
    folder_->make();
  } else if (options.writes_items) {
    open_output(options.output);
  }
  if (!options.rejects.empty()) run_.rejects.emplace(options.rejects);
  if (!options.summary.empty()) summary_.emplace(options.summary);
  if (options.inputs.size() > 1) run_.duplicates.emplace();
}

/// What must be refused before any output is touched.
void Conversion::check_targets() {
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
  refuse_tags_without_rule(run_.columns, run_.rules);
  std::vector<std::string> read = options.inputs;
  read.insert(read.end(), options.rule_files.begin(), options.rule_files.end());
  std::vector<std::string> written{options.rejects, options.summary};
  if (options.output_folder.empty()) {
    written.push_back(options.output);
  } else {
    if (!options.output.empty()) {
      throw Failure(ExitStatus::usage, "--output and --output-dir: the items go to one file or to a folder");
    }
    folder_.emplace(options.output_folder, extension_of(options), read, written);
    for (std::size_t i = 0; i < options.inputs.size(); ++i) {
      written.push_back(folder_->reserve(options.inputs[i], options.input_folders[i]));
    }
  }
  refuse_clashing_targets(read, written);
}

void Conversion::open_output(const std::string& path) {
  run_.output.emplace(path, run_.options.compression.value_or(compression_of(path)));
  append_table_start(run_.options.writing, run_.output->buffer());
}

/// The same download twice under two names. Only files of equal size are read for it.
void Conversion::name_equal_inputs() {
  const std::vector<std::string>& names = run_.options.inputs;
  std::map<std::uint64_t, std::vector<std::size_t>> by_size;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (sizes_[i]) by_size[*sizes_[i]].push_back(i);
  }
  for (const auto& [size, inputs] : by_size) {
    std::map<std::string, std::string> first_with;
    for (const std::size_t i : inputs) {
      if (inputs.size() < 2) break;
      const std::string& input = names[i];
      const auto digest = digest_of(input);
      if (!digest) continue;
      const auto [first, is_new] = first_with.try_emplace(*digest, input);
      run_.is_copy[i] = !is_new;
      if (is_new) continue;
      run_.reporter.report(input,
                           {Problem::duplicate_input, 0, "", "", "holds the same bytes as " + first->second});
    }
  }
}

/// Bytes of all inputs; nothing where one of them is no regular file.
std::optional<std::uint64_t> Conversion::size_of_inputs() const {
  std::uint64_t bytes = 0;
  for (const auto& size : sizes_) {
    if (!size) return std::nullopt;
    bytes += *size;
  }
  return bytes;
}

std::size_t Conversion::threads() const {
  constexpr std::uint64_t kLarge =
      std::uint64_t{8} * 1024 * 1024;  // bytes; a live input brings no more by threads
  if (run_.options.threads != 0) return run_.options.threads;
  std::uint64_t bytes = 0;
  for (const auto& size : sizes_) bytes += size.value_or(0);
  return bytes > kLarge && std::thread::hardware_concurrency() > 1 ? 2 : 1;
}

std::unique_ptr<InputFile> Conversion::open(std::uint32_t input) const {
  const std::string& path = run_.options.inputs[input];
  std::error_code ignored;
  if (path != "-" && std::filesystem::is_directory(path, ignored)) {
    throw Failure(ExitStatus::unreadable,
                  path + ": cannot be read: Is a directory; -r reads the files below it");
  }
  return std::make_unique<InputFile>(path, run_.options.reading.unpacking);
}

void Conversion::convert(std::uint32_t input) {
  std::unique_ptr<InputFile> file = open(input);
  if (file->is_archive()) {
    convert_members(input, file->take_raw());
  } else {
    convert(input, std::make_unique<FileConversion>(run_, std::move(file), threads_));
  }
}

void Conversion::convert(std::uint32_t input, std::unique_ptr<FileConversion> file) {
  if (folder_) open_output(folder_->claim(file->name(), run_.options.input_folders[input]));
  FileSummary summary = file->convert(converted_++, run_.is_copy[input]);
  if (folder_) publish_output();
  if (summary_ || !run_.options.writes_items) summaries_.push_back(std::move(summary));
}

/// One file of the archive after the other; the threads share each of them.
void Conversion::convert_members(std::uint32_t input, std::unique_ptr<RawInput> archive) {
  if (!run_.duplicates) run_.duplicates.emplace();
  run_.progress->forget_total();
  ZipArchive members(std::move(archive), run_.options.reading.unpacking);
  while (!run_.is_stopped) {
    try {
      std::unique_ptr<InputFile> member = members.next();
      if (member == nullptr) return;
      convert(input, std::make_unique<FileConversion>(run_, std::move(member), threads_));
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      run_.reporter.report(failure);
    }
  }
}

/// The inputs of a run as work: small files are read and written into memory by whoever is free, and given
/// out in their order. Others are left alone until it is their turn, when the threads share each of them.
class Conversion::SharedInputs : public OrderedWork {
 public:
  SharedInputs(Conversion& conversion, std::size_t threads)
      : conversion_(conversion), slots_(slots_for(threads)) {}

 private:
  static constexpr std::uint64_t kSmall =
      std::uint64_t{256} * 1024;  // bytes; all slots' are in memory at once

  struct Slot {
    std::uint32_t input;
    std::unique_ptr<FileConversion> ahead;
    std::exception_ptr error;
  };

  Taken take(std::size_t slot, bool) override {
    if (next_ == conversion_.run_.options.inputs.size()) return Taken::end;
    slots_[slot] = {next_++, nullptr, nullptr};
    return Taken::piece;
  }

  /// What goes wrong is said when it is the input's turn.
  void work(std::size_t number, std::size_t) override {
    Slot& slot = slots_[number];
    Run& run = conversion_.run_;
    const auto& size = conversion_.sizes_[slot.input];
    if (slots_.size() == 1 || !size || *size > kSmall) return;
    try {
      std::unique_ptr<InputFile> file = conversion_.open(slot.input);
      if (file->is_archive()) return;
      auto ahead = std::make_unique<FileConversion>(run, std::move(file), 1);
      ahead->work_ahead();
      slot.ahead = std::move(ahead);
    } catch (const Failure&) {
      slot.error = std::current_exception();
    }
  }

  bool finish(std::size_t number, std::size_t) override {
    Slot& slot = slots_[number];
    Run& run = conversion_.run_;
    try {
      if (slot.error) std::rethrow_exception(slot.error);
      if (slot.ahead) {
        conversion_.convert(slot.input, std::move(slot.ahead));
      } else {
        conversion_.convert(slot.input);
      }
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      run.reporter.report(failure);
    }
    return !run.is_stopped;
  }

  Conversion& conversion_;
  std::vector<Slot> slots_;
  std::uint32_t next_ = 0;
};

ExitStatus Conversion::run() {
  for (const std::string& problem : run_.options.unreadable) {
    run_.reporter.report(Failure(ExitStatus::unreadable, problem));
  }
  run_.is_copy.resize(run_.options.inputs.size());
  if (run_.duplicates) name_equal_inputs();
  threads_ = threads();
  const std::size_t sharing = run_.options.inputs.size() <= 1 ? 1 : threads_;
  SharedInputs inputs(*this, sharing);
  run_.progress.emplace(run_.options.progress, size_of_inputs());
  do_in_order(inputs, sharing);
  tell_result();
  finish();
  return run_.reporter.status();
}

/// One line at the end, for somebody who looks on.
void Conversion::tell_result() {
  const MessageStyle& style = message_style();
  const std::chrono::milliseconds elapsed = run_.progress->elapsed();
  const std::string size = size_text(run_.progress->bytes());
  run_.progress.reset();
  const Totals& totals = run_.totals;
  const bool is_wanted = style.verbose || (is_on_terminal() && style.form == MessageStyle::Form::text);
  if (!is_wanted || style.quiet || !run_.options.writes_items || totals.inputs == 0) return;
  std::string text = counted(totals.inputs, "input") + ": " + totals.text();
  if (is_on_terminal()) {
    text += fmt::format("; {} in {}.{} s", size, elapsed.count() / 1000, elapsed.count() / 100 % 10);
  }
  say({.text = text});
}

/// The output gets its name only when all that goes into it could be read.
bool Conversion::is_output_whole() const {
  return !run_.is_stopped && (folder_ || run_.reporter.status() <= ExitStatus::look);
}

void Conversion::publish_output() {
  run_.output->publish_if(is_output_whole(), run_.reporter);
}

/// Rejects and summary always get their names, but behind the items: a summary must not say that they were
/// written when the disk is full. So that it does not keep them from being written either, all is on the disk
/// before the first gets its name.
void Conversion::finish() {
  run_.column_search.report(run_.reporter);
  const bool has_items = run_.output && !folder_;
  if (has_items) run_.output->finish_if(is_output_whole());
  if (run_.rejects) run_.rejects->finish();
  if (summary_) {
    append_summary_json(summaries_, run_.reporter.status(), summary_->buffer());
    summary_->finish();
  }
  if (has_items) publish_output();
  if (run_.rejects) run_.rejects->publish();
  if (summary_) summary_->publish();
}

}  // namespace linehaul
