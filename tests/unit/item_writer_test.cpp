#include "output/item_writer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/record_reader.h"
#include "output/raw_object.h"
#include "schema/catalog.h"
#include "unit/record_text.h"

using linehaul::RawCells;

namespace {

const linehaul::Schema& any_schema() {
  static const linehaul::Catalog catalog({});
  return *catalog.find("ups");
}

/// `raw` of the only record in `row`.
std::string raw(const std::vector<std::string_view>& header, std::string_view row, RawCells cells) {
  const linehaul::Layout layout(any_schema(), header);
  linehaul::RawObject object(layout, cells);
  linehaul::MemoryText source(row);
  linehaul::RecordReader reader(source, {});
  linehaul::TextBuffer out;
  out.append("before ");
  object.append(*reader.next(), out);
  CHECK(out.view().substr(0, 7) == "before ");
  return std::string(out.view().substr(7));
}

}  // namespace

TEST_CASE("raw has the cells that are not empty") {
  CHECK(raw({"a", "b", "c"}, "1,,3\n", RawCells::nonempty) == R"({"a":"1","c":"3"})");
  CHECK(raw({"a", "b", "c"}, "1,,3\n", RawCells::all) == R"({"a":"1","b":"","c":"3"})");
  CHECK(raw({"a", "b", "c"}, "1\n", RawCells::all) == R"({"a":"1"})");
  CHECK(raw({"a", "b"}, ",\n", RawCells::nonempty) == "{}");
  CHECK(raw({"a", "b"}, ",\n", RawCells::all) == R"({"a":"","b":""})");
  CHECK(raw({"a"}, "1, ,x\n", RawCells::nonempty) == R"({"a":"1","column 3":"x"})");
}

TEST_CASE("raw escapes what the index saw and what it decoded") {
  CHECK(raw({"a", "b"}, "x\\y,2\n", RawCells::nonempty) == R"({"a":"x\\y","b":"2"})");
  CHECK(raw({"a", "b"}, "\"l\nm\",2\n", RawCells::nonempty) == R"({"a":"l\nm","b":"2"})");
  CHECK(raw({"a", "b"}, "1,\"say \"\"so\"\"\"\n", RawCells::nonempty) == R"({"a":"1","b":"say \"so\""})");
  CHECK(raw({"a\"", "b"}, "1,2\n", RawCells::nonempty) == R"({"a\"":"1","b":"2"})");
}

TEST_CASE("raw has keys and cells of every length whole") {
  for (std::size_t size = 1; size < 140; ++size) {
    const std::string name(size, 'n');
    const std::string text(140 - size, 't');
    const std::string expected = "{\"" + name + "\":\"" + text + "\",\"z\":\"" + name + "\"}";
    const std::string line_end = size % 2 == 0 ? "\n" : "";  // without one the scanner reads it
    CHECK(raw({name, "z"}, text + "," + name + line_end, RawCells::nonempty) == expected);
  }
}

TEST_CASE("raw has the same keys whether or not all of them stand at even distances") {
  for (std::size_t size = 1; size < 140; ++size) {
    const std::string name(size, 'n');
    const std::string longer(size * 2, 't');
    const std::string expected =
        R"({"a":"1",")" + name + "\":\"" + longer + R"(","z":"say \"so\"","column 5":"+"})";
    CHECK(raw({"a", name, "b", "z"}, "1," + longer + ",,\"say \"\"so\"\"\",+\n", RawCells::nonempty) ==
          expected);
  }
  CHECK(raw({"a", "b"}, ",,x\n", RawCells::nonempty) == R"({"column 3":"x"})");
}

TEST_CASE("all items of a record have the same raw, however the buffer grows") {
  const linehaul::Layout layout(any_schema(), {"a", "b"});
  linehaul::MemoryText source("1,2\n3,4\n");
  linehaul::RecordReader reader(source, {});
  linehaul::ItemWriter writer(any_schema(), layout, {});
  linehaul::TextBuffer out;
  for (const std::string_view raw : {R"({"a":"1","b":"2"})", R"({"a":"3","b":"4"})"}) {
    writer.begin_record(*reader.next());
    for (int item = 0; item < 40; ++item) {
      const std::size_t begin = out.size();
      writer.write({}, "id", {}, out);
      const std::string_view line = out.view().substr(begin);
      CHECK(line.substr(0, 10) == R"({"id":"id")");
      CHECK(line.substr(line.find(R"(,"raw":)")) == R"(,"raw":)" + std::string(raw) + "}\n");
    }
  }
}
