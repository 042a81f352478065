#pragma once

#include <string_view>
#include <vector>

namespace linehaul {

/// A member of a JSON object as it is spelled.
struct JsonMember {
  std::string_view key;    ///< between its quotes, escapes as they are
  std::string_view value;  ///< from its first byte to its last
};

/// Where the members of an object stand, without looking into their values: for numbers, whose digits count,
/// and for changing one member and no other byte. `object` is valid JSON from its brace on, blanks around it
/// allowed; views point into it.
void find_members(std::string_view object, std::vector<JsonMember>& members);

}  // namespace linehaul
