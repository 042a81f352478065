#include "input/content.h"

#include <algorithm>
#include <cstddef>

#include "input/packing.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

struct Magic {
  std::string_view bytes;
  std::string_view what;
};

constexpr Magic kMagics[] = {
    {"%PDF", "a PDF document; download the invoice as CSV"},
    {"\xD0\xCF\x11\xE0", "an Excel workbook (XLS); save the sheet as CSV"},
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"\x7F"
     "ELF",
     "a program"},
};

constexpr Magic kMarkup[] = {
    {"<!doctype html", "an HTML page, as an expired download link gives; download the invoice again"},
    {"<html", "an HTML page, as an expired download link gives; download the invoice again"},
    {"<head", "an HTML page, as an expired download link gives; download the invoice again"},
    {"<?xml", "an XML document; download the invoice as CSV"},
    {"<", "an HTML or XML document; download the invoice as CSV"},
    {"{\"id\":", "JSON, perhaps line items that linehaul wrote"},
    {"{", "JSON; download the invoice as CSV"},
    {"[{", "JSON; download the invoice as CSV"},
    {"isa*", "an X12 EDI document; download the invoice as CSV"},
    {"una:", "an EDIFACT document; download the invoice as CSV"},
};

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != '\0';
}

}  // namespace

std::string other_content(std::string_view first_bytes) {
  if (const std::string_view packed = packed_content(first_bytes); !packed.empty()) {
    return std::string(packed) + "; unpack it";
  }
  for (const Magic& magic : kMagics) {
    if (first_bytes.starts_with(magic.bytes)) return std::string(magic.what);
  }
  if (first_bytes.starts_with("\xFF\xFE") || first_bytes.starts_with("\xFE\xFF")) return {};  // UTF-16
  if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
  const std::size_t start = first_bytes.find_first_not_of(" \t\r\n");
  const std::string_view text = start == std::string_view::npos ? "" : first_bytes.substr(start);
  for (const Magic& magic : kMarkup) {
    if (starts_with_ignoring_case(text, magic.bytes)) return std::string(magic.what);
  }
  const auto controls =
      static_cast<std::size_t>(std::count_if(first_bytes.begin(), first_bytes.end(), is_control));
  return controls * 20 > first_bytes.size() ? "binary data" : "";
}

}  // namespace linehaul
