#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#include "output/json_chunk.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Bytes that one byte of text becomes at most.
inline constexpr std::size_t kLongestJsonEscape = 6;

/// Appends `text` (UTF-8) as a JSON string with its quotes. Escapes are \" \\ \b \f \n \r \t and \u00xx for
/// other bytes under 0x20; everything else is UTF-8 as it is.
void append_json_string(std::string_view text, TextBuffer& out);

/// The same without the quotes.
void append_json_text(std::string_view text, TextBuffer& out);

/// The same as append_json_string(), or `null` for an empty text.
void append_json_string_or_null(std::string_view text, TextBuffer& out);

/// Writes one byte that needs an escape as such and returns where the next one goes.
char* put_json_escape(char c, char* to);

/// Where a text may be read behind its end.
enum class TextEnd { padded, exact };

/// Writes a text some of whose characters need an escape.
template <TextEnd kEnd>
[[gnu::cold]] char* put_escaped_json_text(const char* from, std::size_t rest, char* to) {
  for (;;) {
    const bool is_last = rest < JsonChunk::kSize;
    const JsonChunk chunk =
        kEnd == TextEnd::exact && is_last ? JsonChunk::load(from, rest) : JsonChunk::load(from);
    chunk.store(to);
    const std::uint32_t escapes = is_last ? chunk.escapes_in(rest) : chunk.escapes();
    if (escapes == 0 && is_last) return to + rest;
    std::size_t done = JsonChunk::kSize;
    if (escapes == 0) {
      to += done;
    } else {
      const auto clean = static_cast<std::size_t>(std::countr_zero(escapes));
      to = put_json_escape(from[clean], to + clean);
      done = clean + 1;
    }
    from += done;
    rest -= done;
  }
}

/// Writes a text of at least a chunk: whole ones, of which the last overlaps the one before.
template <TextEnd kEnd>
char* put_long_json_text(const char* from, std::size_t size, char* to) {
  const std::size_t last = size - JsonChunk::kSize;
  std::uint32_t escapes = 0;
  for (std::size_t done = 0; done < last; done += JsonChunk::kSize) {
    const JsonChunk chunk = JsonChunk::load(from + done);
    chunk.store(to + done);
    escapes |= chunk.escapes();
  }
  const JsonChunk chunk = JsonChunk::load(from + last);
  chunk.store(to + last);
  escapes |= chunk.escapes();
  return escapes == 0 ? to + size : put_escaped_json_text<kEnd>(from, size, to);
}

/// Writes the inside of a JSON string and returns where the next byte goes. At `to` there is room for
/// kLongestJsonEscape bytes for each of the text and 16 more. A text that is `padded` has
/// TextBuffer::kPadding bytes behind it that can be read.
template <TextEnd kEnd>
[[gnu::always_inline]] inline char* put_json_text(std::string_view text, char* to) {
  if (text.size() >= JsonChunk::kSize) return put_long_json_text<kEnd>(text.data(), text.size(), to);
  const JsonChunk chunk =
      kEnd == TextEnd::padded ? JsonChunk::load(text.data()) : JsonChunk::load(text.data(), text.size());
  chunk.store(to);
  if (chunk.escapes_in(text.size()) == 0) [[likely]]
    return to + text.size();
  return put_escaped_json_text<kEnd>(text.data(), text.size(), to);
}

}  // namespace linehaul
