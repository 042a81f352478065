#include "diagnostic.h"

#include <array>
#include <cstddef>

#include "input/encoding.h"

namespace linehaul {

namespace {

struct Name {
  Problem problem;
  std::string_view name;
};

/// In the order of the enum.
constexpr Name kNames[] = {
    {Problem::none, "none"},
    {Problem::unterminated_quote, "unterminated-quote"},
    {Problem::stray_quote, "stray-quote"},
    {Problem::record_too_long, "record-too-long"},
    {Problem::truncated, "truncated"},
    {Problem::too_few_cells, "too-few-cells"},
    {Problem::too_many_cells, "too-many-cells"},
    {Problem::unknown_record_type, "unknown-record-type"},
    {Problem::another_header, "another-header"},
    {Problem::bad_encoding, "bad-encoding"},
    {Problem::bad_amount, "bad-amount"},
    {Problem::ambiguous_amount, "ambiguous-amount"},
    {Problem::amount_too_long, "amount-too-long"},
    {Problem::missing_amount, "missing-amount"},
    {Problem::bad_date, "bad-date"},
    {Problem::bad_item, "bad-item"},
    {Problem::bad_change, "bad-change"},
    {Problem::unknown_amount_column, "unknown-amount-column"},
    {Problem::bad_total, "bad-total"},
    {Problem::total_differs, "total-differs"},
    {Problem::rows_before_header, "rows-before-header"},
    {Problem::repeated_charge_column, "repeated-charge-column"},
    {Problem::unidentified_charge, "unidentified-charge"},
    {Problem::duplicates_found, "duplicates-found"},
    {Problem::tags_dropped, "tags-dropped"},
    {Problem::unknown_id, "unknown-id"},
    {Problem::renamed_column, "renamed-column"},
    {Problem::informational_money, "informational-money"},
    {Problem::damaged_identifier, "damaged-identifier"},
    {Problem::repeated_header, "repeated-header"},
    {Problem::windows_1252, "windows-1252"},
    {Problem::header_only, "header-only"},
    {Problem::unknown_charge_code, "unknown-charge-code"},
    {Problem::unknown_column, "unknown-column"},
    {Problem::missing_column, "missing-column"},
    {Problem::bad_currency, "bad-currency"},
    {Problem::missing_invoice, "missing-invoice"},
    {Problem::reserved_money, "reserved-money"},
    {Problem::incomplete_charge, "incomplete-charge"},
    {Problem::total_rounded, "total-rounded"},
    {Problem::duplicate_charge, "duplicate-charge"},
    {Problem::duplicate_input, "duplicate-input"},
    {Problem::unclear_comparison, "unclear-comparison"},
    {Problem::repeated_id, "repeated-id"},
};

constexpr bool is_in_order() {
  std::size_t i = 0;
  for (const Name& entry : kNames) {
    if (static_cast<std::size_t>(entry.problem) != i++) return false;
  }
  return true;
}
static_assert(is_in_order());

}  // namespace

std::string_view problem_name(Problem problem) { return kNames[static_cast<std::size_t>(problem)].name; }

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
