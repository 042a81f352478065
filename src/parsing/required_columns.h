#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsing/layout.h"
#include "schema/schema.h"

namespace linehaul {

/// Behind a message about a column that may have been renamed.
inline constexpr const char* kAliasAdvice = " (a renamed column becomes an alias in a --schema file)";

/// Why the charges of a file cannot be read, for people: a column is missing without which money would be
/// lost, with the names in the header that can be its new one, or one stands twice so that nobody knows which
/// one counts. Empty: they can.
std::string why_unfit(const Schema& schema, const Layout& layout);

/// Whether the file has the column, or for a name with `{n}` at least one of that kind.
bool has_column(const Layout& layout, std::string_view schema_column);

}  // namespace linehaul
