#include "output/output_folder.h"

#include <doctest/doctest.h>

#include "unit/temporary_file.h"

using linehaul::output_name;

TEST_CASE("an output is called as its input is, in no folder") {
  CHECK(output_name("may.csv", ".jsonl") == "may.jsonl");
  CHECK(output_name("a/b/may.CSV", ".csv") == "may.csv");
  CHECK(output_name("/may.tsv", ".jsonl") == "may.jsonl");
  CHECK(output_name("may.csv.gz", ".jsonl") == "may.jsonl");
  CHECK(output_name("may.TSV.Zst", ".jsonl") == "may.jsonl");
  CHECK(output_name(".gz", ".jsonl") == ".gz.jsonl");
  CHECK(output_name("may.2026", ".jsonl") == "may.2026.jsonl");
  CHECK(output_name(".csv", ".jsonl") == ".csv.jsonl");
  CHECK(output_name("-", ".jsonl") == "stdin.jsonl");
  CHECK(output_name("<stdin>", ".jsonl") == "stdin.jsonl");
  CHECK(output_name("<stdin>/may.csv", ".jsonl") == "stdin.may.jsonl");
}

TEST_CASE("the output of an archive's member has both names and leads nowhere else") {
  const TemporaryFile archive("PK");
  const std::string name = archive.path().substr(archive.path().rfind('/') + 1);
  CHECK(output_name(archive.path() + "/member.csv", ".jsonl") == name + ".member.jsonl");
  CHECK(output_name(archive.path() + "/may/dpd.csv", ".jsonl") == name + ".may.dpd.jsonl");
  CHECK(output_name(archive.path() + "/../../dpd.csv", ".jsonl") == name + ".......dpd.jsonl");
}
