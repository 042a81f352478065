// DHL Express MyBill. What is odd about it: I rows (the invoice) and S rows (the shipments) share one header,
// whose order the customer chooses, so position means nothing; an S row may leave account and invoice to the
// I row before it. The freight is Weight Charge, not one of the XC groups, and is most of the bill. Discounts
// come with either sign. The invoice fee belongs to the total of some rows only.

#include "parsers/parsers.h"
#include "parsing/charge_groups.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

class DhlExpress : public ChargeGroups {
 public:
  explicit DhlExpress(const FileContext& context)
      : ChargeGroups(context),
        type_(want_record_type()),
        account_(want_field("account_id")),
        invoice_(want_field("invoice_id")),
        total_(want_column(context.schema.row_total)) {}

  void begin_batch(Scratch& scratch, bool is_behind_data) override {
    ChargeGroups::begin_batch(scratch, is_behind_data);
    invoice_account_ = invoice_number_ = {};
  }

  bool is_invoice_row(const Record& record) const override {
    return equal_ignoring_case(text(record, type_), context_.schema.record_types.invoice);
  }

 protected:
  RowOutcome parse_row(RowItems& items) override {
    const RecordTypes& types = context_.schema.record_types;
    const std::string_view type = text(type_);
    if (equal_ignoring_case(type, types.charge)) return ChargeGroups::parse_row(items);
    if (!equal_ignoring_case(type, types.invoice)) {
      return reject(Problem::unknown_record_type, type_, "is neither I (invoice) nor S (shipment)");
    }
    invoice_account_ = scratch().keep(identifier(account_));
    invoice_number_ = scratch().keep(identifier(invoice_));
    set_invoice(invoice_number_);
    if (total_) state_invoice_total(*total_);
    return RowOutcome::no_charge;
  }

  void carry(LineItem& shipment) override {
    if (shipment.account_id.empty()) shipment.account_id = invoice_account_;
    if (shipment.invoice_id.empty()) shipment.invoice_id = invoice_number_;
    if (shipment.invoice_id.empty() && context_.options.invoice_id.empty()) {
      context_.notices.once(
          Problem::missing_invoice, "", line(),
          "neither this row nor an I row before it says which invoice it belongs to; --invoice-id "
          "fills it in");
    }
  }

 private:
  Slot type_;
  Slots account_, invoice_;
  std::optional<Slot> total_;
  std::string_view invoice_account_, invoice_number_;  // of the last I row
};

}  // namespace

std::unique_ptr<Parser> make_dhl_express(const FileContext& context) {
  return std::make_unique<DhlExpress>(context);
}

}  // namespace linehaul
