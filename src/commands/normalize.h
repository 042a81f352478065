#pragma once

#include "commands/conversion.h"

namespace linehaul {

/// `linehaul normalize`: every input's charges as JSON Lines, in the order given. Throws what Conversion
/// throws.
inline ExitStatus normalize(const ConversionOptions& options) { return Conversion(options).run(); }

}  // namespace linehaul
