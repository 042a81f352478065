#include "output/progress.h"

#include <doctest/doctest.h>

#include "text/sizes.h"

using linehaul::Progress;
using linehaul::size_text;

TEST_CASE("sizes are cut to one decimal, in the largest unit that has one") {
  CHECK(size_text(0) == "0 B");
  CHECK(size_text(999) == "999 B");
  CHECK(size_text(1000) == "1.0 kB");
  CHECK(size_text(999'999) == "999.9 kB");
  CHECK(size_text(1'000'000) == "1.0 MB");
  CHECK(size_text(10'737'418'240) == "10.7 GB");
  CHECK(size_text(18'446'744'073'709'551'615U) == "18.4 EB");
}

TEST_CASE("the progress line has share, rate and time left, and rejected records where there are some") {
  CHECK(Progress::line(250'000'000, 1'000'000'000, 1000, 0) ==
        " 25 %  250.0 MB of 1.0 GB  250.0 MB/s  0:03 left");
  CHECK(Progress::line(1, 1'000'000, 1000, 2) == "  0 %  1 B of 1.0 MB  1 B/s  277:46:39 left  2 rejected");
  CHECK(Progress::line(0, 1'000'000, 700, 0) == "  0 %  0 B of 1.0 MB  0 B/s");
}

TEST_CASE("without a total there is no share, and a file that has grown is not read beyond its end") {
  CHECK(Progress::line(5'000'000, std::nullopt, 2000, 1) == "5.0 MB  2.5 MB/s  1 rejected");
  CHECK(Progress::line(2'000, 1'000, 1000, 0) == "100 %  1.0 kB of 1.0 kB  2.0 kB/s  0:00 left");
  CHECK(Progress::line(0, 0, 0, 0) == "0 B  0 B/s");
}
