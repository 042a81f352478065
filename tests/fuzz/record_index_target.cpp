#include <algorithm>
#include <array>
#include <string>

#include "fuzz/fuzz_target.h"
#include "fuzz/require.h"
#include "unit/record_readings.h"

namespace linehaul::fuzz {
namespace {

constexpr std::size_t kHow = 4;  // bytes in front of the text

std::size_t choice(std::string_view bytes, std::size_t at, std::size_t among) {
  return static_cast<unsigned char>(bytes[at]) % among;
}

Reading reading_of(std::string_view how) {
  constexpr std::array<Dialect, 8> kDialects = {{{',', '"'},
                                                 {';', '"'},
                                                 {'\t', '\''},
                                                 {'|', '"'},
                                                 {',', '\0'},
                                                 {'\xA7', '"'},
                                                 {'"', '"'},
                                                 {',', '\r'}}};
  constexpr std::array<Encoding, 4> kEncodings = {Encoding::automatic, Encoding::utf8, Encoding::windows_1252,
                                                  Encoding::iso_8859_1};
  constexpr std::array<std::size_t, 4> kSizes = {RecordReader::kDefaultMaxRecordSize, 40, 200, 7};
  return {.dialect = kDialects[choice(how, 0, kDialects.size())],
          .encoding = kEncodings[choice(how, 1, kEncodings.size())],
          .max_record_size = kSizes[choice(how, 2, kSizes.size())],
          .gives_up = choice(how, 2, 8) >= 4};
}

bool are_line_ends(std::string_view text) { return text.find_first_not_of("\r\n") == std::string_view::npos; }

/// Every byte stands in a record or is a line end. Not where records are cut or given up.
void require_all_bytes(std::string_view text, const Reading& how) {
  MemoryText source(text, text.size() + 1);
  RecordReader reader(source, how.dialect, how.encoding);
  std::size_t end = 0;
  while (const Record* record = reader.next()) {
    const std::size_t line_end = record->has_line_end() ? 1 : 0;
    const std::size_t record_end = record->end_offset() - line_end;
    require(record_end <= text.size() && record_end >= end + record->raw().size(), "a record's place", text);
    const std::size_t begin = record_end - record->raw().size();
    require(text.substr(begin, record->raw().size()) == record->raw(), "a record's bytes", text);
    require(are_line_ends(text.substr(end, begin - end)), "bytes in front of a record are lost", text);
    end = record->end_offset();
  }
  require(are_line_ends(text.substr(end)), "bytes at the end are lost", text);
}

}  // namespace

void run_record_index(std::string_view bytes) {
  if (bytes.size() < kHow) return;
  const Reading how = reading_of(bytes);
  std::string text(bytes.substr(kHow));
  std::erase(text, '\0');  // as every TextSource leaves them out
  const std::string expected = all_accessors(text, text.size() + 1, how, true);
  const std::size_t piece = choice(bytes, 3, 256) + 1;
  for (const std::size_t size : {text.size() + 1, piece, std::size_t{64}}) {
    require(all_accessors(text, size, how, false) == expected, "the index and the scanner differ", text);
  }
  require_all_bytes(text, how);
}

}  // namespace linehaul::fuzz
