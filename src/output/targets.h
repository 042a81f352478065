#pragma once

#include <string>
#include <vector>

namespace linehaul {

/// Refuses, before anything is written, a target that is an input or that two outputs share. Empty targets
/// are none; "-" is a standard stream. Throws Failure (usage).
void refuse_clashing_targets(const std::vector<std::string>& inputs, const std::vector<std::string>& targets);

}  // namespace linehaul
