#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linehaul {

/// How the run speaks on standard error. There is one standard error, so there is one of these.
struct MessageStyle {
  enum class Form : std::uint8_t { text, json };

  Form form = Form::text;
  bool quiet = false;    ///< no notices, no progress, no result: only what changes the exit status
  bool verbose = false;  ///< what was read of each input, and the result
};

/// Set by the command line before anything is said.
MessageStyle& message_style();

enum class MessageLevel : std::uint8_t {
  info,     ///< asked for with --verbose
  notice,   ///< does not change the exit status
  warning,  ///< exit status 1
  error,    ///< ends an input or the run
};

/// One line for standard error. All text is UTF-8 or what an input has in its place; control characters come
/// out visible.
struct Message {
  MessageLevel level = MessageLevel::info;
  std::string_view file = {};     ///< empty: the message is not about one
  std::uint64_t line = 0;         ///< 0: the file as a whole
  std::string_view problem = {};  ///< the stable name; empty: none
  std::string_view column = {};
  std::string_view value = {};
  std::string_view text = {};    ///< one sentence, printable
  std::string_view record = {};  ///< a rejected record that is kept nowhere else
};

/// Writes the message: as text `FILE:LINE: problem: text`, or `linehaul: text` without a file; as JSON one
/// object on one line. On a terminal, as text, the problem's name has a colour unless NO_COLOR is set.
void say(const Message& message);

/// A line that is written over again and again, and taken away before each message.
void show_status_line(std::string_view text);
void clear_status_line();

/// Whether standard error is a terminal that understands control sequences.
bool is_on_terminal();

}  // namespace linehaul
