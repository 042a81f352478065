#include "json/json_numbers.h"

#include <algorithm>

namespace linehaul {
namespace {

std::size_t digits_at(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

}  // namespace

bool is_json_number(std::string_view text) {
  if (text.starts_with("-")) text.remove_prefix(1);
  const std::size_t whole = digits_at(text);
  if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with(".")) {
    text.remove_prefix(1);
    const std::size_t decimals = digits_at(text);
    if (decimals == 0) return false;
    text.remove_prefix(decimals);
  }
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  if (text.starts_with("+") || text.starts_with("-")) text.remove_prefix(1);
  return !text.empty() && digits_at(text) == text.size();
}

void blank_numbers(char* json, std::size_t size) {
  const std::string_view text(json, size);
  for (std::size_t i = text.find_first_of("\"-0123456789"); i < size;) {
    std::size_t end = i + 1;
    if (text[i] == '"') {
      for (; end < size && text[end] != '"'; ++end) end += text[end] == '\\';
      ++end;
    } else {
      end = std::min(text.find_first_not_of("+-.0123456789eE", i), size);
      if (is_json_number(text.substr(i, end - i))) {
        std::fill(json + i, json + end, ' ');
        json[i] = '0';
      }
    }
    i = end < size ? text.find_first_of("\"-0123456789", end) : size;
  }
}

}  // namespace linehaul
