#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "input/packing.h"
#include "output/output_file.h"
#include "output/rejects_file.h"
#include "output/reporter.h"
#include "tagging/json_item.h"

namespace linehaul {

/// Where the `tags` commands read line items and write to.
struct ItemFiles {
  std::vector<std::string> inputs;  ///< JSON Lines; "-": standard input
  std::string output;               ///< empty: standard output
  std::string rejects;              ///< empty: named on standard error
  UnpackLimits unpacking;
};

/// Reads line items from files, one after another, and writes lines. A line that is no line item is named and
/// goes to the rejects; blank lines are passed over.
class ItemLines {
 public:
  /// `others`: files that are read besides and must not be written to. Throws Failure (usage, unwritable)
  /// before anything is written.
  ItemLines(const ItemFiles& files, const std::vector<std::string>& others, const Conditions* conditions);

  /// Calls `take` for every item, with what says where it stands. Throws Failure (unwritable); an input that
  /// cannot be read only worsens the status.
  using Take = std::function<void(const JsonItem& item, FileNotices& notices, std::uint64_t line)>;
  void read(const Take& take);
  /// The output gets its name, unless an input could not be read.
  ExitStatus finish();

  TextBuffer& out() { return output_.buffer(); }
  Reporter& reporter() { return reporter_; }

 private:
  struct Rejection {
    Diagnostic why;
    std::string line;
  };

  void read_file(const std::string& input, const Take& take);
  /// One such line at the beginning is damage; after two the file is something else.
  [[noreturn]] static void fail_other(const std::string& name);
  void reject(const Rejection& rejection, const std::string& name, FileNotices& notices);

  const ItemFiles& files_;
  JsonItem item_;
  Reporter reporter_;
  OutputFile output_;
  std::optional<RejectsFile> rejects_;
};

}  // namespace linehaul
