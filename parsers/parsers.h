#pragma once

#include <memory>

#include "parsing/parser.h"

namespace linehaul {

// One maker per parsers/<carrier>.cpp; the table in carriers.cpp names them.
std::unique_ptr<Parser> make_dhl_ecommerce(const FileContext& context);
std::unique_ptr<Parser> make_dhl_express(const FileContext& context);
std::unique_ptr<Parser> make_royal_mail(const FileContext& context);
std::unique_ptr<Parser> make_royal_mail_sap_bex(const FileContext& context);
std::unique_ptr<Parser> make_ups(const FileContext& context);
std::unique_ptr<Parser> make_usps(const FileContext& context);

}  // namespace linehaul
