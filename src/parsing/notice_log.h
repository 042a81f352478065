#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parsing/notices.h"

namespace linehaul {

/// Keeps what a parser notices until its turn has come: rows are parsed ahead of the rows before them.
class NoticeLog : public Notices {
 public:
  void each(Diagnostic diagnostic) override { entries_.push_back({std::move(diagnostic), "", false}); }
  void once(Problem problem, std::string_view key, std::uint64_t line, std::string_view message) override {
    entries_.push_back({{problem, line, "", "", std::string(message)}, std::string(key), true});
  }

  std::size_t size() const { return entries_.size(); }
  /// Forgets all but the first `size` notices.
  void shrink(std::size_t size) { entries_.resize(size); }
  /// Passes all notices on and forgets them.
  void pass_to(Notices& to) {
    replay(0, size(), to);
    shrink(0);
  }
  /// Passes the notices `begin` to `end` on.
  void replay(std::size_t begin, std::size_t end, Notices& to) const {
    for (std::size_t i = begin; i < end; ++i) {
      const Entry& entry = entries_[i];
      if (entry.is_once) {
        to.once(entry.diagnostic.problem, entry.key, entry.diagnostic.line, entry.diagnostic.message);
      } else {
        to.each(entry.diagnostic);
      }
    }
  }

 private:
  struct Entry {
    Diagnostic diagnostic;
    std::string key;
    bool is_once = false;
  };
  std::vector<Entry> entries_;
};

}  // namespace linehaul
