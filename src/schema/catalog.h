#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace linehaul {

/// The formats of a run: the embedded ones and those of the user's --schema files, which replace an embedded
/// format of the same name.
class Catalog {
 public:
  /// Throws Failure (usage) for a schema file that cannot be read or is not one.
  explicit Catalog(const std::vector<std::string>& schema_files);

  const std::deque<Schema>& schemas() const { return schemas_; }
  /// nullptr when there is no format of that name.
  const Schema* find(std::string_view format) const;
  std::vector<std::string_view> names() const;

 private:
  std::deque<Schema> schemas_;  // the user's first
};

}  // namespace linehaul
