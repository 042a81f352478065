#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace linehaul {

/// Reads a format schema. `source` names it in messages. Throws Failure (usage) for text that is not JSON,
/// for a key or value that the grammar does not know, and for a field that names no column.
Schema load_schema(std::string_view json, const std::string& source);

/// A schema that the program carries, of which tests have shown that it is JSON and that every column it
/// names is one of its own. To see that again was more than half of the instructions of loading.
Schema load_proven_schema(std::string_view json, const std::string& source);

/// The same as load_schema() from a file; Failure (usage) when it cannot be read.
Schema load_schema_file(const std::string& path);

}  // namespace linehaul
