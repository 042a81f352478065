#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "commands/tags.h"
#include "commands/tags_check.h"

namespace linehaul {

/// The commands under `linehaul tags` with their options.
class TagsCommandLine {
 public:
  /// `add_command` adds one to `tags`; it returns nullptr where the command's options are not needed.
  void set_up(CLI::App& tags, const std::function<CLI::App*(const char* name)>& add_command);
  /// Of the command that was given.
  const char* help_text() const;
  /// Throws Failure as the commands do, and (usage) where one lacks an argument.
  ExitStatus run();

 private:
  bool is(const char* command) const { return tags_->got_subcommand(command); }

  CLI::App* tags_ = nullptr;
  CheckTagsOptions check_;
  ApplyTagsOptions apply_;
  ExportTagsOptions export_;
  ImportTagsOptions import_;
  ListTagsOptions list_;
};

}  // namespace linehaul
