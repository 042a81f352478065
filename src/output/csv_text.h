#pragma once

#include <string_view>

#include "text/text_buffer.h"

namespace linehaul {

/// Appends a cell of a CSV file as RFC 4180 has it: in quotes only where it must be.
void append_csv_cell(std::string_view text, TextBuffer& out);

/// The same for a file that a spreadsheet opens: what it would take for a formula (CWE-1236), a text that
/// begins with `= + - @`, a tab, CR or LF, has an apostrophe in front. A plain number, `-4.50`, has none.
void append_guarded_csv_cell(std::string_view text, TextBuffer& out);

}  // namespace linehaul
