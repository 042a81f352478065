#pragma once

#include <vector>

#include "exit_status.h"
#include "summary/file_summary.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Appends what a run learned as one JSON object and a line end: schemas/summary.schema.json. Sums are exact
/// decimals as strings; sums of different currencies are never added up.
void append_summary_json(const std::vector<FileSummary>& files, ExitStatus status, TextBuffer& out);

}  // namespace linehaul
