#include "input/line_reader.h"

#include <utility>

#include "failure.h"

namespace linehaul {

std::optional<std::string_view> LineReader::next() {
  if (std::exchange(is_kept_given_, false)) kept_.clear();
  for (;;) {
    const std::size_t end = block_.find('\n');
    if (end != std::string_view::npos) {
      const std::string_view rest = block_.substr(0, end);
      block_.remove_prefix(end + 1);
      ++line_;
      if (kept_.size() == 0) return rest;
      kept_.append(rest);
      is_kept_given_ = true;
      return kept_.view();
    }
    kept_.append(block_);
    if (kept_.size() > kMaxLine) {
      throw Failure(ExitStatus::unreadable, file_.name() + ":" + std::to_string(line_ + 1) +
                                                ": line-too-long: more than 256 MiB; is this JSON Lines?");
    }
    if (before_read_) before_read_();
    block_ = blocks_.next();
    if (!block_.empty()) continue;
    if (kept_.size() == 0) return std::nullopt;
    ++line_;
    is_kept_given_ = true;
    return kept_.view();
  }
}

}  // namespace linehaul
