#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "output/targets.h"

namespace linehaul {

/// What the output of an input is called in a folder of outputs: `may.csv` with the extension `.jsonl` is
/// `may.jsonl`, standard input `stdin.jsonl`, and a file in an archive, `a.zip/may/dpd.csv`,
/// `a.zip.may.dpd.jsonl`. Always a plain name: it leads nowhere outside the folder. `input` is the path or
/// what messages call it.
std::string output_name(const std::string& input, std::string_view extension);

/// A folder in which each input of a run has an output of its own, or in folders below it.
class OutputFolder {
 public:
  /// `read` are the files that the run reads, `others` what it writes besides: no output may be one of them.
  OutputFolder(const std::string& folder, std::string extension, const std::vector<std::string>& read,
               const std::vector<std::string>& others);

  /// The output of an input of the run, in `folders`, such as `a/b`, below the folder; empty: in the folder
  /// itself. To be called for all of them first. Throws Failure (usage) where another input has the same.
  std::string reserve(const std::string& input, const std::string& folders);

  /// Makes the folder where it is not there; the one that it stands in must be. Throws Failure (unwritable)
  /// where nothing can be written to it.
  void make() const;

  /// The output of an input whose turn it is. What an archive holds is known only now: throws Failure
  /// (unreadable) where the output of a file in it would be that of another input, or a file of the run.
  /// Makes the folders where they are not there; throws Failure (unwritable) where one is a symbolic link.
  std::string claim(const std::string& input, const std::string& folders);

 private:
  struct Owner {
    std::string input;
    bool is_written;
  };

  std::string path_of(const std::string& input, const std::string& folders) const;
  void make_below(const std::string& folders) const;

  std::string folder_;
  std::string extension_;
  FileSet read_;
  std::vector<std::string> others_;
  std::map<std::string, Owner> owners_;  // by output
};

}  // namespace linehaul
