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
    try {
      read_file(input, take);
    } catch (const Failure& failure) {
      if (failure.status() != ExitStatus::unreadable) throw;
      reporter_.report(failure);
    }
  }
}

void ItemLines::read_file(const std::string& input, const Take& take) {
  LineReader lines(input, files_.unpacking);
  FileNotices notices(reporter_, lines.name());
  lines.before_read([this] { output_.flush(); });
  bool has_objects = false;
  std::optional<Rejection> other;  // the first line, where it is no object: the next one tells what it is
  while (const auto line = lines.next()) {
    const std::size_t first = line->find_first_not_of(" \t\r\xEF\xBB\xBF");
    if (first == std::string_view::npos) continue;
    has_objects |= (*line)[first] == '{';
    if (!has_objects && other) fail_other(lines.name());
    if (other) reject(*std::exchange(other, std::nullopt), lines.name(), notices);
    const std::string complaint = item_.read(*line);
    if (complaint.empty()) {
      take(item_, notices, lines.line());
      output_.flush_if_full();
      continue;
    }
    Rejection rejection{{Problem::bad_item, lines.line(), "", "", complaint}, std::string(*line)};
    if (has_objects) {
      reject(rejection, lines.name(), notices);
    } else {
      other = std::move(rejection);
    }
  }
  if (other) reject(*other, lines.name(), notices);
  notices.close();
}

void ItemLines::fail_other(const std::string& name) {
  throw Failure(ExitStatus::unreadable,
                name +
                    ": not-line-items: a JSON object on each line is expected, and its "
                    "first lines are none; linehaul normalize makes line items of an "
                    "invoice");
}

void ItemLines::reject(const Rejection& rejection, const std::string& name, FileNotices& notices) {
  if (rejects_) {
    rejects_->add(name, rejection.why, rejection.line);
    reporter_.worsen(ExitStatus::look);
  } else {
    notices.each(rejection.why, rejection.line);
  }
}

ExitStatus ItemLines::finish() {
  if (rejects_) rejects_->publish();
  if (files_.output.empty()) {
    output_.publish();
  } else if (reporter_.status() <= ExitStatus::look) {
    output_.publish();
  } else {
    reporter_.report(Failure(reporter_.status(), files_.output + ": not written, because of the above"));
  }
  return reporter_.status();
}

}  // namespace linehaul
