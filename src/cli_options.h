#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "failure.h"
#include "parsing/invoice_reader.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace linehaul {

// What the options of several commands have in common.

/// The one character that an option takes; `\\t` is a tab. Throws Failure (usage).
char one_character(const std::string& option, const std::string& text);

/// `auto`, which is 0, or a number from 1 on. Throws Failure (usage).
std::size_t thread_count(const std::string& option, const std::string& text);

/// Tuning that no user needs: tests read with small blocks to find what large ones hide.
void add_block_size(CLI::App& app, std::size_t& size);
void add_max_record_size(CLI::App& app, std::size_t& size);
void add_unpacking(CLI::App& app, UnpackLimits& limits);
/// How invoices are read.
void set_up_reading(CLI::App& app, ReadOptions& reading, std::vector<std::string>& schema_files);
/// Tag rules and, where `filters` is given, which items to keep.
void add_tagging(CLI::App& app, std::vector<std::string>& rule_files, std::vector<std::string>* filters);

/// One option that takes one of a few words.
template <typename Value>
void add_words(CLI::App& app, const std::string& name, Value& value, std::map<std::string, Value> words) {
  app.add_option_function<std::string>(name, [name, &value, words](const std::string& word) {
    const auto found = words.find(lower_case(word));
    if (found != words.end()) {
      value = found->second;
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& entry : words) known.push_back(entry.first);
    throw Failure(ExitStatus::usage, name + ": unknown value \"" + word + "\"" + suggestion(word, known));
  });
}

}  // namespace linehaul
