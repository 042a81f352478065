// UPS billing data. What is odd about it: UPS itself exports the file without a header, with 250, 244 or
// about 175 columns that are always the same list cut short; a row is one charge, and the class of the
// charge ("FRT", "ACC") decides what it is called while the finer text varies by language and letter case.
// Incentive Amount is positive for a discount, so gross is net plus incentive; Basis Value, which looks like
// the gross, is 0.00 on real fuel rows. INF rows are information: in some files they repeat the freight, in
// others they carry nothing, so they are left out, and counted, and named when money stands on them.

#include "parsers/parsers.h"
#include "parsing/charge_rows.h"

namespace linehaul {
namespace {

constexpr std::string_view kInformational = "INF";

class Ups : public ChargeRows {
 public:
  using ChargeRows::ChargeRows;

 protected:
  RowOutcome judge(LineItem& item) override {
    item.is_informational = charge_class() == kInformational;
    const bool is_left_out = item.is_informational && !context_.options.informational;
    return is_left_out ? RowOutcome::informational : RowOutcome::items;
  }
};

}  // namespace

std::unique_ptr<Parser> make_ups(const FileContext& context) { return std::make_unique<Ups>(context); }

}  // namespace linehaul
