#include "parsers/carriers.h"

#include <algorithm>

#include "parsers/parsers.h"
#include "parsing/charge_rows.h"

namespace linehaul {
namespace {

struct Entry {
  std::string_view name;
  MakeParser make;
};

template <typename Shape>
std::unique_ptr<Parser> make_shape(const FileContext& context) {
  return std::make_unique<Shape>(context);
}

/// Formats that need an `if`, sorted. A format that does not needs only its schema.
constexpr Entry kFormats[] = {
    {"royal_mail", make_royal_mail},
    {"ups", make_ups},
    {"usps", make_usps},
};

constexpr Entry kShapes[] = {
    {"charge_rows", make_shape<ChargeRows>},
};

}  // namespace

MakeParser find_parser(std::string_view format, std::string_view shape) {
  for (const Entry& entry : kFormats) {
    if (entry.name == format) return entry.make;
  }
  for (const Entry& entry : kShapes) {
    if (entry.name == shape) return entry.make;
  }
  return nullptr;
}

}  // namespace linehaul
