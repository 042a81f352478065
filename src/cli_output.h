#pragma once

#include <CLI/CLI.hpp>

#include "commands/conversion.h"

namespace linehaul {

// Where normalize writes line items to, and in which form.

void set_up_output(CLI::App& app, ConversionOptions& options);
/// What the options mean together, once all are read. Throws Failure (usage) for what makes no sense.
void settle_output(const CLI::App& app, ConversionOptions& options);

}  // namespace linehaul
