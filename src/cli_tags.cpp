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
  add_unpacking(app, files.unpacking);
}

/// Standard input, where no line items are named.
void default_to_stdin(ItemFiles& files) {
  if (files.inputs.empty()) files.inputs = {"-"};
}

void need(const std::string& argument, const char* message) {
  if (argument.empty()) throw Failure(ExitStatus::usage, message);
}

}  // namespace

void TagsCommandLine::set_up(CLI::App& tags, const std::function<CLI::App*(const char* name)>& add_command) {
  tags_ = &tags;
  if (CLI::App* app = add_command("check")) {
    app->add_option("RULES", check_.rules);
    app->add_option("FILE", check_.inputs);
    app->add_flag("--json", check_.json);
    set_up_reading(*app, check_.reading, check_.schema_files);
  }
  if (CLI::App* app = add_command("apply")) {
    app->add_option("RULES", apply_.rules);
    app->add_option("--where", apply_.filters)->allow_extra_args(false)->take_all();
    add_item_files(*app, apply_.files);
  }
  if (CLI::App* app = add_command("export")) {
    add_words(*app, "--to", export_.json_lines, {{"csv", false}, {"jsonl", true}});
    add_item_files(*app, export_.files);
  }
  if (CLI::App* app = add_command("import")) {
    app->add_option("CHANGES", import_.changes);
    add_item_files(*app, import_.files);
  }
  if (CLI::App* app = add_command("list")) {
    app->add_flag("--json", list_.json);
    add_item_files(*app, list_.files);
  }
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
