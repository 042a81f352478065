#pragma once

#include <functional>
#include <string_view>

#include "input/encoding.h"
#include "input/record.h"
#include "parsing/parser.h"
#include "parsing/recognition.h"

namespace linehaul {

/// Calls `visit` for the data records that settle a file's conventions: the first 1,000, of those that end
/// within the first MiB of text. Returns how many there were. `head` may stop in the middle of a record
/// unless `is_whole`.
std::uint32_t visit_first_records(std::string_view head, bool is_whole, const Recognized& recognized,
                                  Encoding encoding, const std::function<void(const Record&)>& visit);

/// How the file writes amounts and dates: what its first records show where all that show anything agree,
/// else what its format says.
Conventions settle_conventions(std::string_view head, bool is_whole, const Recognized& recognized,
                               Encoding encoding, const Parser& parser);

}  // namespace linehaul
