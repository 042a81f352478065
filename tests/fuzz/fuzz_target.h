#pragma once

#include <array>
#include <string_view>

namespace linehaul::fuzz {

// What libFuzzer and the replay run. Each takes any bytes, and ends the process where what it sees is wrong;
// a std::logic_error, which only a bug throws, ends it too. The same bytes always do the same.

/// Four bytes that say how to read, then a text: the record index and the scanner see the same records, and
/// no byte of the text is lost between them.
void run_record_index(std::string_view bytes);
/// Three bytes, then amount cells, one a line: reading, writing and reckoning against GMP.
void run_decimal(std::string_view bytes);
/// Date cells, one a line, and dates made from the bytes.
void run_date(std::string_view bytes);
/// A file of --schema; where it is one, a file of its columns is converted with it.
void run_schema(std::string_view bytes);
/// A file of --rules; where it is one, its rules are applied.
void run_rules(std::string_view bytes);
/// The text of a --where; where it is one, items are asked.
void run_where(std::string_view bytes);
/// An input file, from the bytes to the lines.
void run_pipeline(std::string_view bytes);

struct Target {
  std::string_view name;  ///< of its folder in corpus/ and crashes/
  void (*run)(std::string_view);
};

inline constexpr std::array<Target, 7> kTargets = {{{"record_index", run_record_index},
                                                    {"decimal", run_decimal},
                                                    {"date", run_date},
                                                    {"schema", run_schema},
                                                    {"rules", run_rules},
                                                    {"where", run_where},
                                                    {"pipeline", run_pipeline}}};

}  // namespace linehaul::fuzz
