#include "parsers/carriers.h"

#include <algorithm>

#include "parsers/parsers.h"
#include "parsing/charge_columns.h"
#include "parsing/charge_groups.h"
#include "parsing/charge_pairs.h"
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
    {"dhl_ecommerce", make_dhl_ecommerce},
    {"dhl_express", make_dhl_express},
    {"royal_mail", make_royal_mail},
    {"royal_mail_sap_bex", make_royal_mail_sap_bex},
    {"ups", make_ups},
    {"usps", make_usps},
};

constexpr Entry kShapes[] = {
    {"charge_columns", make_shape<ChargeColumns>},
    {"charge_groups", make_shape<ChargeGroups>},
    {"charge_pairs", make_shape<ChargePairs>},
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
