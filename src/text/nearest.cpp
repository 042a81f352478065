#include "text/nearest.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>

#include "text/ascii.h"

namespace linehaul {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (to_lower(a[i]) == to_lower(b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char a, char b) { return to_lower(a) == to_lower(b); }) != text.end();
}

/// A name with a word added or left out is nearer than one that is spelled alike by chance, unless the word
/// is long: "Incentive Amt" is the renamed "Incentive Amount", "Miscellaneous Incentive Amount" is another.
std::size_t distance(std::string_view typed, std::string_view word) {
  const bool is_part =
      !word.empty() && (contains_ignoring_case(word, typed) || contains_ignoring_case(typed, word));
  if (!is_part) return edit_distance(typed, word);
  return 1 + (std::max(typed.size(), word.size()) - std::min(typed.size(), word.size())) / 4;
}

/// Words that may be completed: none where they are too many to help.
std::vector<std::string_view> completions(std::string_view typed,
                                          const std::vector<std::string_view>& words) {
  constexpr std::size_t kMost = 5;
  std::vector<std::string_view> result;
  for (const std::string_view word : words) {
    if (equal_ignoring_case(word, typed)) return {word};
    if (!typed.empty() && starts_with_ignoring_case(word, typed)) result.push_back(word);
  }
  if (result.size() > kMost) result.clear();
  return result;
}

/// The word with the smallest distance; of equally near ones the longest, as letters are left out more often
/// than mistaken. Empty when there are no words.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words) {
  std::string_view best;
  auto best_distance = std::pair(static_cast<std::size_t>(-1), std::size_t{0});
  for (const std::string_view word : words) {
    const auto word_distance = std::pair(distance(typed, word), edit_distance(typed, word));
    const bool is_nearer = word_distance < best_distance;
    if (!is_nearer && (word_distance != best_distance || word.size() <= best.size())) continue;
    best_distance = word_distance;
    best = word;
  }
  return best;
}

bool is_near(std::string_view typed, std::string_view word) {
  return !typed.empty() && !word.empty() && distance(typed, word) <= 1 + typed.size() / 3;
}

}  // namespace

std::string near_words(std::string_view typed, const std::vector<std::string_view>& words,
                       std::string_view before, std::string_view after) {
  std::vector<std::string_view> near = completions(typed, words);
  if (const std::string_view word = nearest(typed, words); near.empty() && is_near(typed, word)) {
    near.push_back(word);
  }
  std::string text;
  for (const std::string_view word : near) {
    if (!text.empty()) text += near.back() == word ? " or " : ", ";
    text.append(before).append(word).append(after);
  }
  return text;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string_view>& words,
                         std::string_view before, std::string_view after) {
  const std::string near = near_words(typed, words, before, after);
  return near.empty() ? "" : "; did you mean " + near + "?";
}

std::string suggestion(std::string_view typed, const std::vector<std::string_view>& words) {
  if (const std::string question = did_you_mean(typed, words); !question.empty()) return question;
  std::string text;
  for (const std::string_view known : words) text += (text.empty() ? "; known: " : ", ") + std::string(known);
  return text;
}

}  // namespace linehaul
