#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace linehaul {

/// How an input is packed, by the bytes it begins with and never by its name.
enum class Packing : std::uint8_t { none, gzip, bzip2, xz, zstd, zip };

/// Enough bytes to tell.
constexpr std::size_t kPackingBytes = 6;

/// Nothing where more bytes are needed to tell.
std::optional<Packing> packing_of(std::string_view first_bytes);

/// For messages: `gzip`, `ZIP`.
std::string_view packing_name(Packing packing);

/// Of `may.csv.gz` the `may.csv`, in any letter case; a name that is nothing but an extension stays. For
/// making and choosing names only: how a file is packed its bytes say.
std::string_view unpacked_name(std::string_view name);

/// What content that was unpacked is, where it is packed itself: "a ZIP archive"; empty for anything else.
/// Expects the first few hundred bytes.
std::string_view packed_content(std::string_view first_bytes);

/// What input may unpack to: what is more is no invoice, but made to fill disks.
struct UnpackLimits {
  static constexpr std::uint64_t kAlwaysAllowed = std::uint64_t{16} * 1024 * 1024;  ///< bytes

  std::uint64_t expansion = 1000;  ///< times its size, where that is more than kAlwaysAllowed
  std::uint64_t members = 10000;   ///< files in an archive
};

/// Whether `packed` bytes must not give `unpacked` ones.
inline bool is_over(const UnpackLimits& limits, std::uint64_t unpacked, std::uint64_t packed) {
  return unpacked > UnpackLimits::kAlwaysAllowed && unpacked / limits.expansion > packed;
}

}  // namespace linehaul
