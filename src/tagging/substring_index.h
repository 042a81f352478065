#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace linehaul {

/// Finds which of many patterns occur in a text, in one pass over the text however many patterns there are
/// (the automaton of Aho and Corasick). Texts and patterns are bytes; who wants to ignore letter case gives
/// both in lower case. 24 bytes per byte of pattern.
class SubstringIndex {
 public:
  /// `pattern` is not empty. Patterns are numbered 0, 1, ... in the order of adding.
  void add(std::string_view pattern);
  /// To be called once, behind the last add().
  void finish();
  bool empty() const { return patterns_ == 0; }

  /// Calls `found(pattern)` for every pattern that the text starts with.
  template <typename Found>
  void find_prefixes(std::string_view text, Found&& found) const {
    std::uint32_t node = 0;
    for (const char c : text) {
      node = child(node, static_cast<unsigned char>(c));
      if (node == 0) return;
      for (std::uint32_t p = nodes_[node].pattern; p != kNone; p = same_[p]) found(p);
    }
  }

  /// Calls `found(pattern, end)` for every occurrence that ends before the byte `end`, the longest first.
  /// Where it returns false the shorter ones that end there are passed over: they were all found before.
  template <typename Found>
  void find(std::string_view text, Found&& found) const {
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      node = step(node, static_cast<unsigned char>(text[i]));
      std::uint32_t hit = nodes_[node].is_end ? node : nodes_[node].next_end;
      for (bool goes_on = true; hit != 0 && goes_on; hit = nodes_[hit].next_end) {
        for (std::uint32_t p = nodes_[hit].pattern; p != kNone; p = same_[p]) goes_on = found(p, i + 1);
      }
    }
  }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  struct Node {
    std::uint32_t child = 0;  // the first of its children, 0: none
    std::uint32_t sibling = 0;
    std::uint32_t shorter = 0;   // the longest suffix that is a node too
    std::uint32_t next_end = 0;  // the longest proper suffix that is a pattern, 0: none
    std::uint32_t pattern = kNone;
    unsigned char byte = 0;
    bool is_end = false;
  };

  std::uint32_t child(std::uint32_t node, unsigned char byte) const;
  std::uint32_t step(std::uint32_t node, unsigned char byte) const;

  std::vector<Node> nodes_{1};
  std::vector<std::uint32_t> first_ = std::vector<std::uint32_t>(256, 0);  // the root's children by byte
  std::vector<std::uint32_t> same_;  // the next pattern with the same bytes
  std::uint32_t patterns_ = 0;
};

}  // namespace linehaul
