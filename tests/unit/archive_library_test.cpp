#include "input/archive_library.h"

#include <doctest/doctest.h>

#include <new>

namespace linehaul {

TEST_CASE("what libarchive could not make for want of memory is not used") {
  CHECK_THROWS_AS(owned(static_cast<archive*>(nullptr), [](archive*) { return 0; }), std::bad_alloc);
}

}  // namespace linehaul
