#include "commands/normalize.h"

#include <sys/stat.h>

#include <optional>

#include "output/output_file.h"
#include "output/rejects_file.h"
#include "output/reporter.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

bool is_same_file(const std::string& a, const std::string& b) {
  struct stat first {};
  struct stat second {};
  return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino && S_ISREG(first.st_mode);
}

/// One run of the command: the outputs that all inputs share.
class Run {
 public:
  explicit Run(const NormalizeOptions& options)
      : options_(options), catalog_(options.schema_files), output_((check(), options.output)) {
    if (!options.rejects.empty()) rejects_.emplace(options.rejects);
  }

  ExitStatus all() {
    for (const std::string& input : options_.inputs) {
      try {
        convert(input);
      } catch (const Failure& failure) {
        if (failure.status() != ExitStatus::unreadable) throw;
        reporter_.report(failure);
      }
      if (stopped_) break;
    }
    finish();
    return reporter_.status();
  }

 private:
  /// What must be refused before any output is touched.
  void check() const {
    const std::string& format = options_.reading.recognition.format;
    if (!format.empty() && catalog_.find(format) == nullptr) {
      throw Failure(ExitStatus::usage, "--from: unknown format \"" + format + "\"; did you mean \"" +
                                           std::string(nearest(format, catalog_.names())) + "\"?");
    }
    for (const std::string& target : {options_.output, options_.rejects}) {
      for (const std::string& input : options_.inputs) {
        if (!target.empty() && is_same_file(input, target)) {
          throw Failure(ExitStatus::usage, target + ": is an input; writing to it would destroy it");
        }
      }
    }
    if (!options_.output.empty() && options_.output == options_.rejects) {
      throw Failure(ExitStatus::usage, options_.output + ": items and rejects cannot go to the same file");
    }
  }

  void convert(const std::string& input) {
    FileNotices notices(reporter_, input == "-" ? "<stdin>" : input);
    InvoiceReader reader(input, catalog_, options_.reading, notices);
    ItemWriter writer(reader.schema(), reader.layout(), options_.writing);
    reader.before_read([this] { output_.flush(); });
    bool has_records = false;
    while (const auto outcome = reader.next()) {
      has_records = true;
      switch (*outcome) {
        case RecordOutcome::items:
          writer.write(reader.record(), reader.items(), output_.buffer());
          output_.flush_if_full();
          break;
        case RecordOutcome::rejected:
          reject(reader);
          break;
        case RecordOutcome::repeated_header:
          notices.once(Problem::repeated_header, "", reader.record().line(),
                       "the header again; it is no charge");
          break;
        case RecordOutcome::informational:
        case RecordOutcome::no_charge:
        case RecordOutcome::totals:
          break;
      }
      if (stopped_) break;
    }
    if (!has_records) notices.each({Problem::header_only, 0, "", "", "a header and no records: no items"});
    notices.close();
  }

  void reject(const InvoiceReader& reader) {
    const Diagnostic& rejection = reader.rejection();
    if (rejects_) {
      rejects_->add(reader.name(), rejection, reader.record().raw());
      reporter_.worsen(ExitStatus::look);
    } else {
      reporter_.report(reader.name(), rejection, reader.record().raw());
    }
    stopped_ = options_.strict;
  }

  /// The output gets its name only when every input could be read; the rejects always do.
  void finish() {
    if (rejects_) rejects_->publish();
    if (options_.output.empty()) {
      output_.flush();
    } else if (reporter_.status() <= ExitStatus::look && !stopped_) {
      output_.publish();
    }
  }

  const NormalizeOptions& options_;
  Catalog catalog_;
  Reporter reporter_;
  OutputFile output_;
  std::optional<RejectsFile> rejects_;
  bool stopped_ = false;
};

}  // namespace

ExitStatus normalize(const NormalizeOptions& options) { return Run(options).all(); }

}  // namespace linehaul
