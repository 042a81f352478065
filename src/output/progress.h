#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace linehaul {

enum class ProgressWhen : std::uint8_t { automatic, always, never };

/// The line on standard error that says how far a run is: bytes of the total, rate, time left, rejected
/// records. It comes after half a second, ten times a second at most, and is gone before a message or the
/// end.
class Progress {
 public:
  /// `total`: bytes of all inputs, nothing where that is not known. `automatic`: on a terminal, unless
  /// standard output is one too, where the line items show how far it is.
  Progress(ProgressWhen when, std::optional<std::uint64_t> total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// So far: bytes of the present input, rejected records of it.
  void set(std::uint64_t bytes, std::uint64_t rejected);
  /// An input holds more than its size says.
  void forget_total() { total_.reset(); }
  /// The present input ends there; the next begins at nothing.
  void next_input();

  /// Of the whole run.
  std::uint64_t bytes() const { return before_.bytes + here_.bytes; }
  std::chrono::milliseconds elapsed() const;

  /// What the line says after `milliseconds`; without its control sequences.
  static std::string line(std::uint64_t bytes, std::optional<std::uint64_t> total, std::uint64_t milliseconds,
                          std::uint64_t rejected);

 private:
  struct Count {
    std::uint64_t bytes = 0;
    std::uint64_t rejected = 0;
  };

  bool is_shown_;
  std::optional<std::uint64_t> total_;
  Count before_;  // the inputs that are done
  Count here_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::milliseconds next_{500};  // when the line is due, since the start
};

}  // namespace linehaul
