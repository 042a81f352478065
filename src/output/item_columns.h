#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tagging/item_view.h"

namespace linehaul {

/// A column of line items that are written as a table.
struct ItemColumn {
  enum class Kind : std::uint8_t { key, cell, tag };

  Kind kind = Kind::key;
  ItemField key = ItemField::id;
  std::string name;   ///< of the column of the source row, as `raw` calls it, or of the tag
  std::string title;  ///< as it was asked for: `net_cost`, `raw.Zone`, `tags.gl`
};

/// Reads what --columns says: names with commas between them, each in quotes where it has commas or quotes
/// itself, as in CSV. Throws Failure (usage).
std::vector<ItemColumn> read_item_columns(const std::string& list);

/// The keys of the record in their order; `documented_only`: without those that --compat trackstar leaves
/// out.
std::vector<ItemColumn> all_item_columns(bool documented_only, bool with_raw);

/// Whether the key `raw` is one of the columns.
bool has_raw_key(const std::vector<ItemColumn>& columns);

}  // namespace linehaul
