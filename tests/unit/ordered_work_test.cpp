#include "threads/ordered_work.h"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

using linehaul::OrderedWork;

namespace {

/// Pieces 0 to `end`, each the square of its number once worked on.
class Squares : public OrderedWork {
 public:
  Squares(std::size_t end, std::size_t threads) : end_(end), slots_(linehaul::slots_for(threads)) {}

  std::size_t stop_at = ~std::size_t{0};
  std::size_t fail_take_at = ~std::size_t{0};
  std::size_t fail_work_at = ~std::size_t{0};
  std::size_t fail_finish_at = ~std::size_t{0};
  std::size_t wait_at = ~std::size_t{0};  // there a piece is taken only when idle

  std::vector<std::size_t> finished;
  std::size_t waits = 0;
  std::atomic<int> takers = 0;
  std::atomic<int> finishers = 0;
  bool was_alone = true;
  bool was_idle = true;

 private:
  Taken take(std::size_t slot, bool is_idle) override {
    was_alone &= takers++ == 0;
    const Taken taken = take_alone(slot, is_idle);
    --takers;
    return taken;
  }
  Taken take_alone(std::size_t slot, bool is_idle) {
    if (taken_ == fail_take_at) {
      --takers;
      throw std::runtime_error("take");
    }
    if (taken_ == end_) return Taken::end;
    if (taken_ == wait_at && !is_idle) {
      ++waits;
      return Taken::must_wait;
    }
    if (taken_ == wait_at) was_idle = finished.size() == taken_;
    slots_[slot] = taken_++;
    return Taken::piece;
  }
  void work(std::size_t slot, std::size_t) override {
    if (slots_[slot] == fail_work_at) throw std::runtime_error("work");
    slots_[slot] *= slots_[slot];
  }
  bool finish(std::size_t slot, std::size_t) override {
    was_alone &= finishers++ == 0;
    const bool fails = finished.size() == fail_finish_at;
    if (!fails) finished.push_back(slots_[slot]);
    --finishers;
    if (fails) throw std::runtime_error("finish");
    return finished.size() != stop_at;
  }

  std::size_t end_;
  std::vector<std::size_t> slots_;
  std::size_t taken_ = 0;
};

std::vector<std::size_t> squares(std::size_t count) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(i * i);
  return result;
}

std::string failure_of(Squares& work, std::size_t threads) {
  try {
    linehaul::do_in_order(work, threads);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "none";
}

constexpr std::size_t kThreads[] = {1, 2, 3, 8};
constexpr std::size_t kPieces = 1000;

}  // namespace

TEST_CASE("pieces are finished in the order in which they were taken, one at a time") {
  for (const std::size_t threads : kThreads) {
    for (const std::size_t pieces : {std::size_t{0}, std::size_t{1}, kPieces}) {
      Squares work(pieces, threads);
      linehaul::do_in_order(work, threads);
      CHECK(work.finished == squares(pieces));
      CHECK(work.was_alone);
    }
  }
}

TEST_CASE("a taker that must wait is asked again when all is finished") {
  for (const std::size_t threads : kThreads) {
    Squares work(kPieces, threads);
    work.wait_at = 500;
    linehaul::do_in_order(work, threads);
    CHECK(work.finished == squares(kPieces));
    CHECK(work.was_idle);
    CHECK((threads > 1 || work.waits == 0));  // one thread is always idle when it takes
  }
}

TEST_CASE("whoever wants no more gets no more") {
  for (const std::size_t threads : kThreads) {
    Squares work(kPieces, threads);
    work.stop_at = 300;
    work.fail_take_at = 310;  // behind the stop nothing matters
    CHECK(failure_of(work, threads) == "none");
    CHECK(work.finished == squares(300));
  }
}

TEST_CASE("the first exception comes out when all in front of it is finished") {
  for (const std::size_t threads : kThreads) {
    Squares taking(kPieces, threads);
    taking.fail_take_at = 100;
    CHECK(failure_of(taking, threads) == "take");
    CHECK(taking.finished == squares(100));

    Squares working(kPieces, threads);
    working.fail_work_at = 100;
    working.fail_take_at = 101;
    CHECK(failure_of(working, threads) == "work");
    CHECK(working.finished == squares(100));

    Squares finishing(kPieces, threads);
    finishing.fail_finish_at = 100;
    CHECK(failure_of(finishing, threads) == "finish");
    CHECK(finishing.finished == squares(100));
  }
}
