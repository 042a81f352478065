#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace linehaul {

bool is_utf8(std::string_view bytes);

/// How an input's bytes are read; automatic: as its byte-order mark says, else UTF-8 and, where that fails,
/// Windows-1252.
enum class Encoding : std::uint8_t { automatic, utf8, windows_1252, iso_8859_1, utf16_le, utf16_be };

/// The byte-order mark that an input starts with; automatic and of 0 bytes when there is none. U+FEFF in
/// UTF-8 is 3 bytes long and in UTF-16 2.
struct ByteOrderMark {
  Encoding encoding = Encoding::automatic;
  std::size_t size = 0;
};
ByteOrderMark byte_order_mark(std::string_view first_bytes);

/// Decode to the end of `utf8`. The five bytes that Windows-1252 does not assign become the C1 controls of
/// the same value, so that no byte is lost.
void append_windows_1252(std::string_view bytes, std::string& utf8);
void append_iso_8859_1(std::string_view bytes, std::string& utf8);

/// Decodes UTF-16 that comes in pieces of any size. The byte-order mark, if any, is decoded like any other
/// character. What is not UTF-16, a lone surrogate or an odd last byte, becomes U+FFFD.
class Utf16Decoder {
 public:
  /// Expects Encoding::utf16_le or utf16_be.
  explicit Utf16Decoder(Encoding encoding = Encoding::utf16_le)
      : is_big_endian_(encoding == Encoding::utf16_be) {}

  void append(std::string_view bytes, std::string& utf8);
  /// To be called at the end of the input; the decoder can then start anew.
  void finish(std::string& utf8);

 private:
  void append_unit(char16_t unit, std::string& utf8);
  char16_t unit(char first, char second) const;

  bool is_big_endian_;
  bool has_odd_byte_ = false;
  char odd_byte_ = '\0';
  char16_t high_surrogate_ = 0;  // 0: none is waiting for its other half
};

}  // namespace linehaul
