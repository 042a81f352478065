#include "cli_tags.h"

#include <cstdio>

#include "cli_help.h"
#include "cli_options.h"

namespace linehaul {
namespace {

void add_item_files(CLI::App& app, ItemFiles& files) {
  app.add_option("ITEMS", files.inputs);
  app.add_option("-o,--output", files.output);
  app.add_option("--rejects", files.rejects);
}

/// Standard input, where no line items are named.
void default_to_stdin(ItemFiles& files) {
  if (files.inputs.empty()) files.inputs = {"-"};
}

void need(const std::string& argument, const char* message) {
  if (argument.empty()) throw Failure(ExitStatus::usage, message);
}

}  // namespace

void TagsCommandLine::set_up(CLI::App& tags, const std::function<void(CLI::App&)>& add_help) {
  tags_ = &tags;
  const auto add_command = [&](const char* name) -> CLI::App& {
    CLI::App& command = *tags.add_subcommand(name);
    command.set_help_flag();
    command.allow_extras();
    add_help(command);
    return command;
  };
  CLI::App& check = add_command("check");
  check.add_option("RULES", check_.rules);
  check.add_option("FILE", check_.inputs);
  check.add_flag("--json", check_.json);
  set_up_reading(check, check_.reading, check_.schema_files);
  CLI::App& apply = add_command("apply");
  apply.add_option("RULES", apply_.rules);
  apply.add_option("--where", apply_.filters)->allow_extra_args(false)->take_all();
  add_item_files(apply, apply_.files);
  CLI::App& exported = add_command("export");
  add_words(exported, "--to", export_.json_lines, {{"csv", false}, {"jsonl", true}});
  add_item_files(exported, export_.files);
  CLI::App& import = add_command("import");
  import.add_option("CHANGES", import_.changes);
  add_item_files(import, import_.files);
  CLI::App& list = add_command("list");
  list.add_flag("--json", list_.json);
  add_item_files(list, list_.files);
}

const char* TagsCommandLine::help_text() const {
  if (is("check")) return kTagsCheckHelp;
  if (is("apply")) return kTagsApplyHelp;
  if (is("export")) return kTagsExportHelp;
  if (is("import")) return kTagsImportHelp;
  return is("list") ? kTagsListHelp : kTagsHelp;
}

ExitStatus TagsCommandLine::run() {
  if (is("check")) {
    need(check_.rules, "tags check needs a RULES file");
    return check_tags(check_);
  }
  if (is("apply")) {
    need(apply_.rules, "tags apply needs a RULES file");
    default_to_stdin(apply_.files);
    return apply_tags(apply_);
  }
  if (is("export")) {
    default_to_stdin(export_.files);
    return export_tags(export_);
  }
  if (is("import")) {
    need(import_.changes, "tags import needs a CHANGES file");
    default_to_stdin(import_.files);
    return import_tags(import_);
  }
  if (is("list")) {
    default_to_stdin(list_.files);
    return list_tags(list_);
  }
  std::fputs(kTagsHelp, stderr);
  return ExitStatus::usage;
}

}  // namespace linehaul
