#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "unit/record_text.h"

/// A way of reading a text.
struct Reading {
  linehaul::Dialect dialect = {};
  linehaul::Encoding encoding = linehaul::Encoding::automatic;
  std::size_t max_record_size = linehaul::RecordReader::kDefaultMaxRecordSize;
  bool gives_up = false;  ///< records that span lines, as a judge may
};

/// Every accessor of every record of the text, which comes in pieces of so many bytes. `scans`: without the
/// index.
inline std::string all_accessors(std::string_view text, std::size_t piece, const Reading& how, bool scans) {
  linehaul::MemoryText source(text, piece);
  linehaul::RecordReader reader(source, how.dialect, how.encoding, how.max_record_size);
  if (scans) reader.scan_only();
  std::string result;
  while (const linehaul::Record* record = reader.next()) {
    result += record_text(*record) + " raw " + linehaul::printable(record->raw()) + '\n';
    for (const linehaul::Field& field : record->fields()) {
      if (record->cell(field.column) != record->text(field)) result += "cell() differs\n";
    }
    if (how.gives_up && record->lines() > 1)
      result += record_text(*reader.give_up_after_first_line()) + " given up\n";
  }
  return result;
}
