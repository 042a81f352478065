#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/embedded.h"
#include "schema/schema.h"

namespace linehaul {

/// A format of the catalog. An embedded schema is read when somebody asks for it: to read all of them took a
/// fifth of the time that a small file takes, and most files need one.
class Format {
 public:
  /// A schema of the user's. It has been read, that is how its name is known.
  explicit Format(Schema schema) : schema_(std::move(schema)) {}
  explicit Format(const EmbeddedSchema& embedded) : embedded_(&embedded) {}

  /// The name and the delimiter are known without the schema.
  std::string_view name() const { return embedded_ != nullptr ? embedded_->name : schema_->format; }
  char delimiter() const { return embedded_ != nullptr ? embedded_->delimiter : schema_->delimiter; }
  /// Of an embedded format: names of which every header has at least one.
  std::span<const std::string_view> header_names() const {
    return embedded_ != nullptr ? embedded_->header_names : std::span<const std::string_view>();
  }
  /// Whether rows without a header can be of the format.
  bool has_row_signature() const;

  /// Reads it at the first call, whichever thread is the first. Lives as long as the format.
  const Schema& schema() const;
  bool is_read() const;

 private:
  const EmbeddedSchema* embedded_ = nullptr;
  mutable std::mutex mutex_;  // guards schema_ while it is read
  mutable std::optional<Schema> schema_;
};

/// The formats of a run: the embedded ones and those of the user's --schema files, which replace an embedded
/// format of the same name.
class Catalog {
 public:
  /// Throws Failure (usage) for a schema file that cannot be read or is not one.
  explicit Catalog(const std::vector<std::string>& schema_files);

  const std::deque<Format>& formats() const { return formats_; }
  /// All of them, read.
  std::vector<std::reference_wrapper<const Schema>> schemas() const;
  /// nullptr when there is no format of that name.
  const Schema* find(std::string_view format) const;
  std::vector<std::string_view> names() const;

 private:
  const Format* find_format(std::string_view name) const;

  std::deque<Format> formats_;  // the user's first
};

}  // namespace linehaul
