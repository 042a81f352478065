#include "model/currency.h"

#include <algorithm>
#include <array>
#include <utility>

namespace linehaul {
namespace {

// The active codes of ISO 4217 as of January 2026, and those withdrawn since 2021, which older invoices
// carry: ANG BGN CUC HRK SLL ZWL. Sorted.
constexpr auto kCodes = std::to_array<std::string_view>(
    {"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
     "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHE", "CHF",
     "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD",
     "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD",
     "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS",
     "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL",
     "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MXV", "MYR", "MZN", "NAD", "NGN",
     "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD",
     "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SLL", "SOS", "SRD", "SSP", "STN",
     "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
     "USN", "UYI", "UYU", "UYW", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAD", "XAF", "XAG", "XAU", "XBA",
     "XBB", "XBC", "XBD", "XCD", "XCG", "XDR", "XOF", "XPD", "XPF", "XPT", "XSU", "XTS", "XUA", "XXX", "YER",
     "ZAR", "ZMW", "ZWG", "ZWL"});
static_assert(std::ranges::is_sorted(kCodes));

// First and last code points of the ranges that make up class Sc (Unicode 17), without the signs of the cent:
// 50¢ is not 50.
constexpr auto kSigns = std::to_array<std::pair<char32_t, char32_t>>({
    {0x24, 0x24},       {0xA3, 0xA5},     {0x58F, 0x58F},   {0x60B, 0x60B},     {0x7FE, 0x7FF},
    {0x9F2, 0x9F3},     {0x9FB, 0x9FB},   {0xAF1, 0xAF1},   {0xBF9, 0xBF9},     {0xE3F, 0xE3F},
    {0x17DB, 0x17DB},   {0x20A0, 0x20C1}, {0xA838, 0xA838}, {0xFDFC, 0xFDFC},   {0xFE69, 0xFE69},
    {0xFF04, 0xFF04},   {0xFFE1, 0xFFE1}, {0xFFE5, 0xFFE6}, {0x11FDD, 0x11FE0}, {0x1E2FF, 0x1E2FF},
    {0x1ECB0, 0x1ECB0},
});

constexpr char32_t kReplacement = 0xFFFD;

// Bytes of the character that the text, which is not empty, starts with.
std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

char32_t code_point(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return lead < 0x80 ? lead : kReplacement;
  char32_t value = lead & (0x7Fu >> character.size());
  for (const char c : character.substr(1)) value = (value << 6) | (static_cast<unsigned char>(c) & 0x3Fu);
  return value;
}

}  // namespace

bool is_currency_code(std::string_view text) { return std::ranges::binary_search(kCodes, text); }

std::size_t leading_currency(std::string_view text) {
  if (text.empty()) return 0;
  if (is_currency_code(text.substr(0, 3))) return 3;
  const std::size_t size = character_size(text);
  if (size > 4) return 0;
  const char32_t sign = code_point(text.substr(0, size));
  const auto holds_sign = [sign](const auto& range) { return sign >= range.first && sign <= range.second; };
  return std::ranges::any_of(kSigns, holds_sign) ? size : 0;
}

}  // namespace linehaul
