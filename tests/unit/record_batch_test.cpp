#include "input/record_batch.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using linehaul::MemoryText;
using linehaul::Record;
using linehaul::RecordBatch;
using linehaul::RecordReader;

namespace {

// All kinds of records: quoted, with line breaks, doubled quotes, Windows-1252, blank lines, a stray quote,
// one that is longer than a record may be, and a last one without a line end.
const std::string kText =
    "a,b,c\n\n1,\"x, y\",3\r\n\"two\nlines\",\"say \"\"hi\"\"\",\r\rZ\xFCrich,,\xE9\n\"stray\"x,1,2\n" +
    std::string(300, 'l') + "\nlast,,one";
constexpr std::size_t kMostBytes = 200;

std::string shown(const Record& record) {
  std::string text = std::to_string(record.line()) + "+" + std::to_string(record.lines()) + "@" +
                     std::to_string(record.end_offset()) + " " + std::string(record.raw()) + " " +
                     std::to_string(static_cast<int>(record.problem())) + " " +
                     std::to_string(record.columns()) + (record.is_recoded() ? " recoded" : "");
  for (const linehaul::Field& field : record.fields()) {
    text += " " + std::to_string(field.column) + ":" + std::string(record.text(field));
  }
  return text;
}

std::vector<std::string> one_by_one() {
  MemoryText text(kText);
  RecordReader reader(text, {}, linehaul::Encoding::automatic, kMostBytes);
  std::vector<std::string> records;
  while (const Record* record = reader.next()) records.push_back(shown(*record));
  return records;
}

}  // namespace

TEST_CASE("records of a batch are those that the reader gives out one by one, however its text comes") {
  const std::vector<std::string> expected = one_by_one();
  CHECK(expected.size() == 7);
  for (std::size_t piece = 1; piece < kText.size() + 2; ++piece) {
    CAPTURE(piece);
    MemoryText text(kText, piece);
    RecordReader reader(text, {}, linehaul::Encoding::automatic, kMostBytes);
    std::vector<RecordBatch> batches;  // all kept until the end: none may depend on the reader
    for (;;) {
      RecordBatch& batch = batches.emplace_back();
      while (const Record* record = batch.empty() ? reader.next() : reader.next_at_hand()) batch.add(*record);
      if (batch.empty()) break;
      batch.close(reader);
    }
    std::vector<std::string> found;
    for (const RecordBatch& batch : batches) {
      for (std::size_t i = 0; i < batch.size(); ++i) found.push_back(shown(batch[i]));
    }
    CHECK(found == expected);
  }
}

TEST_CASE("a copy of a record has all of its own") {
  std::vector<RecordBatch> copies;
  {
    MemoryText text(kText, 7);
    RecordReader reader(text, {}, linehaul::Encoding::automatic, kMostBytes);
    while (const Record* record = reader.next()) copies.emplace_back().copy(*record);
  }
  std::vector<std::string> found;
  for (const RecordBatch& copy : copies) found.push_back(shown(copy[0]));
  CHECK(found == one_by_one());
}
