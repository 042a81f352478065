#include "output/messages.h"

#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "diagnostic.h"
#include "output/json_text.h"

namespace linehaul {
namespace {

struct LevelName {
  std::string_view name;
  std::string_view colour;  // an ANSI sequence
};
constexpr std::array<LevelName, 4> kLevels = {
    {{"info", "\x1b[1m"}, {"notice", "\x1b[36m"}, {"warning", "\x1b[33m"}, {"error", "\x1b[31m"}}};
constexpr std::string_view kPlain = "\x1b[0m";

constexpr const char* kToLineEnd = "\x1b[K";  // clears what an earlier, longer line left

bool is_status_shown = false;

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

const LevelName& name_of(MessageLevel level) { return kLevels[static_cast<std::size_t>(level)]; }

/// https://no-color.org: the variable counts where it is not empty.
bool has_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return is_on_terminal() && (no_colour == nullptr || *no_colour == '\0');
}

std::string coloured(std::string_view text, MessageLevel level) {
  if (!has_colour()) return std::string(text);
  return std::string(name_of(level).colour) + std::string(text) + std::string(kPlain);
}

std::string as_text(const Message& message) {
  if (message.file.empty()) return coloured("linehaul:", message.level) + " " + std::string(message.text);
  std::string line = printable(message.file) + ':';
  if (message.line != 0) line += std::to_string(message.line) + ':';
  line += ' ';
  if (!message.problem.empty()) line += coloured(message.problem, message.level) + ": ";
  line += message.text;
  if (!message.record.empty()) line += "; rejected record: " + printable(message.record);
  return line;
}

void append_member(std::string_view key, std::string_view value, TextBuffer& out) {
  if (value.empty()) return;
  out.append(",\"");
  out.append(key);
  out.append("\":");
  append_json_string(printable(value), out);
}

std::string as_json(const Message& message) {
  TextBuffer out;
  out.append("{\"level\":");
  append_json_string(name_of(message.level).name, out);
  append_member("file", message.file, out);
  if (message.line != 0) out.append(",\"line\":" + std::to_string(message.line));
  append_member("problem", message.problem, out);
  append_member("column", message.column, out);
  append_member("value", message.value, out);
  append_member("message", message.text, out);
  append_member("record", message.record, out);
  out.append("}");
  return std::string(out.view());
}

}  // namespace

MessageStyle& message_style() {
  static MessageStyle style;
  return style;
}

bool is_on_terminal() {
  static const bool is_terminal = [] {
    const char* kind = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
  }();
  return is_terminal;
}

void show_status_line(std::string_view text) {
  print("\r" + std::string(text) + kToLineEnd);
  is_status_shown = true;
}

void clear_status_line() {
  if (is_status_shown) print(std::string("\r") + kToLineEnd);
  is_status_shown = false;
}

void say(const Message& message) {
  const MessageStyle& style = message_style();
  if (message.level == MessageLevel::notice && style.quiet) return;
  clear_status_line();
  print((style.form == MessageStyle::Form::json ? as_json(message) : as_text(message)) + '\n');
}

}  // namespace linehaul
