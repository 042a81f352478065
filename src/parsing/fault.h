#pragma once

#include "parsing/row_items.h"

namespace linehaul {

#ifdef LINEHAUL_FAULT
/// Only in the test program linehaul_faulty: damages the items of a row on their way to the writer, as the
/// environment variable LINEHAUL_FAULT says: drop, twice, change, to prove that the books notice; carry,
/// which they cannot, to prove that tests/sweep does.
void inject_fault(RowItems items);
#else
inline void inject_fault(const RowItems&) {}
#endif

}  // namespace linehaul
