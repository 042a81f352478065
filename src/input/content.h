#pragma once

#include <string>
#include <string_view>

namespace linehaul {

/// What bytes that are no CSV look like, with what to do about it: "an HTML page ...". Empty for text that
/// may be CSV. Expects the first few hundred bytes of an input.
std::string other_content(std::string_view first_bytes);

}  // namespace linehaul
