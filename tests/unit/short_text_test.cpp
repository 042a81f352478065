#include "model/short_text.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using linehaul::is_same_text;
using linehaul::short_key;

TEST_CASE("texts of 1 to 7 bytes have numbers of their own, others none") {
  std::set<std::uint64_t> keys;
  std::size_t texts = 0;
  const auto add_all = [&](const auto& self, std::string text) -> void {
    if (!text.empty()) {
      keys.insert(short_key(text));
      ++texts;
    }
    if (text.size() == 7) return;
    for (const char c : {'\0', 'a', '\xFF'}) self(self, text + c);
  };
  add_all(add_all, "");
  CHECK(keys.size() == texts);
  CHECK(keys.count(0) == 0);
  CHECK(short_key("") == 0);
  CHECK(short_key("12345678") == 0);
}

TEST_CASE("texts are the same byte for byte, whatever their length") {
  const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const std::string same = text.substr(0, size);
    CHECK(is_same_text(text.substr(0, size), same));
    CHECK_FALSE(is_same_text(same + "x", same));
    CHECK_FALSE(is_same_text(same, same + "x"));
    for (std::size_t at = 0; at < size; ++at) {
      std::string other = same;
      other[at] = 'X';
      CHECK_FALSE(is_same_text(same, other));
    }
  }
}
