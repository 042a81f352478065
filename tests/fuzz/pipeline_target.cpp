#include "fuzz/conversion.h"
#include "fuzz/fuzz_target.h"
#include "fuzz/memory_file.h"

namespace linehaul::fuzz {

void run_pipeline(std::string_view bytes) {
  const MemoryFile file(bytes);
  ConversionOptions options;
  options.inputs = {file.path()};
  require_conversion(options);
}

}  // namespace linehaul::fuzz
