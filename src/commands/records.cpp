#include "commands/records.h"

#include "input/input_file.h"
#include "input/record_reader.h"
#include "input/text_source.h"
#include "output/json_text.h"
#include "output/output_file.h"
#include "output/reporter.h"
#include "parsing/row_judge.h"

namespace linehaul {
namespace {

void write_array(const Record& record, TextBuffer& out) {
  out.append("[");
  std::uint32_t next = 0;
  const auto put_cell = [&](std::string_view text) {
    if (next++ != 0) out.append(",");
    append_json_string(text, out);
  };
  for (const Field& field : record.fields()) {
    while (next < field.column) put_cell("");
    put_cell(record.text(field));
  }
  while (next < record.columns()) put_cell("");
  out.append("]\n");
}

}  // namespace

ExitStatus print_records(const RecordsOptions& options) {
  Reporter reporter;
  InputFile file(options.input);
  FileText text(file, options.block_size, Encoding::automatic);
  OutputFile output("");
  if (!file.is_regular()) text.before_read([&output] { output.flush(); });
  RecordReader reader(text, options.dialect, Encoding::automatic, options.max_record_size);
  while (const Record* record = reader.next()) {
    if (record->problem() == Problem::none) {
      write_array(*record, output.buffer());
      output.flush_if_full();
    } else {
      reporter.report(file.name(), RowJudge::unreadable(*record), record->raw());
    }
  }
  output.flush();
  return reporter.status();
}

}  // namespace linehaul
