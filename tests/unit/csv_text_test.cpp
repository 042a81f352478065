#include "output/csv_text.h"

#include <doctest/doctest.h>

#include <string>

namespace {

std::string plain(std::string_view text) {
  linehaul::TextBuffer out;
  linehaul::append_csv_cell(text, out);
  return std::string(out.view());
}

std::string guarded(std::string_view text) {
  linehaul::TextBuffer out;
  linehaul::append_guarded_csv_cell(text, out);
  return std::string(out.view());
}

}  // namespace

TEST_CASE("cells are quoted only where they must be") {
  CHECK(plain("").empty());
  CHECK(plain(" a b\t") == " a b\t");
  CHECK(plain("a,b") == "\"a,b\"");
  CHECK(plain("a\rb") == "\"a\rb\"");
  CHECK(plain("\"a\"") == "\"\"\"a\"\"\"");
  CHECK(plain("=1") == "=1");
}

TEST_CASE("formulas are guarded, numbers are not") {
  for (const char* text : {"=1", "+a", "-", "--1", "@a", "\t1", "-1-1", "+1 2", "-1e5", "+.", "-1;2"}) {
    CHECK(guarded(text) == "'" + std::string(text));
  }
  CHECK(guarded("\r=1") == "\"'\r=1\"");
  CHECK(guarded("\n1") == "\"'\n1\"");
  CHECK(guarded("=a(\"b\",1)") == "\"'=a(\"\"b\"\",1)\"");
  for (const char* text : {"", "a=1", "1", "-1", "-4.50", "+.5", "1e5", "'=1", " =1"})
    CHECK(guarded(text) == text);
  CHECK(guarded("-1.234,56") == "\"-1.234,56\"");
}
