#include "version.h"

namespace linehaul {

std::string_view version() { return LINEHAUL_VERSION; }

}  // namespace linehaul
