#pragma once

#include <sys/types.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace linehaul {

/// Files by what they are, whatever names they have.
class FileSet {
 public:
  /// "-" is standard input; what is no regular file is not in the set. Throws Failure (unreadable) where it
  /// cannot be told what a path leads to, though it might be read.
  explicit FileSet(const std::vector<std::string>& paths);
  /// Throws Failure (unwritable) where that cannot be told, as the functions below do.
  bool has(const std::string& path) const;

 private:
  std::set<std::pair<dev_t, ino_t>> files_;
};

/// Whether one of the targets is the same place, however it is spelled; no file need be there.
bool is_among(const std::string& path, const std::vector<std::string>& targets);

/// Refuses, before anything is written, a target that is an input or that two outputs share. Empty targets
/// are none; "-" is a standard stream. Throws Failure (usage).
void refuse_clashing_targets(const std::vector<std::string>& inputs, const std::vector<std::string>& targets);

}  // namespace linehaul
