#include "schema/catalog.h"

#include "schema/embedded.h"
#include "schema/schema_loader.h"

namespace linehaul {

Catalog::Catalog(const std::vector<std::string>& schema_files) {
  for (const std::string& path : schema_files) schemas_.push_back(load_schema_file(path));
  for (const EmbeddedSchema& embedded : embedded_schemas()) {
    if (find(embedded.name) == nullptr) {
      schemas_.push_back(
          load_proven_schema(embedded.json, "schemas/" + std::string(embedded.name) + ".json"));
    }
  }
}

const Schema* Catalog::find(std::string_view format) const {
  for (const Schema& schema : schemas_) {
    if (schema.format == format) return &schema;
  }
  return nullptr;
}

std::vector<std::string_view> Catalog::names() const {
  std::vector<std::string_view> result;
  for (const Schema& schema : schemas_) result.push_back(schema.format);
  return result;
}

}  // namespace linehaul
