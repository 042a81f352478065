#pragma once

#include <cstddef>
#include <string_view>

namespace linehaul {

/// Whether the text is an alphabetic code of ISO 4217, in capitals.
bool is_currency_code(std::string_view text);

/// Bytes of the currency that the text (UTF-8) starts with, an ISO 4217 code or a sign of Unicode's class Sc;
/// 0 where it starts with neither.
std::size_t leading_currency(std::string_view text);

}  // namespace linehaul
