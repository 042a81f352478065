#pragma once

#include <array>
#include <string_view>

namespace linehaul::fuzz {

/// Line items that rules and filters are asked about: full, nearly empty with a long text, and in
/// other spellings.
inline constexpr std::array<std::string_view, 4> kItems = {
    R"({"id":"1Z~2:INV:iss.frt.003","transaction_date":"2026-05-04T10:30:00Z","account_id":"0000H7R204",)"
    R"("invoice_id":"00000H7R204226","tracking_number":"1ZH7R2044069863859","gross_cost":15.30,"net_cost":12.40,)"
    R"("charge_description":"Fuel Surcharges","trackstar_tags":["fuel",{"gl":"6120"}],"carrier":"ups",)"
    R"("currency":"USD","charge_code":"003","charge_detail":"Ground Commercial",)"
    R"("raw":{"Net Amount":"12.4","Weight [kg]":"1,234","A=B":"x"}})",
    R"({"id":"b","transaction_date":null,"account_id":null,"invoice_id":null,"tracking_number":null,)"
    R"("gross_cost":0,"net_cost":-0.000000000000000001,"trackstar_tags":[],)"
    R"("charge_description":"Fuel, and so much more than anything that remembers short texts could ever keep of it"})",
    R"({"id":"c","transaction_date":"2026-02-28T00:00:00Z","gross_cost":"-999999999999999999999999999999999999",)"
    R"("net_cost":"12.400","charge_description":"Größe 5 \"a\\b\"","trackstar_tags":["Fuel","review"],)"
    R"("carrier":"royal_mail","currency":"GBP","raw":{"Net Amount":""}})",
    R"({"id":"1Z~2:INV:iss.frt.003","net_cost":12.4,"carrier":"ups","charge_description":"Fuel Surcharges"})"};

}  // namespace linehaul::fuzz
