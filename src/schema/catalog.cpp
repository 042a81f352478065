#include "schema/catalog.h"

#include <algorithm>

#include "schema/schema_loader.h"

namespace linehaul {

bool Format::has_row_signature() const {
  return embedded_ != nullptr ? embedded_->has_row_signature : !schema_->row_signature.values.empty();
}

bool Format::is_read() const {
  const std::lock_guard lock(mutex_);
  return schema_.has_value();
}

const Schema& Format::schema() const {
  // No std::call_once: an exception goes through the C library there, which without memory ends the process.
  const std::lock_guard lock(mutex_);
  if (!schema_) {
    schema_ = load_proven_schema(embedded_->json, "schemas/" + std::string(embedded_->name) + ".json");
  }
  return *schema_;
}

Catalog::Catalog(const std::vector<std::string>& schema_files) {
  for (const std::string& path : schema_files) formats_.emplace_back(load_schema_file(path));
  for (const EmbeddedSchema& embedded : embedded_schemas()) {
    if (find_format(embedded.name) == nullptr) formats_.emplace_back(embedded);
  }
}

const Format* Catalog::find_format(std::string_view name) const {
  const auto found =
      std::find_if(formats_.begin(), formats_.end(), [&](const Format& f) { return f.name() == name; });
  return found == formats_.end() ? nullptr : &*found;
}

std::vector<std::reference_wrapper<const Schema>> Catalog::schemas() const {
  std::vector<std::reference_wrapper<const Schema>> result;
  for (const Format& format : formats_) result.emplace_back(format.schema());
  return result;
}

const Schema* Catalog::find(std::string_view format) const {
  const Format* found = find_format(format);
  return found == nullptr ? nullptr : &found->schema();
}

std::vector<std::string_view> Catalog::names() const {
  std::vector<std::string_view> result;
  for (const Format& format : formats_) result.push_back(format.name());
  return result;
}

}  // namespace linehaul
