// Runs every target over the inputs that are kept in corpus/ and crashes/, without libFuzzer: what once
// failed must never fail again, with any compiler.
//
//   linehaul_fuzz_replay FOLDER    the folder with corpus/ and crashes/

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/fuzz_target.h"

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::is_directory(folder)) return files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// Says which file it is before it is run, because a fault ends the process.
void replay(const linehaul::fuzz::Target& target, const std::filesystem::path& file) {
  std::fprintf(stderr, "%s\n", file.c_str());
  std::ifstream input(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(input), {}};
  target.run(bytes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path root = argv[1];
  for (const linehaul::fuzz::Target& target : linehaul::fuzz::kTargets) {
    target.run({});
    const auto corpus = files_in(root / "corpus" / target.name);
    if (corpus.empty()) {
      std::fprintf(stderr, "no seeds for %s\n", std::string(target.name).c_str());
      return 1;
    }
    for (const auto& file : corpus) replay(target, file);
    for (const auto& file : files_in(root / "crashes" / target.name)) replay(target, file);
  }
}
