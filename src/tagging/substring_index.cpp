#include "tagging/substring_index.h"

namespace linehaul {

std::uint32_t SubstringIndex::child(std::uint32_t node, unsigned char byte) const {
  if (node == 0) return first_[byte];
  std::uint32_t found = nodes_[node].child;
  while (found != 0 && nodes_[found].byte != byte) found = nodes_[found].sibling;
  return found;
}

std::uint32_t SubstringIndex::step(std::uint32_t node, unsigned char byte) const {
  for (;;) {
    const std::uint32_t next = child(node, byte);
    if (next != 0 || node == 0) return next;
    node = nodes_[node].shorter;
  }
}

void SubstringIndex::add(std::string_view pattern) {
  std::uint32_t node = 0;
  for (const char c : pattern) {
    const auto byte = static_cast<unsigned char>(c);
    std::uint32_t next = child(node, byte);
    if (next == 0) {
      next = static_cast<std::uint32_t>(nodes_.size());
      Node& added = nodes_.emplace_back();
      added.byte = byte;
      added.sibling = nodes_[node].child;
      nodes_[node].child = next;
      if (node == 0) first_[byte] = next;
    }
    node = next;
  }
  same_.push_back(nodes_[node].pattern);
  nodes_[node].pattern = patterns_++;
  nodes_[node].is_end = true;
}

/// Breadth first, so that what is shorter is done.
void SubstringIndex::finish() {
  std::vector<std::uint32_t> order;
  for (std::uint32_t top = nodes_[0].child; top != 0; top = nodes_[top].sibling) order.push_back(top);
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::uint32_t next = nodes_[order[i]].child; next != 0; next = nodes_[next].sibling) {
      const std::uint32_t shorter = step(nodes_[order[i]].shorter, nodes_[next].byte);
      nodes_[next].shorter = shorter;
      nodes_[next].next_end = nodes_[shorter].is_end ? shorter : nodes_[shorter].next_end;
      order.push_back(next);
    }
  }
}

}  // namespace linehaul
