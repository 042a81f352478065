#include "commands/input_list.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "diagnostic.h"
#include "failure.h"
#include "input/input_file.h"
#include "input/packing.h"
#include "output/messages.h"
#include "text/ascii.h"
#include "text/counted.h"

namespace linehaul {
namespace {

namespace fs = std::filesystem;

/// What stands below a folder, by walking it.
class Walk {
 public:
  Walk(std::vector<std::string>& files, std::vector<std::string>& others, std::vector<std::string>& problems)
      : files_(files), others_(others), problems_(problems) {}

  void add(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) add_entry(*entry);
    if (error) add_problem(folder, error);
  }

 private:
  void add_problem(const fs::path& path, const std::error_code& error) {
    problems_.push_back(path.string() + ": cannot be read: " + error.message());
  }

  /// By the type that the folder states for it; where it states none the file system is asked.
  static bool is_folder(const fs::directory_entry& entry, std::error_code& error) {
    return !entry.is_symlink(error) && !error && entry.is_directory(error);
  }

  /// A symbolic link to a folder is not followed: it can lead round in a circle. An invoice that cannot be
  /// looked at is taken for a file: opening it will say why.
  void add_entry(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) return;
    std::error_code error;
    if (is_folder(entry, error)) return add(entry.path());
    if (error) return add_problem(entry.path(), error);  // it could be a folder full of invoices
    const fs::file_type type = entry.status(error).type();
    const bool is_special = type == fs::file_type::directory || type == fs::file_type::fifo ||
                            type == fs::file_type::socket || type == fs::file_type::character ||
                            type == fs::file_type::block;
    if (!is_special) (is_invoice_name(name) ? files_ : others_).push_back(entry.path().string());
  }

  std::vector<std::string>& files_;
  std::vector<std::string>& others_;  // which have other names than invoices
  std::vector<std::string>& problems_;
};

/// An invoice that was saved under another name would be missed by nobody.
void note_passed_over(const std::string& folder, const std::vector<std::string>& others) {
  if (others.empty()) return;
  const std::string example = printable(*std::min_element(others.begin(), others.end()));
  const std::string text = others.size() == 1 ? example + " is passed over for its name"
                                              : counted(others.size(), "file") +
                                                    " passed over for their names, such as " + example;
  say({.level = MessageLevel::notice, .file = folder, .text = text});
}

/// Of `in/a/b/may.csv` below `in` the `a/b`; neither a link nor `..` is among them.
std::string folders_between(const std::string& folder, const std::string& file) {
  const std::size_t begin = file.find_first_not_of('/', folder.size());
  const std::size_t end = file.rfind('/');
  return end > begin ? file.substr(begin, end - begin) : "";
}

void add_folder(const std::string& folder, InputList& list) {
  std::vector<std::string> files;
  std::vector<std::string> others;
  const std::size_t problems = list.unreadable.size();
  Walk(files, others, list.unreadable).add(folder);
  if (!files.empty()) note_passed_over(folder, others);
  std::sort(files.begin(), files.end());  // by bytes: the same on every system
  if (files.empty() && list.unreadable.size() == problems) {
    list.unreadable.push_back(folder +
                              ": empty: no file below it has a name such as may.csv, may.csv.gz or may.zip");
  }
  for (std::string& file : files) {
    list.folders.push_back(folders_between(folder, file));
    list.files.push_back(std::move(file));
  }
}

std::string content_of(const std::string& path) {
  InputFile file(path);
  std::string content;
  std::string block(std::size_t{64} * 1024, '\0');
  while (const std::size_t got = file.read(block.data(), block.size())) content.append(block, 0, got);
  return content;
}

/// Somebody who named no file may not know what the program waits for.
void note_waiting() {
  if (::isatty(STDIN_FILENO) != 1) return;
  say({.level = MessageLevel::notice, .text = "reading standard input; name a file, or end with Ctrl-D"});
}

}  // namespace

bool is_invoice_name(const std::string& name) {
  const std::string text = lower_case(name);
  const std::string_view unpacked = unpacked_name(text);
  return text.ends_with(".zip") || unpacked.ends_with(".csv") || unpacked.ends_with(".txt") ||
         unpacked.ends_with(".tsv");
}

std::vector<std::string> names_in(std::string_view list) {
  const bool has_nul = list.find('\0') != std::string_view::npos;
  const char end = has_nul ? '\0' : '\n';
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t at = std::min(list.find(end, begin), list.size());
    std::string name(list.substr(begin, at - begin));
    if (!has_nul && name.ends_with('\r')) name.pop_back();
    if (!name.empty()) names.push_back(std::move(name));
    begin = at + 1;
  }
  return names;
}

InputList list_inputs(const InputArguments& arguments) {
  std::vector<std::string> names = arguments.named;
  const bool has_list = !arguments.files_from.empty();
  if (names.empty() && !has_list) {
    if (arguments.recursive) throw Failure(ExitStatus::usage, "--recursive needs a folder");
    names = {"-"};
    note_waiting();
  }
  if (has_list) {
    const std::vector<std::string> listed = names_in(content_of(arguments.files_from));
    names.insert(names.end(), listed.begin(), listed.end());
    if (names.empty()) {
      throw Failure(ExitStatus::unreadable, input_name(arguments.files_from) + ": empty: it names no file");
    }
  }
  if (arguments.files_from == "-" && std::find(names.begin(), names.end(), "-") != names.end()) {
    throw Failure(ExitStatus::usage,
                  "the names of files and an invoice cannot both come from standard input");
  }
  if (std::count(names.begin(), names.end(), "-") > 1) {
    throw Failure(ExitStatus::usage, "standard input can be read once only, and - stands for it twice");
  }
  InputList list;
  std::error_code error;
  for (const std::string& name : names) {
    if (arguments.recursive && name != "-" && fs::is_directory(name, error)) {
      add_folder(name, list);
    } else {
      list.files.push_back(name);
      list.folders.emplace_back();
    }
  }
  return list;
}

}  // namespace linehaul
