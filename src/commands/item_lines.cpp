#include "commands/item_lines.h"

#include <utility>

#include "input/line_reader.h"
#include "output/targets.h"

namespace linehaul {
namespace {

const ItemFiles& checked(const ItemFiles& files, std::vector<std::string> others) {
  others.insert(others.end(), files.inputs.begin(), files.inputs.end());
  refuse_clashing_targets(others, {files.output, files.rejects});
  if (files.rejects == "-") {
    throw Failure(ExitStatus::usage, "standard output is for the items; give --rejects a file");
  }
  return files;
}

}  // namespace

ItemLines::ItemLines(const ItemFiles& files, const std::vector<std::string>& others,
                     const Conditions* conditions)
    : files_(checked(files, others)), item_(conditions), output_(files.output) {
  if (!files.rejects.empty()) rejects_.emplace(files.rejects);
}

void ItemLines::read(const Take& take) {
  for (const std::string& input : files_.inputs) {
    FileNotices notices(reporter_, input_name(input));
    try {
      read_file(input, take, notices);
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      reporter_.report(failure);
    }
    notices.close();
  }
}

void ItemLines::read_file(const std::string& input, const Take& take, FileNotices& notices) {
  LineReader lines(input, files_.unpacking);
  lines.before_read([this] { output_.flush(); });
  bool has_objects = false;
  std::optional<First> other;  // the next line tells what it is
  while (const auto line = lines.next()) {
    const std::size_t first = line->find_first_not_of(" \t\r\xEF\xBB\xBF");
    if (first == std::string_view::npos) continue;
    has_objects |= (*line)[first] == '{';
    if (!has_objects && other) fail_other(lines.name());
    if (other) reject(*std::exchange(other, std::nullopt), notices);
    text_ = *line;
    const std::string complaint = item_.read(*line);
    if (complaint.empty()) {
      take(item_, notices, lines.line());
      output_.flush_if_full();
    } else if (has_objects) {
      reject(complaint, notices, lines.line());
    } else {
      other = {complaint, lines.line(), std::string(*line)};
    }
  }
  if (other) reject(*other, notices);
}

void ItemLines::fail_other(const std::string& name) {
  throw Failure(ExitStatus::unreadable,
                name +
                    ": not-line-items: a JSON object on each line is expected, and its first lines are none; "
                    "linehaul normalize makes line items of an invoice");
}

void ItemLines::reject(const First& first, FileNotices& notices) {
  text_ = first.text;
  reject(first.complaint, notices, first.number);
}

void ItemLines::reject(const std::string& complaint, FileNotices& notices, std::uint64_t line) {
  const Diagnostic rejection{Problem::bad_item, line, "", "", complaint};
  if (rejects_) {
    rejects_->add(notices, rejection, text_);
  } else {
    notices.each(rejection, text_);
  }
}

ExitStatus ItemLines::finish() {
  const bool is_whole = reporter_.status() <= ExitStatus::look;
  output_.finish_if(is_whole);
  if (rejects_) rejects_->publish();
  output_.publish_if(is_whole, reporter_);
  return reporter_.status();
}

}  // namespace linehaul
