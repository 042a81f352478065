#include "commands/input_list.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using linehaul::is_invoice_name;
using linehaul::names_in;
using Names = std::vector<std::string>;

TEST_CASE("names of invoices below a folder") {
  for (const char* name : {"a.csv", "A.CSV", "a.txt", "a.tsv", "a.csv.gz", "a.TXT.Bz2", "a.tsv.xz",
                           "a.csv.zst", "a.zip", "a b.csv.zip", "a.pdf.csv"}) {
    CAPTURE(name);
    CHECK(is_invoice_name(name));
  }
  for (const char* name :
       {"a", "csv", "a.csv~", "a.gz", "a.jsonl", "a.csv.gz.gz", "a.csv.zip.gz", "a.xlsx", "a.csvx"}) {
    CAPTURE(name);
    CHECK_FALSE(is_invoice_name(name));
  }
}

TEST_CASE("lists of names") {
  CHECK(names_in("") == Names{});
  CHECK(names_in("\n\r\n\n") == Names{});
  CHECK(names_in("a\nb") == Names{"a", "b"});
  CHECK(names_in("a b\r\n\nc\r\n") == Names{"a b", "c"});
  CHECK(names_in(std::string("a\0b\nc\r\0", 7)) == Names{"a", "b\nc\r"});
  CHECK(names_in(std::string("a\0\0b", 4)) == Names{"a", "b"});
}
