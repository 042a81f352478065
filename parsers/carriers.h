#pragma once

#include <string_view>

#include "parsing/parser.h"

namespace linehaul {

/// What makes the parser of a format: the format's own where it needs judgement of its own, else the one of
/// the schema's shape. nullptr for an unknown format of an unknown shape.
MakeParser find_parser(std::string_view format, std::string_view shape);

}  // namespace linehaul
