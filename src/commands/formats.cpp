#include "commands/formats.h"

#include <fmt/format.h>

#include "failure.h"
#include "output/output_file.h"
#include "schema/catalog.h"
#include "schema/embedded.h"
#include "text/nearest.h"

namespace linehaul {

ExitStatus list_formats() {
  const Catalog catalog({});
  OutputFile output("");
  for (const Schema& schema : catalog.schemas()) {
    output.buffer().append(fmt::format("{:<20} {}\n{:<20} gross: {}\n{:<20} net: {}\n{:<20} tax: {}\n",
                                       schema.format, schema.title, "", schema.gross_meaning, "",
                                       schema.net_meaning, "", schema.tax_meaning));
  }
  output.flush();
  return ExitStatus::done;
}

ExitStatus print_format(const std::string& name) {
  std::vector<std::string_view> names;
  for (const EmbeddedSchema& schema : embedded_schemas()) {
    names.push_back(schema.name);
    if (schema.name != name) continue;
    OutputFile output("");
    output.buffer().append(schema.json);
    output.flush();
    return ExitStatus::done;
  }
  throw Failure(ExitStatus::usage, fmt::format("unknown format \"{}\"{}", name, suggestion(name, names)));
}

}  // namespace linehaul
