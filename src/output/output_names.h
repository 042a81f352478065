#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linehaul {

/// What the output of an input is called in a folder of outputs: `may.csv` with the extension `.jsonl` is
/// `may.jsonl`, standard input `stdin.jsonl`, and a member of an archive, `a.zip/may/dpd.csv`,
/// `a.zip.may.dpd.jsonl`. Always a plain name: it leads nowhere outside the folder.
std::string output_name(const std::string& input, std::string_view extension);

/// The outputs of all inputs in `folder`. Throws Failure (usage) where two would have the same name.
std::vector<std::string> output_paths(const std::string& folder, const std::vector<std::string>& inputs,
                                      std::string_view extension);

/// Makes the folder where it is not there; the one that it stands in must be. Throws Failure (unwritable)
/// where nothing can be written to it.
void make_output_folder(const std::string& folder);

}  // namespace linehaul
