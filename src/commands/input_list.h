#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linehaul {

/// What the command line says about which files a run takes.
struct InputArguments {
  std::vector<std::string> named;  ///< files, folders; "-": standard input
  bool recursive = false;          ///< --recursive: a folder stands for the files below it
  std::string files_from;          ///< --files-from: a file of names; "-": standard input, empty: none
};

struct InputList {
  std::vector<std::string> files;  ///< in the order of the run
  std::vector<std::string>
      folders;  ///< by file: of `in/a/b/may.csv`, found below `in`, the `a/b`; else empty
  std::vector<std::string> unreadable;  ///< a sentence for each folder that cannot be read or has no file
};

/// The files themselves: standard input where nothing is named. Throws Failure (usage) for standard input
/// that is wanted twice, (unreadable) for a list that cannot be read or names nothing.
InputList list_inputs(const InputArguments& arguments);

/// Whether a file below a folder is taken: `.csv`, `.txt` and `.tsv` in any letter case, `.gz`, `.bz2`, `.xz`
/// or `.zst` behind them, and `.zip`.
bool is_invoice_name(const std::string& name);

/// The names in a list: one a line, or with NULs between them where it has one.
std::vector<std::string> names_in(std::string_view list);

}  // namespace linehaul
