// Counts every allocation of the program: operator new is replaced for the whole test program, and does what
// it always does.

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "input/record_reader.h"
#include "model/charge_id.h"
#include "output/item_writer.h"
#include "parsers/carriers.h"
#include "parsing/recognition.h"
#include "parsing/row_judge.h"
#include "schema/catalog.h"

namespace {

std::atomic<std::size_t> allocations = 0;

void* allocate(std::size_t size) noexcept {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(size == 0 ? 1 : size);
}

void* allocate_or_throw(std::size_t size) {
  if (void* memory = allocate(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) { return allocate_or_throw(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::aligned_alloc(static_cast<std::size_t>(alignment), size)) return memory;
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return allocate_or_throw(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace {

using linehaul::RowKind;
using linehaul::RowOutcome;

constexpr std::size_t kRows = 100000;

class NoNotices : public linehaul::Notices {
 public:
  void each(linehaul::Diagnostic) override { FAIL("nothing is to be noticed"); }
  void once(linehaul::Problem, std::string_view, std::uint64_t, std::string_view) override {
    FAIL("nothing is to be noticed");
  }
};

// Rows of UPS billing data without a header, all of the same length: quoted cells, doubled quotes, line
// breaks, Windows-1252, amounts with a guard and with thousands, and as many tracking numbers as asked for.
std::string ups_rows(std::size_t tracking_numbers) {
  const std::vector<std::pair<std::size_t, std::string_view>> cells = {
      {1, "2.1"},
      {3, "0000H7R204"},
      {4, "US"},
      {6, "00000H7R204226"},
      {10, "USD"},
      {12, "05/04/26"},
      {44, "ACC"},
      {45, "RES"},
      {46, "\"Say \"\"hi\"\",\nnow\""},
      {51, "usd"},
      {52, "=\"1.50\""},
      {53, "\"1,234.56\""},
      {67, "Z\xFCrich"},
      {70, "x"},
  };
  std::string row;
  std::size_t tracking_at = 0;
  std::size_t next = 0;
  for (std::size_t column = 1; column <= 250; ++column) {
    if (column == 21) tracking_at = row.size();
    if (column == 21) row += "1Z000000";
    if (next < cells.size() && cells[next].first == column) row += cells[next++].second;
    row += column < 250 ? ',' : '\n';
  }
  std::string text;
  text.reserve(kRows * row.size());
  for (std::size_t i = 0; i < kRows; ++i) {
    std::size_t number = i % tracking_numbers;
    for (std::size_t digit = 0; digit < 6; ++digit, number /= 10) {
      row[tracking_at + 7 - digit] = static_cast<char>('0' + number % 10);
    }
    text += row;
  }
  return text;
}

struct Counts {
  std::size_t after_1000 = 0;
  std::size_t after_all = 0;
};

// Goes the way of a row from bytes to JSON. Results are checked behind the counting: doctest allocates.
Counts allocations_over(const std::string& text) {
  const linehaul::Catalog catalog({});
  const std::string name = "in.csv";
  const linehaul::Recognized file =
      linehaul::recognize(std::string_view(text).substr(0, 10000), name, catalog, {});
  NoNotices notices;
  const linehaul::ParseOptions options;
  const auto parser = linehaul::find_parser("ups", "")({*file.schema, file.layout, options, notices});
  linehaul::Conventions conventions;
  conventions.decimal_mark = linehaul::DecimalMark::point;
  conventions.date_order = linehaul::DateOrder::month_first;
  parser->set_conventions(conventions);
  linehaul::RowJudge judge(*file.schema, file.layout);
  linehaul::ItemWriter writer(*file.schema, file.layout, {});
  linehaul::ChargeIds ids(file.schema->carrier);
  linehaul::MemoryText source(text);
  linehaul::RecordReader reader(source, file.dialect);
  std::vector<linehaul::LineItem> items;
  linehaul::RowMoney money;
  linehaul::TextBuffer out;
  linehaul::Scratch scratch;
  parser->begin_batch(scratch, true);

  Counts counts;
  std::size_t written = 0;
  std::size_t bytes = 0;
  while (const linehaul::Record* record = reader.next()) {
    if (judge.judge(*record) != RowKind::data) break;
    if (parser->parse(*record, items, money) != RowOutcome::items) break;
    writer.begin_record(*record);
    for (const linehaul::LineItem& item : items) writer.write(item, ids.next(item), {}, out);
    bytes += out.size();
    out.clear();
    items.clear();
    if (++written % 100 == 0) scratch.clear();
    if (written == 1000) counts.after_1000 = allocations.load();
  }
  counts.after_all = allocations.load();
  CHECK(written == kRows);
  CHECK(bytes > kRows * 500);
  return counts;
}

}  // namespace

TEST_CASE("the counting counts") {
  const std::size_t before = allocations.load();
  const std::string text(1000, 'x');
  const std::vector<int> numbers(10);
  const std::size_t after = allocations.load();
  CHECK(after == before + 2);
  CHECK(text.size() + numbers.size() == 1010);
}

TEST_CASE("100,000 rows allocate nothing that 1,000 did not") {
  const Counts counts = allocations_over(ups_rows(500));
  CHECK(counts.after_1000 > 0);
  CHECK(counts.after_all == counts.after_1000);
}

TEST_CASE("only the table of ids grows, by doubling, where all ids are different") {
  // At most half full: 2,048 entries after 1,000 ids and 262,144 after 100,000, which is 7
  // doublings.
  const Counts counts = allocations_over(ups_rows(kRows));
  CHECK(counts.after_all - counts.after_1000 == 7);
}
