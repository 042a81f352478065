#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsing/layout.h"
#include "schema/schema.h"

namespace linehaul {

/// How to go on behind a message about a column of the schema that the file lacks: asks whether the one of
/// the `unknown` names that is like it is its new name. Empty where none is.
std::string ask_renamed(const std::string& column, const std::vector<std::string_view>& unknown);

/// Why the charges of a file cannot be read, for people: a column is missing without which money would be
/// lost, with the names in the header that can be its new one, or one stands twice so that nobody knows which
/// one counts. Empty: they can.
std::string why_unfit(const Schema& schema, const Layout& layout);

/// Whether the file has the column, or for a name with `{n}` at least one of that kind.
bool has_column(const Layout& layout, std::string_view schema_column);

}  // namespace linehaul
