#include "output/rejects_file.h"

#include "input/encoding.h"
#include "output/json_text.h"

namespace linehaul {

void RejectsFile::add(FileNotices& notices, const Diagnostic& diagnostic, std::string_view record) {
  notices.reject(diagnostic.problem, file_.name());
  const std::string& input = notices.file();
  std::string recoded;
  if (!is_utf8(record)) {
    append_windows_1252(record, recoded);
    record = recoded;
  }
  TextBuffer& out = file_.buffer();
  out.append("{\"file\":");
  append_json_string(is_utf8(input) ? input : printable(input), out);
  out.append(",\"line\":");
  out.append(std::to_string(diagnostic.line));
  out.append(",\"problem\":");
  append_json_string(problem_name(diagnostic.problem), out);
  out.append(",\"column\":");
  append_json_string_or_null(diagnostic.column, out);
  out.append(",\"value\":");
  if (diagnostic.column.empty()) {
    out.append("null");
  } else {
    append_json_string(diagnostic.value, out);
  }
  out.append(",\"message\":");
  append_json_string(diagnostic.message, out);
  out.append(",\"record\":");
  append_json_string(record, out);
  out.append("}\n");
  file_.flush_if_full();
}

}  // namespace linehaul
