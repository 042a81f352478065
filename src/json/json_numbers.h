#pragma once

#include <cstddef>
#include <string_view>

namespace linehaul {

/// Whether a text is a number as JSON spells them.
bool is_json_number(std::string_view text);

/// Overwrites every number of a JSON text with `0` and blanks. simdjson's DOM refuses integers beyond 64 bits
/// and exponents beyond its floating point, which JSON allows and line items hold: amounts have up to 36
/// digits, a tracking number 22. Whoever wants a number's digits takes them from the text as it was.
void blank_numbers(char* json, std::size_t size);

}  // namespace linehaul
