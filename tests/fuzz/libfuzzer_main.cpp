// Makes a program of one target, LINEHAUL_FUZZ_TARGET, with libFuzzer's main().

#include <cstddef>
#include <cstdint>

#include "fuzz/fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  linehaul::fuzz::LINEHAUL_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
