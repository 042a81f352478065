#include "diagnostic.h"

#include <array>
#include <cstddef>

#include "input/encoding.h"

namespace linehaul {

std::string_view problem_name(Problem problem) {
  switch (problem) {
    case Problem::none:
      return "none";
    case Problem::unterminated_quote:
      return "unterminated-quote";
    case Problem::stray_quote:
      return "stray-quote";
    case Problem::record_too_long:
      return "record-too-long";
    case Problem::truncated:
      return "truncated";
    case Problem::too_few_cells:
      return "too-few-cells";
    case Problem::too_many_cells:
      return "too-many-cells";
    case Problem::unknown_record_type:
      return "unknown-record-type";
    case Problem::bad_encoding:
      return "bad-encoding";
    case Problem::bad_amount:
      return "bad-amount";
    case Problem::ambiguous_amount:
      return "ambiguous-amount";
    case Problem::amount_too_long:
      return "amount-too-long";
    case Problem::missing_amount:
      return "missing-amount";
    case Problem::bad_date:
      return "bad-date";
    case Problem::informational_money:
      return "informational-money";
    case Problem::unknown_amount_column:
      return "unknown-amount-column";
    case Problem::bad_total:
      return "bad-total";
    case Problem::total_differs:
      return "total-differs";
    case Problem::damaged_identifier:
      return "damaged-identifier";
    case Problem::repeated_header:
      return "repeated-header";
    case Problem::windows_1252:
      return "windows-1252";
    case Problem::header_only:
      return "header-only";
    case Problem::unknown_charge_code:
      return "unknown-charge-code";
    case Problem::unknown_column:
      return "unknown-column";
    case Problem::missing_column:
      return "missing-column";
    case Problem::bad_currency:
      return "bad-currency";
    case Problem::missing_invoice:
      return "missing-invoice";
    case Problem::reserved_money:
      return "reserved-money";
    case Problem::incomplete_charge:
      return "incomplete-charge";
    case Problem::total_rounded:
      return "total-rounded";
  }
  return "none";
}

ExitStatus exit_status_of(Problem problem) {
  const bool is_notice = problem == Problem::none || problem >= Problem::informational_money;
  return is_notice ? ExitStatus::done : ExitStatus::look;
}

namespace {

constexpr std::string_view kHex = "0123456789abcdef";

void append_hex(std::string& out, unsigned char byte) {
  out += "\\x";
  out += kHex[byte >> 4U];
  out += kHex[byte & 15U];
}

/// The bytes of the UTF-8 character that `text` begins with; 1 for a byte that begins none.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return size <= text.size() && is_utf8(text.substr(0, size)) ? size : 1;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t size = character_size(text);
    const auto byte = static_cast<unsigned char>(text[0]);
    const bool c1_control = size == 2 && byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
    if (text[0] == '\n') {
      out += "\\n";
    } else if (text[0] == '\t') {
      out += "\\t";
    } else if (text[0] == '\r') {
      out += "\\r";
    } else if (c1_control) {
      append_hex(out, byte);
      append_hex(out, static_cast<unsigned char>(text[1]));
    } else if (size == 1 && (byte < 0x20 || byte >= 0x7F)) {
      append_hex(out, byte);
    } else {
      out += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace linehaul
