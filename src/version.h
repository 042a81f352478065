#pragma once

#include <string_view>

namespace linehaul {

/// The project's version in CMakeLists.txt, such as "0.1.0".
std::string_view version();

}  // namespace linehaul
