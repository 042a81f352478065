#include "commands/rule_traces.h"

#include <fmt/format.h>

#include "diagnostic.h"
#include "output/json_writer.h"
#include "text/counted.h"

namespace linehaul {
namespace {

std::string_view outcome_of(const RuleTrace& trace) {
  if (!trace.is_reached) return "not reached";
  return trace.is_matched ? "matched" : "not matched";
}

}  // namespace

void write_rules_text(const std::vector<RuleTrace>& traces, std::string_view tags_json, TextBuffer& out) {
  out.append(fmt::format("  {:<20} {}\n", "trackstar_tags", printable(tags_json)));
  const RuleList* list = nullptr;
  for (const RuleTrace& trace : traces) {
    if (trace.list != list) out.append(fmt::format("  {}\n", printable(trace.list->file)));
    list = trace.list;
    out.append(fmt::format("    {:<24} {}\n", printable(trace.rule->label()), outcome_of(trace)));
    if (!trace.why_not.empty()) out.append(fmt::format("      {}\n", printable(trace.why_not)));
    for (const std::string& name : trace.omitted) {
      out.append(fmt::format("      the tag \"{}\" is left out: a field of its value is not there\n",
                             printable(name)));
    }
    if (trace.dropped != 0) {
      out.append(fmt::format("    {} dropped: the limit is {}\n", counted(trace.dropped, "tag"),
                             trace.list->limits.max_tags));
    }
  }
}

void write_rules_json(const std::vector<RuleTrace>& traces, std::string_view tags_json, TextBuffer& out) {
  out.append(",\"trackstar_tags\":");
  out.append(tags_json);
  out.append(",\"rules\":");
  JsonWriter json(out);
  json.open_list();
  for (const RuleTrace& trace : traces) {
    json.open_object();
    json.key("file");
    json.text(trace.list->file);
    json.key("rule");
    json.number(trace.rule->number);
    json.key("name");
    json.text_or_null(trace.rule->name);
    json.key("outcome");
    json.text(outcome_of(trace));
    json.key("why_not");
    json.text_or_null(trace.why_not);
    json.key("tags_left_out");
    json.open_list();
    for (const std::string& name : trace.omitted) json.text(name);
    json.close_list();
    json.key("tags_dropped");
    json.number(trace.dropped);
    json.close_object();
  }
  json.close_list();
}

}  // namespace linehaul
