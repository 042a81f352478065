#pragma once

#include "commands/conversion.h"

namespace linehaul::fuzz {

/// Converts the options' inputs with blocks of 64 bytes, with the usual ones, and for a check. Ends the
/// process unless lines, messages and status are the same for both, every line is a line item, and their sums
/// are those of the check's books. Throws Failure (usage), and std::logic_error where the books do not
/// balance.
///
/// From the first call on standard output leads into memory.
void require_conversion(const ConversionOptions& options);

}  // namespace linehaul::fuzz
