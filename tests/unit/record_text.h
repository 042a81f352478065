#pragma once

#include <cstdint>
#include <string>

#include "diagnostic.h"
#include "input/record_reader.h"

/// A record in one line for a table of expectations:
///
///     1 @9 [a][b,c]            starts on line 1, its line end ends behind byte 9, two cells
///     2+3 @20 [x\ny] open      starts on line 2, spans 3 lines, the input stops without a line end
///     4 @30 stray-quote {a,"b} no cells but a problem; the raw bytes in braces
///
/// `loose` marks a quote inside an unquoted cell, `recoded` a cell that was not UTF-8. Line breaks in cells
/// are `\n` and `\r`.
inline std::string record_text(const linehaul::Record& record) {
  std::string text = std::to_string(record.line());
  if (record.lines() != 1) text += '+' + std::to_string(record.lines());
  text += " @" + std::to_string(record.end_offset()) + ' ';
  if (record.problem() != linehaul::Problem::none) {
    text += std::string(problem_name(record.problem())) + " {" + linehaul::printable(record.raw()) + '}';
    if (record.columns() != 0 || !record.fields().empty()) text += " with cells";
  } else {
    std::uint32_t column = 0;
    for (const linehaul::Field& field : record.fields()) {
      for (; column < field.column; ++column) text += "[]";
      text += '[' + linehaul::printable(record.text(field)) + ']';
      ++column;
    }
    for (; column < record.columns(); ++column) text += "[]";
    if (record.has_loose_quote()) text += " loose";
  }
  if (record.is_recoded()) text += " recoded";
  if (!record.has_line_end()) text += " open";
  return text;
}

/// All records that are left, one a line.
inline std::string all_records(linehaul::RecordReader& reader) {
  std::string text;
  while (const linehaul::Record* record = reader.next()) text += record_text(*record) + '\n';
  return text;
}
