#pragma once

#include <cstddef>
#include <cstdint>

namespace linehaul {

/// Work that falls into pieces with a first and a last part that keep their order: pieces are taken one after
/// the other and finished one after the other, and between the two several are worked on at once. Each piece
/// has one of slots() places while it is under way.
class OrderedWork {
 public:
  virtual ~OrderedWork() = default;

  enum class Taken : std::uint8_t {
    piece,
    must_wait,  ///< nothing is there yet: ask again when all that was taken is finished
    end,        ///< there is nothing more
  };

  /// Takes the next piece; one call at a time. `is_idle`: all pieces before it are finished, so it may wait.
  virtual Taken take(std::size_t slot, bool is_idle) = 0;
  /// What can be done without knowing other pieces. `thread` counts from 0: one call at a time for each.
  virtual void work(std::size_t slot, std::size_t thread) = 0;
  /// In the order of take(); one call at a time, on any of the threads, which does nothing else meanwhile.
  /// False: no more is wanted, pieces taken already are given up.
  virtual bool finish(std::size_t slot, std::size_t thread) = 0;
};

/// Slots that `threads` threads use: so many that a thread whose piece is done finds another to begin with
/// while an earlier piece is still being worked on.
constexpr std::size_t slots_for(std::size_t threads) { return threads == 1 ? 1 : threads * 2; }

/// Does all of it on so many threads, the caller's among them; on fewer where the system gives no more.
/// Rethrows the first exception in the order of the pieces, when all in front of it are finished.
void do_in_order(OrderedWork& work, std::size_t threads);

}  // namespace linehaul
