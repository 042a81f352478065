// Royal Mail's SAP BEx report. What is odd about it: two or three header rows, the first with group labels,
// and a name that stands twice, so columns go by position; "#" means blank, a row with "Overall Result"
// anywhere is the total. A row is a sales order without tracking numbers: a second file says which parcels it
// had, and net and gross are divided over them, cut at four decimals, the last parcel taking what is left.

#include <algorithm>

#include "parsers/parsers.h"
#include "parsing/charge_rows.h"
#include "parsing/tracking_numbers.h"

namespace linehaul {
namespace {

class RoyalMailSapBex : public ChargeRows {
 public:
  explicit RoyalMailSapBex(const FileContext& context)
      : ChargeRows(context), net_(want_column("Net Value")), tracking_(context.options.tracking_file) {}

  void begin_batch(Scratch& scratch, bool is_behind_data) override {
    ChargeRows::begin_batch(scratch, is_behind_data);
    has_data_ = is_behind_data;
  }

  /// A row of units or technical names behind the names: where the values should stand there is no digit.
  bool is_further_header(const Record& row) const override {
    const auto has_digit = [](std::string_view text) {
      return text.find_first_of("0123456789") != std::string_view::npos;
    };
    const std::string_view net = net_ ? text(row, *net_) : std::string_view{};
    if (!net.empty()) return !has_digit(net);
    const auto fields = row.fields();
    return std::none_of(fields.begin(), fields.end(),
                        [&](const Field& field) { return has_digit(row.text(field)); });
  }

 protected:
  RowOutcome parse_row(RowItems& items) override {
    if (!has_data_ && is_further_header(record())) return RowOutcome::no_charge;
    has_data_ = true;
    const RowOutcome outcome = ChargeRows::parse_row(items);
    if (outcome != RowOutcome::items) return outcome;
    const LineItem order = items.back();
    const std::vector<std::string>& numbers = tracking_.of(order.reference);
    if (numbers.empty()) return outcome;
    items.drop_last();
    return split(order, numbers, items);
  }

 private:
  RowOutcome split(const LineItem& order, const std::vector<std::string>& numbers, RowItems& items) {
    const auto net = equal_shares(order.net_cost, numbers.size());
    const auto gross = equal_shares(order.gross_cost, numbers.size());
    if (!net || !gross)
      return reject(Problem::amount_too_long, "the order's cost does not fit when it is divided");
    for (const std::string& number : numbers) {
      const bool is_last = &number == &numbers.back();
      LineItem& item = items.add(order);
      item.tracking_number = number;
      item.net_cost = is_last ? net->last : net->each;
      item.gross_cost = is_last ? gross->last : gross->each;
    }
    return RowOutcome::items;
  }

  std::optional<Slot> net_;
  TrackingNumbers tracking_;
  bool has_data_ = false;
};

}  // namespace

std::unique_ptr<Parser> make_royal_mail_sap_bex(const FileContext& context) {
  return std::make_unique<RoyalMailSapBex>(context);
}

}  // namespace linehaul
