#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parsing/layout.h"
#include "schema/schema.h"

namespace linehaul {

/// Throws Failure (unreadable), with the nearest name that the header has, when a column is missing without
/// which money would be lost, or stands twice so that nobody knows which one counts. `name` is the file's.
void require_columns(const Schema& schema, const Layout& layout, const std::string& name);

/// Whether the file has the column, or for a name with `{n}` at least one of that kind.
bool has_column(const Layout& layout, std::string_view schema_column);

}  // namespace linehaul
