#include "output/csv_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kQuoted = ",\"\r\n";
constexpr std::string_view kFormulaStarts = "=+-@\t\r\n";

/// A sign and then nothing but digits, points and commas.
bool is_signed_number(std::string_view text) {
  const bool has_sign = text.front() == '-' || text.front() == '+';
  return has_sign && text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,", 1) == std::string_view::npos;
}

bool is_formula(std::string_view text) {
  return !text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos &&
         !is_signed_number(text);
}

void append_cell(std::string_view guard, std::string_view text, TextBuffer& out) {
  if (text.find_first_of(kQuoted) == std::string_view::npos) {
    out.append(guard);
    out.append(text);
    return;
  }
  out.append("\"");
  out.append(guard);
  for (std::size_t quote = text.find('"'); quote != std::string_view::npos; quote = text.find('"')) {
    out.append(text.substr(0, quote + 1));
    out.append("\"");
    text.remove_prefix(quote + 1);
  }
  out.append(text);
  out.append("\"");
}

}  // namespace

void append_csv_cell(std::string_view text, TextBuffer& out) { append_cell("", text, out); }

void append_guarded_csv_cell(std::string_view text, TextBuffer& out) {
  append_cell(is_formula(text) ? "'" : "", text, out);
}

}  // namespace linehaul
