#include "input/packing.h"

#include <algorithm>
#include <iterator>

#include "text/ascii.h"

namespace linehaul {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  Packing packing;
};

constexpr Magic kMagics[] = {
    {"\x1F\x8B"sv, Packing::gzip},
    {"BZh"sv, Packing::bzip2},
    {"\xFD"
     "7zXZ\0"sv,
     Packing::xz},
    {"\x28\xB5\x2F\xFD"sv, Packing::zstd},
    {"PK\x03\x04"sv, Packing::zip},
    {"PK\x05\x06"sv, Packing::zip},  // without a file in it
};
static_assert(std::all_of(std::begin(kMagics), std::end(kMagics),
                          [](const Magic& magic) { return magic.bytes.size() <= kPackingBytes; }));

constexpr std::size_t kTarMagic = 257;  // where it stands

}  // namespace

std::optional<Packing> packing_of(std::string_view first_bytes) {
  bool is_open = false;
  for (const Magic& magic : kMagics) {
    if (first_bytes.starts_with(magic.bytes)) return magic.packing;
    is_open |= magic.bytes.starts_with(first_bytes);
  }
  if (is_open) return std::nullopt;
  return Packing::none;
}

std::string_view packing_name(Packing packing) {
  switch (packing) {
    case Packing::gzip:
      return "gzip";
    case Packing::bzip2:
      return "bzip2";
    case Packing::xz:
      return "xz";
    case Packing::zstd:
      return "zstd";
    case Packing::zip:
      return "ZIP";
    case Packing::none:
      break;
  }
  return "none";
}

std::string_view unpacked_name(std::string_view name) {
  for (const std::string_view extension : {".gz", ".bz2", ".xz", ".zst"}) {
    if (name.size() <= extension.size() || !ends_with_ignoring_case(name, extension)) continue;
    return name.substr(0, name.size() - extension.size());
  }
  return name;
}

std::string_view packed_content(std::string_view first_bytes) {
  switch (packing_of(first_bytes).value_or(Packing::none)) {
    case Packing::gzip:
      return "a gzip file";
    case Packing::bzip2:
      return "a bzip2 file";
    case Packing::xz:
      return "an xz file";
    case Packing::zstd:
      return "a zstd file";
    case Packing::zip:
      return "a ZIP archive or an XLSX workbook";
    case Packing::none:
      break;
  }
  if (first_bytes.size() > kTarMagic && first_bytes.substr(kTarMagic).starts_with("ustar")) {
    return "a tar archive";
  }
  return "";
}

}  // namespace linehaul
