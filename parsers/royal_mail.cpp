// Royal Mail's combined file. What is odd about it: gross and net mean with and without VAT, not before and
// after discount; a row holds one item's share of its sales order, with up to 15 decimals that must all be
// kept, since only then the shares add up; a returned item is known by source_type "rts" alone, while
// products called "Tracked Returns" are sold outbound too.

#include "parsers/parsers.h"
#include "parsing/charge_rows.h"

namespace linehaul {
namespace {

constexpr std::string_view kReturned = "rts";

class RoyalMail : public ChargeRows {
 public:
  explicit RoyalMail(const FileContext& context)
      : ChargeRows(context), source_type_(want_column("source_type")) {}

 protected:
  RowOutcome judge(LineItem& item) override {
    if (!source_type_ || text(*source_type_) != kReturned) return RowOutcome::items;
    std::string& text = scratch().draft();
    text = item.charge_description;
    text += text.empty() ? "RTS" : " RTS";
    const std::string_view description = scratch().keep(text);
    if (item.id_charge[0] == item.charge_description) item.id_charge[0] = description;
    item.charge_description = description;
    item.description_rule = "joined with the column behind it, and RTS because source_type says rts";
    return RowOutcome::items;
  }

 private:
  std::optional<Slot> source_type_;
};

}  // namespace

std::unique_ptr<Parser> make_royal_mail(const FileContext& context) {
  return std::make_unique<RoyalMail>(context);
}

}  // namespace linehaul
