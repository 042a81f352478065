#include "threads/ordered_work.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace linehaul {
namespace {

/// Every thread does whatever is due next, finishing before taking; so nobody waits for a certain thread, and
/// no thread is only there to read or to write.
class Team {
 public:
  Team(OrderedWork& work, std::size_t threads) : work_(work), slots_(slots_for(threads)) {}

  void run(std::size_t thread) {
    std::unique_lock lock(mutex_);
    while (!is_over()) {
      if (can_finish()) {
        finish(lock, thread);
      } else if (can_take()) {
        take(lock, thread);
      } else {
        changed_.wait(lock);
      }
    }
    changed_.notify_all();
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
    if (!is_stopped_ && end_error_) std::rethrow_exception(end_error_);
  }

 private:
  struct Slot {
    bool is_done = false;
    std::exception_ptr error;  // of the piece's work
  };

  Slot& slot(std::size_t piece) { return slots_[piece % slots_.size()]; }
  bool is_idle() const { return finished_ == taken_; }
  bool is_over() const { return is_stopped_ || (has_ended_ && is_idle()); }
  bool can_finish() { return !is_finishing_ && !is_idle() && slot(finished_).is_done; }
  bool can_take() const {
    const bool has_room = taken_ - finished_ < slots_.size();
    return !is_taking_ && !has_ended_ && has_room && (!must_wait_ || is_idle());
  }

  void finish(std::unique_lock<std::mutex>& lock, std::size_t thread) {
    Slot& done = slot(finished_);
    is_finishing_ = true;
    lock.unlock();
    bool goes_on = false;
    std::exception_ptr error = std::exchange(done.error, nullptr);
    try {
      goes_on = !error && work_.finish(finished_ % slots_.size(), thread);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    done.is_done = is_finishing_ = false;
    ++finished_;
    if (!goes_on) stop(error);
    changed_.notify_all();
  }

  void take(std::unique_lock<std::mutex>& lock, std::size_t thread) {
    const std::size_t piece = taken_;
    const bool idle = is_idle();
    is_taking_ = true;
    lock.unlock();
    OrderedWork::Taken taken = OrderedWork::Taken::end;
    std::exception_ptr error;
    try {
      taken = work_.take(piece % slots_.size(), idle);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    is_taking_ = false;
    must_wait_ = taken == OrderedWork::Taken::must_wait;
    has_ended_ = taken == OrderedWork::Taken::end;
    if (error) end_error_ = error;
    taken_ += taken == OrderedWork::Taken::piece;
    changed_.notify_all();
    if (taken == OrderedWork::Taken::piece) do_piece(lock, piece, thread);
  }

  void do_piece(std::unique_lock<std::mutex>& lock, std::size_t piece, std::size_t thread) {
    lock.unlock();
    std::exception_ptr error;
    try {
      work_.work(piece % slots_.size(), thread);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    slot(piece).is_done = true;
    slot(piece).error = error;
    changed_.notify_all();
  }

  void stop(const std::exception_ptr& error) {
    is_stopped_ = true;
    if (!error_) error_ = error;
  }

  OrderedWork& work_;
  std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::vector<Slot> slots_;
  std::size_t taken_ = 0;  // pieces
  std::size_t finished_ = 0;
  bool is_taking_ = false;
  bool is_finishing_ = false;
  bool must_wait_ = false;
  bool has_ended_ = false;
  bool is_stopped_ = false;
  std::exception_ptr end_error_;  // what ended the taking
  std::exception_ptr error_;
};

}  // namespace

void do_in_order(OrderedWork& work, std::size_t threads) {
  Team team(work, threads);
  std::vector<std::thread> others;
  others.reserve(threads);  // were this to throw with threads running, it would end the process
  for (std::size_t thread = 1; thread < threads; ++thread) {
    try {
      others.emplace_back([&team, thread] { team.run(thread); });
    } catch (const std::system_error&) {
      break;
    } catch (const std::bad_alloc&) {
      break;
    }
  }
  team.run(0);
  for (std::thread& other : others) other.join();
  team.rethrow();
}

}  // namespace linehaul
