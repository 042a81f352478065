// DHL eCommerce (US). What is odd about it: no header, columns by position only; an HDR row (the invoice) of
// any length goes before the DTL rows (the shipments). Of the HDR row only the third cell, the invoice
// number, and the twelfth, the total, mean the same on every account: its account and its date stand in the
// second and fourth cell in either order, so the date is the one that reads as one. Reserved columns have
// held money.

#include "model/cell_text.h"
#include "parsers/parsers.h"
#include "parsing/charge_columns.h"

namespace linehaul {
namespace {

// Cells of an HDR row, 0-based.
constexpr std::uint32_t kHdrInvoice = 2;
constexpr std::uint32_t kHdrDates[] = {3, 1};
constexpr std::uint32_t kHdrTotal = 11;

class DhlEcommerce : public ChargeColumns {
 public:
  explicit DhlEcommerce(const FileContext& context) : ChargeColumns(context), type_(want_record_type()) {}

  void begin_batch(Scratch& scratch, bool is_behind_data) override {
    ChargeColumns::begin_batch(scratch, is_behind_data);
    has_invoice_ = false;
    invoice_number_ = {};
    hdr_dates_ = {};
  }

  bool is_invoice_row(const Record& record) const override {
    return text(record, type_) == context_.schema.record_types.invoice;
  }

 protected:
  RowOutcome parse_row(RowItems& items) override {
    const RecordTypes& types = context_.schema.record_types;
    const std::string_view type = text(type_);
    if (type == types.charge) return ChargeColumns::parse_row(items);
    if (type != types.invoice) {
      return reject(Problem::unknown_record_type, type_, "is neither HDR (invoice) nor DTL (shipment)");
    }
    has_invoice_ = true;
    invoice_number_ = scratch().keep(identifier_text(record().cell(kHdrInvoice)));
    for (std::size_t i = 0; i < hdr_dates_.size(); ++i) {
      const std::string_view cell = unguarded(record().cell(kHdrDates[i]));
      hdr_dates_[i] = {std::string(cell), read_date(cell, date_order()).value};
    }
    set_invoice(invoice_number_);
    state_invoice_total(unguarded(record().cell(kHdrTotal)), "HDR " + std::to_string(kHdrTotal + 1));
    return RowOutcome::no_charge;
  }

  void carry(LineItem& shipment) override {
    if (!has_invoice_) {
      context_.notices.once(
          Problem::missing_invoice, "", line(),
          "a DTL row before any HDR row: its invoice is not known; --invoice-id fills it in");
    }
    if (!invoice_number_.empty()) shipment.invoice_id = invoice_number_;
    for (const HdrDate& date : hdr_dates_) {
      if (date.cell == shipment.account_id) continue;  // an account of eight digits can look like a date
      shipment.transaction_date = date.value;
      if (shipment.transaction_date) break;
    }
  }

 private:
  Slot type_;
  bool has_invoice_ = false;
  std::string_view invoice_number_;
  struct HdrDate {
    std::string cell;
    std::optional<Timestamp> value;
  };
  std::array<HdrDate, std::size(kHdrDates)> hdr_dates_;
};

}  // namespace

std::unique_ptr<Parser> make_dhl_ecommerce(const FileContext& context) {
  return std::make_unique<DhlEcommerce>(context);
}

}  // namespace linehaul
