// USPS Enterprise Payment System report. What is odd about it: three columns hold money. The cost is Postage,
// Transaction Amount where that is blank, never the ACH withdrawal. A refund is documented as a negative
// Transaction Amount while Postage may stay positive: the postage then takes the sign. The Transaction Type
// never decides it, because documented "Label Refund" rows are positive in both.

#include "parsers/parsers.h"
#include "parsing/charge_rows.h"

namespace linehaul {
namespace {

class Usps : public ChargeRows {
 public:
  explicit Usps(const FileContext& context)
      : ChargeRows(context), transaction_amount_(want_amount_column("Transaction Amount")) {}

 protected:
  RowOutcome judge(LineItem& item) override {
    if (!transaction_amount_) return RowOutcome::items;
    const Amount& transaction = amount(*transaction_amount_);
    if (transaction.problem != AmountProblem::none) {
      reject_amount(*transaction_amount_, transaction.problem);
      return RowOutcome::rejected;
    }
    const bool is_positive = !item.net_cost.is_zero() && !item.net_cost.is_negative();
    if (transaction.value && transaction.value->is_negative() && is_positive) {
      skip(SkipReason::sign_turned, item.net_cost);
      skip(SkipReason::sign_turned, item.net_cost);
      item.net_cost = item.gross_cost = item.net_cost.negated();
      item.cost_rule = "the postage with the sign of the transaction amount, which is negative";
    }
    return RowOutcome::items;
  }

 private:
  std::optional<Slot> transaction_amount_;
};

}  // namespace

std::unique_ptr<Parser> make_usps(const FileContext& context) { return std::make_unique<Usps>(context); }

}  // namespace linehaul
