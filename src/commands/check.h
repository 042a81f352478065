#pragma once

#include "commands/conversion.h"

namespace linehaul {

/// `linehaul check`: writes no items and prints the proof that the items are the invoice, per file and
/// invoice. Status 1 where something is not proven, though provable. Throws what Conversion throws.
ExitStatus check(ConversionOptions options, bool json);

}  // namespace linehaul
