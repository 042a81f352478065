#include "cli.h"

#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli_help.h"
#include "cli_options.h"
#include "cli_output.h"
#include "cli_tags.h"
#include "commands/check.h"
#include "commands/explain.h"
#include "commands/formats.h"
#include "commands/input_list.h"
#include "commands/normalize.h"
#include "commands/records.h"
#include "failure.h"
#include "model/currency.h"
#include "output/messages.h"
#include "text/ascii.h"
#include "text/nearest.h"
#include "version.h"

namespace linehaul {
namespace {

/// What normalize and check have in common.
void set_up_conversion(CLI::App& app, ConversionOptions& options, InputArguments& inputs) {
  app.add_option("FILE", inputs.named);
  app.add_flag("-r,--recursive", inputs.recursive);
  app.add_option("--files-from", inputs.files_from);
  app.add_option("--rejects", options.rejects);
  app.add_option("--summary", options.summary);
  app.add_flag("--strict", options.strict);
  app.add_flag("!--no-check", options.check);
  app.add_option_function<std::string>("--threads", [&options](const std::string& text) {
    options.threads = thread_count("--threads", text);
  });
  add_messages(app);
  app.add_flag("-v,--verbose", message_style().verbose);
  add_words(
      app, "--progress", options.progress,
      {{"auto", ProgressWhen::automatic}, {"always", ProgressWhen::always}, {"never", ProgressWhen::never}});
  add_tagging(app, options.rule_files, &options.filters);
  add_words(
      app, "--duplicates", options.duplicates,
      {{"warn", DuplicatePolicy::warn}, {"skip", DuplicatePolicy::skip}, {"fail", DuplicatePolicy::fail}});
  set_up_reading(app, options.reading, options.schema_files);
}

void set_up_normalize(CLI::App& app, ConversionOptions& options, InputArguments& inputs) {
  set_up_conversion(app, options, inputs);
  set_up_output(app, options);
}

void set_up_explain(CLI::App& app, ExplainOptions& options) {
  add_messages(app);
  app.add_option("FILE", options.target);
  app.add_flag("--json", options.json);
  add_tagging(app, options.rule_files, nullptr);
  set_up_reading(app, options.reading, options.schema_files);
}

void set_up_records(CLI::App& app, RecordsOptions& options) {
  add_messages(app);
  app.add_option("FILE", options.input);
  app.add_option_function<std::string>("--delimiter", [&options](const std::string& text) {
    options.dialect.delimiter = one_character("--delimiter", text);
  });
  app.add_option_function<std::string>("--quote", [&options](const std::string& text) {
    options.dialect.quote = text.empty() ? '\0' : one_character("--quote", text);
  });
  add_max_record_size(app, options.max_record_size);
  add_block_size(app, options.block_size);
}

/// The option that was meant; dashes do not count, all options have them.
std::string near_option(const std::string& argument, const std::vector<std::string_view>& known) {
  std::vector<std::string_view> names;
  for (const std::string_view option : known) names.push_back(option.substr(2));
  const std::string typed = argument.substr(0, argument.find('='));
  const std::string word(typed.substr(std::min(typed.find_first_not_of('-'), typed.size())));
  const std::string question = did_you_mean(word, names, "\"--");
  return question.empty() ? suggestion("", known) : question;
}

bool takes_value(const CLI::App& app, const std::string& name) {
  const CLI::Option* option = app.get_option_no_throw(name);
  if (option != nullptr && option->get_items_expected_max() > 0) return true;
  const auto subcommands = app.get_subcommands({});
  return std::any_of(subcommands.begin(), subcommands.end(),
                     [&](const CLI::App* command) { return takes_value(*command, name); });
}

/// CLI11 takes the next word for the value of `--columns=`.
void refuse_empty_values(const CLI::App& app, int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") return;
    if (!word.starts_with("--") || word.find('=') != word.size() - 1) continue;
    const std::string name(word.substr(0, word.size() - 1));
    if (takes_value(app, name)) throw Failure(ExitStatus::usage, name + " needs a value");
  }
}

/// What to say about an argument that nothing takes: a file without a command, a command or option mistyped.
[[noreturn]] void fail_unexpected(const CLI::App& app, const std::string& argument) {
  const std::string quoted = "\"" + argument + "\"";
  std::vector<std::string_view> known;
  std::vector<std::string> options;
  const CLI::App* command = &app;  // the one that the words before the argument lead to
  std::string words = "linehaul ";
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    words += command->get_name() + " ";
  }
  if (argument.starts_with("-") && argument.size() > 1) {
    for (const CLI::Option* option : command->get_options()) {
      if (option->get_group().empty()) continue;  // hidden
      for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    }
    if (options.empty()) options = {"--help", "--version"};
    known.assign(options.begin(), options.end());
    throw Failure(ExitStatus::usage, "unknown option " + quoted + near_option(argument, known));
  }
  if (command->get_subcommands({}).empty()) throw Failure(ExitStatus::usage, "too many arguments: " + quoted);
  if (argument == "-" || ::access(argument.c_str(), F_OK) == 0 ||
      argument.find_first_of("./") != std::string::npos) {
    throw Failure(ExitStatus::usage, quoted + " is not a command; did you mean `" + words +
                                         (command == &app ? "normalize " : "apply ") + argument + "`?");
  }
  for (const CLI::App* known_command : command->get_subcommands({}))
    known.push_back(known_command->get_name());
  const std::string question = did_you_mean(argument, known, "`" + words, "`");
  throw Failure(ExitStatus::usage,
                "unknown command " + quoted + (question.empty() ? suggestion("", known) : question));
}

void print(const char* text) {
  if (std::fputs(text, stdout) < 0 || std::fflush(stdout) != 0) {
    throw Failure(ExitStatus::unwritable, "<stdout>: cannot be written");
  }
}

/// The command line as a whole: every command, and the options of those that it names. CLI11 takes 25,000
/// instructions for an option, and all options together took twice as long as --version otherwise takes.
class CommandLine {
 public:
  CommandLine(int argc, char** argv) : argc_(argc), argv_(argv) {
    app_.set_help_flag();
    app_.allow_extras();
    app_.require_subcommand(0, 1);  // behind a command its name is that of a file
    add_help(app_);
    if (CLI::App* app = add_command(app_, "normalize")) set_up_normalize(*app, normalize_, inputs_);
    if (CLI::App* app = add_command(app_, "check")) {
      app->add_flag("--json", json_);
      set_up_conversion(*app, check_, inputs_);
    }
    if (CLI::App* app = add_command(app_, "explain")) set_up_explain(*app, explain_);
    if (CLI::App* app = add_command(app_, "formats")) app->add_option("NAME", format_);
    if (CLI::App* app = add_command(app_, "records")) set_up_records(*app, records_);
    if (CLI::App* app = add_command(app_, "tags")) {
      app->require_subcommand(0, 1);
      tags_.set_up(*app, [this, app](const char* name) { return add_command(*app, name); });
    }
  }

  ExitStatus run() {
    int argc = argc_;
    char** argv = argv_;
    const bool asks_help = argc > 1 && std::string_view(argv[1]) == "help";  // linehaul help COMMAND
    if (asks_help) argv[1] = argv[0];
    if (asks_help) ++argv;
    if (asks_help) --argc;
    refuse_empty_values(app_, argc, argv);
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ArgumentMismatch& error) {
      const std::string message = error.what();  // begins with the option: no other part of it is kept
      const bool is_missing = message.ends_with("missing");
      throw Failure(ExitStatus::usage, message.substr(0, message.find(':')) +
                                           (is_missing ? " needs a value" : " can be given only once"));
    } catch (const CLI::ParseError& error) {
      throw Failure(ExitStatus::usage, error.what());
    }
    if (asks_help && app_.get_subcommands().empty() && !app_.remaining(true).empty()) {
      fail_unexpected(app_, app_.remaining(true).front());
    }
    if (help_ || asks_help) {
      print(help_text());
      return ExitStatus::done;
    }
    for (const std::string& rest : app_.remaining(true)) {
      if (rest != "--") fail_unexpected(app_, rest);
    }
    if (version_) {
      print(("linehaul " + std::string(version()) + "\n").c_str());
      return ExitStatus::done;
    }
    return run_command();
  }

 private:
  /// nullptr for a command whose name is no word of the command line: nothing can ask for its options.
  CLI::App* add_command(CLI::App& parent, const std::string& name) {
    CLI::App* command = parent.add_subcommand(name);
    if (std::find(argv_, argv_ + argc_, name) == argv_ + argc_) return nullptr;
    command->set_help_flag();
    command->allow_extras();
    add_help(*command);
    return command;
  }
  void add_help(CLI::App& app) {
    app.add_flag("-h,--help", help_);
    app.add_flag("--version", version_);
  }
  bool is(const char* command) const { return app_.got_subcommand(command); }

  const char* help_text() const {
    if (is("normalize")) return kNormalizeHelp;
    if (is("check")) return kCheckHelp;
    if (is("explain")) return kExplainHelp;
    if (is("formats")) return kFormatsHelp;
    if (is("tags")) return tags_.help_text();
    return is("records") ? kRecordsHelp : kSummary;
  }

  ExitStatus run_command() {
    if (is("normalize")) return run_normalize();
    if (is("check")) {
      take_inputs(check_);
      return check(check_, json_);
    }
    if (is("explain")) {
      if (explain_.target.empty()) throw Failure(ExitStatus::usage, "explain needs a FILE, or FILE:LINE");
      return explain(explain_);
    }
    if (is("formats")) return format_.empty() ? list_formats() : print_format(format_);
    if (is("records")) return print_records(records_);
    if (is("tags")) return tags_.run();
    std::fputs(kSummary, stderr);
    return ExitStatus::usage;
  }

  ExitStatus run_normalize() {
    normalize_.keeps_breakdown = !normalize_.summary.empty();
    take_inputs(normalize_);
    if (normalize_.writing.documented_only) {
      normalize_.reading.parsing.informational = normalize_.reading.parsing.documented_only = true;
    }
    settle_output(*app_.get_subcommand("normalize"), normalize_);
    return normalize(normalize_);
  }

  void take_inputs(ConversionOptions& options) const {
    InputList list = list_inputs(inputs_);
    options.inputs = std::move(list.files);
    options.input_folders = std::move(list.folders);
    options.unreadable = std::move(list.unreadable);
  }

  int argc_;
  char** argv_;
  CLI::App app_;
  bool help_ = false;
  bool version_ = false;
  bool json_ = false;
  InputArguments inputs_;
  ConversionOptions normalize_;
  ConversionOptions check_;
  ExplainOptions explain_;
  RecordsOptions records_;
  TagsCommandLine tags_;
  std::string format_;
};

}  // namespace

ExitStatus run_command_line(int argc, char** argv) { return CommandLine(argc, argv).run(); }

}  // namespace linehaul
