#include "output/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "output/messages.h"
#include "text/sizes.h"

namespace linehaul {
namespace {

constexpr std::chrono::milliseconds kEvery{100};

bool is_wanted(ProgressWhen when) {
  const MessageStyle& style = message_style();
  if (when == ProgressWhen::never || style.quiet || style.form == MessageStyle::Form::json) return false;
  return when == ProgressWhen::always || (is_on_terminal() && ::isatty(STDOUT_FILENO) == 0);
}

std::string time_left(std::uint64_t seconds) {
  if (seconds < 3600) return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
  return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

Progress::Progress(ProgressWhen when, std::optional<std::uint64_t> total)
    : is_shown_(is_wanted(when)), total_(total) {}

Progress::~Progress() { clear_status_line(); }

void Progress::set(std::uint64_t bytes, std::uint64_t rejected) {
  here_ = {bytes, rejected};
  if (!is_shown_) return;
  const std::chrono::milliseconds now = elapsed();
  if (now < next_) return;
  next_ = now + kEvery;
  show_status_line(
      line(this->bytes(), total_, static_cast<std::uint64_t>(now.count()), before_.rejected + rejected));
}

void Progress::next_input() {
  before_.bytes += here_.bytes;
  before_.rejected += here_.rejected;
  here_ = {};
}

std::chrono::milliseconds Progress::elapsed() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_);
}

std::string Progress::line(std::uint64_t bytes, std::optional<std::uint64_t> total,
                           std::uint64_t milliseconds, std::uint64_t rejected) {
  const std::uint64_t rate = bytes * 1000 / std::max<std::uint64_t>(milliseconds, 1);  // bytes a second
  std::string text;
  if (total && *total != 0) {
    const std::uint64_t done = std::min(bytes, *total);
    text = fmt::format("{:3} %  {} of {}", done * 100 / *total, size_text(done), size_text(*total));
    text += fmt::format("  {}/s", size_text(rate));
    if (rate != 0) text += fmt::format("  {} left", time_left((*total - done) / rate));
  } else {
    text = fmt::format("{}  {}/s", size_text(bytes), size_text(rate));
  }
  if (rejected != 0) text += fmt::format("  {} rejected", rejected);
  return text;
}

}  // namespace linehaul
