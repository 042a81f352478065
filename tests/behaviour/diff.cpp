#include "behaviour/diff.h"

#include <algorithm>
#include <array>
#include <vector>

namespace linehaul::behaviour {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::string_view kAnyLines = "...\n";
constexpr std::size_t kContext = 2;             // common lines shown around a change
constexpr std::size_t kShownBytes = 160;        // of one line
constexpr std::size_t kShownLines = 40;         // of one diff
constexpr std::size_t kTableCells = 4'000'000;  // above that, changed lines are not aligned

/// Lines with their newline, so that a missing last one differs.
Lines split_lines(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Edit {
  char sign;  // ' ', '-' or '+'
  std::string_view line;
};

/// Edits by the longest common subsequence of lines.
std::vector<Edit> edits_between(const Lines& expected, const Lines& actual) {
  const std::size_t rows = expected.size();
  const std::size_t columns = actual.size();
  const bool align = (rows + 1) * (columns + 1) <= kTableCells;
  // common[i][j]: length of the longest common subsequence of the lines from i and from j on.
  std::vector<std::vector<unsigned>> common(align ? rows + 1 : 0, std::vector<unsigned>(columns + 1));
  if (align) {
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        common[i][j] = expected[i] == actual[j] ? common[i + 1][j + 1] + 1
                                                : std::max(common[i + 1][j], common[i][j + 1]);
      }
    }
  }
  std::vector<Edit> edits;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && expected[i] == actual[j]) {
      edits.push_back({' ', expected[i++]});
      ++j;
    } else if (i < rows && (j == columns || !align || common[i + 1][j] >= common[i][j + 1])) {
      edits.push_back({'-', expected[i++]});
    } else {
      edits.push_back({'+', actual[j++]});
    }
  }
  return edits;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string shown;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      shown += c;
    } else if (c == '\t') {
      shown += "\\t";
    } else if (c == '\r') {
      shown += "\\r";
    } else {
      shown += {'\\', 'x', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return shown;
}

/// The part of the line around `focus`, a byte offset.
std::string shown_line(std::string_view line, std::size_t focus) {
  const bool has_newline = line.ends_with('\n');
  if (has_newline) line.remove_suffix(1);
  const std::size_t size = line.size();
  std::size_t begin = 0;
  if (size > kShownBytes) begin = std::min(focus - std::min(focus, kShownBytes / 2), size - kShownBytes);
  std::string shown = begin > 0 ? "[" + std::to_string(begin) + " bytes]" : "";
  shown += escaped(line.substr(begin, kShownBytes));
  if (begin + kShownBytes < size) shown += "[" + std::to_string(size - begin - kShownBytes) + " bytes]";
  if (!has_newline) shown += "  (no newline at the end)";
  return shown;
}

std::size_t first_difference(std::string_view left, std::string_view right) {
  const auto [end, other] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  return static_cast<std::size_t>(end - left.begin());
}

/// For each edit the byte where it first differs from its counterpart: the n-th removed line of a change is
/// taken for the n-th added one.
std::vector<std::size_t> focus_of(const std::vector<Edit>& edits) {
  std::vector<std::size_t> focus(edits.size(), 0);
  for (std::size_t start = 0; start < edits.size(); ++start) {
    std::size_t added = start;
    while (added < edits.size() && edits[added].sign == '-') ++added;
    std::size_t end = added;
    while (end < edits.size() && edits[end].sign == '+') ++end;
    for (std::size_t i = start, j = added; i < added && j < end; ++i, ++j) {
      focus[i] = focus[j] = first_difference(edits[i].line, edits[j].line);
    }
    if (end > start) start = end - 1;
  }
  return focus;
}

}  // namespace

std::string diff(std::string_view expected, std::string_view actual) {
  const std::vector<Edit> edits = edits_between(split_lines(expected), split_lines(actual));
  const std::vector<std::size_t> focus = focus_of(edits);
  const auto is_changed = [](const Edit& edit) { return edit.sign != ' '; };
  std::string text;
  std::size_t shown = 0;
  bool skipping = false;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const auto from = edits.begin() + static_cast<std::ptrdiff_t>(i - std::min(i, kContext));
    const auto to = edits.begin() + static_cast<std::ptrdiff_t>(std::min(i + kContext + 1, edits.size()));
    if (!std::any_of(from, to, is_changed)) {
      if (!skipping) text += "  [...]\n";
      skipping = true;
      continue;
    }
    skipping = false;
    if (shown++ == kShownLines) return text + "  [and more]\n";
    text += {edits[i].sign, ' '};
    text += shown_line(edits[i].line, focus[i]) + "\n";
  }
  return text;
}

bool matches_lines(std::string_view pattern, std::string_view actual) {
  const Lines wanted = split_lines(pattern);
  const Lines lines = split_lines(actual);
  // The usual wildcard match: on a mismatch, the last `...` takes one line more.
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t after_any = wanted.size() + 1;  // none yet
  std::size_t resume = 0;
  while (j < lines.size()) {
    if (i < wanted.size() && wanted[i] == kAnyLines) {
      after_any = ++i;
      resume = j;
    } else if (i < wanted.size() && wanted[i] == lines[j]) {
      ++i;
      ++j;
    } else if (after_any <= wanted.size()) {
      i = after_any;
      j = ++resume;
    } else {
      return false;
    }
  }
  while (i < wanted.size() && wanted[i] == kAnyLines) ++i;
  return i == wanted.size();
}

}  // namespace linehaul::behaviour
