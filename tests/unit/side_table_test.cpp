#include "input/side_table.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "failure.h"
#include "unit/temporary_file.h"

using linehaul::SideTable;

namespace {

/// The cells of the columns id and tags, `id=tags|id=tags`; `!` for a row that does not fit.
std::string rows(std::string_view content) {
  const TemporaryFile file(content);
  SideTable table(file.path());
  table.begin("id");
  const auto id = table.column("id");
  const auto tags = table.column("tags");
  if (!id || !tags) return "no columns";
  std::string text;
  while (const linehaul::Record* record = table.next()) {
    if (!text.empty()) text += "|";
    if (!table.fits(*record)) {
      text += "!";
      continue;
    }
    text.append(record->cell(*id)).append("=").append(record->cell(*tags));
  }
  return text;
}

}  // namespace

TEST_CASE("columns go by name, in any order and case, and the delimiter is the header's") {
  CHECK(rows("id,tags\na,x\n") == "a=x");
  CHECK(rows("TAGS;more; Id \nx;;a\n") == "a=x");
  CHECK(rows("tags\tid\nx, y\ta\n") == "a=x, y");
  CHECK(rows("tags|id\nx;y|a") == "a=x;y");
  CHECK(rows("\"tags\",\"id\"\n\"x\",\"a\"\n") == "a=x");
  CHECK(rows("a;b,id,tags\n1,2,3\n") == "2=3");
  CHECK(rows("name,tags\na,x\n") == "no columns");
  CHECK(rows("identity,tags\na,x\n") == "no columns");
}

TEST_CASE("line ends, marks and blank lines") {
  CHECK(rows("\xEF\xBB\xBFid,tags\r\na,x\r\n\r\nb,\r\n") == "a=x|b=");
  CHECK(rows("id,tags\ra,x\rb,y") == "a=x|b=y");
  CHECK(rows("id,tags\n\n\n,,\n,\na,x\n") == "a=x");  // without text, however many cells
  CHECK(rows("id,tags\n") == "");
  CHECK(rows("id,tags") == "");
  CHECK(rows(std::string("\xFF\xFEi\0d\0,\0t\0a\0g\0s\0\n\0a\0,\0x\0\n\0", 26)) == "a=x");
}

TEST_CASE("quoted cells hold delimiters, quotes and line ends") {
  CHECK(rows("id,tags\n\"a,b\",\"say \"\"hi\"\"\"\n\"two\nlines\",\"cr\r\nlf\"\n") ==
        "a,b=say \"hi\"|two\nlines=cr\r\nlf");
}

TEST_CASE("rows that do not fit the header") {
  CHECK(rows("id,tags\na,x,y\nb,z\n") == "!|b=z");
  CHECK(rows("id,tags\na\nb,z\n") == "a=|b=z");
  CHECK(rows("id,tags\na,\"open\nb,z\n") == "!|b=z");  // reading goes on behind the line
}

TEST_CASE("the head shows what kind of file it is, and the whole text can be had instead") {
  const std::string lines =
      "{\"id\":\"a\"}\n{\"id\":\"b\"}\n" + std::string(3000000, ' ') + "\n{\"id\":\"c\"}";
  const TemporaryFile file(lines);
  SideTable table(file.path());
  CHECK(table.head().starts_with("{\"id\":\"a\"}"));
  CHECK(table.whole_text() == lines);
}

TEST_CASE("a file that is not there or is empty") {
  CHECK_THROWS_AS(SideTable("/nonexistent/table.csv"), linehaul::Failure);
  const TemporaryFile empty("");
  SideTable table(empty.path());
  table.begin("id");
  CHECK_FALSE(table.column("id"));
  CHECK(table.next() == nullptr);
}
