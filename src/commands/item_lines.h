#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
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
  /// To be called by `take`, for an item that the command cannot use: it is named, or goes to the rejects.
  void reject(const std::string& complaint, FileNotices& notices, std::uint64_t line);
  /// The output gets its name, unless an input could not be read.
  ExitStatus finish();

  TextBuffer& out() { return output_.buffer(); }
  Reporter& reporter() { return reporter_; }

 private:
  /// A line that is no object where no object stood before it.
  struct First {
    std::string complaint;
    std::uint64_t number;
    std::string text;
  };

  void read_file(const std::string& input, const Take& take, FileNotices& notices);
  /// One such line at the beginning is damage; after two the file is something else.
  [[noreturn]] static void fail_other(const std::string& name);
  void reject(const First& first, FileNotices& notices);

  const ItemFiles& files_;
  JsonItem item_;
  std::string_view text_;  // of the line at hand
  Reporter reporter_;
  OutputFile output_;
  std::optional<RejectsFile> rejects_;
};

}  // namespace linehaul
