#pragma once

#include <vector>

#include "model/line_item.h"

namespace linehaul {

#ifdef LINEHAUL_FAULT
/// Only in the test program linehaul_faulty: damages the items of a row on their way to the writer, as the
/// environment variable LINEHAUL_FAULT says (drop, twice, change), to prove that the books notice.
void inject_fault(std::vector<LineItem>& items);
#else
inline void inject_fault(std::vector<LineItem>&) {}
#endif

}  // namespace linehaul
