#pragma once

#include <string>

#include "tagging/conditions.h"

namespace linehaul {

/// Compiles the text of a --where, `FIELD[TEST]=VALUE` or `FIELD=VALUE`, Trackstar's query syntax: lists are
/// separated by commas and have at most 100 values. Throws Failure (usage).
Conditions::Id compile_filter(const std::string& text, Conditions& conditions);

}  // namespace linehaul
