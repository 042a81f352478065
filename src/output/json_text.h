#pragma once

#include <string_view>

#include "text/text_buffer.h"

namespace linehaul {

/// Appends `text` (UTF-8) as a JSON string with its quotes. Escapes are \" \\ \b \f \n \r \t and \u00xx for
/// other bytes under 0x20; everything else is UTF-8 as it is.
void append_json_string(std::string_view text, TextBuffer& out);

/// The same, or `null` for an empty text.
void append_json_string_or_null(std::string_view text, TextBuffer& out);

}  // namespace linehaul
