#include "parsing/row_parser.h"

#include <algorithm>

#include "failure.h"
#include "model/cell_text.h"
#include "model/currency.h"
#include "model/short_amount.h"
#include "model/short_text.h"

namespace linehaul {
namespace {

constexpr std::string_view kInvoiceTotal = "the invoice's total";
constexpr Amount kSomeAmount{Decimal::from_small(1, 0), AmountProblem::none};  // other than zero

}  // namespace

RowParser::RowParser(const FileContext& context) : context_(context), blank_(context_.schema.blank) {
  account_ = want_field("account_id");
  invoice_ = want_field("invoice_id");
  tracking_ = want_field("tracking_number");
  date_ = want_field("transaction_date");
  currency_ = want_field("currency");
  reference_ = want_field("reference");
  id_base_ = want_field("id_base");
  is_id_base_tracking_ = id_base_ == tracking_;
  code_ = want_field("charge_code");
  detail_ = want_field("charge_detail");
  for (const Slot slot : date_) date_columns_.push_back(cells_.column(slot));
  invoice_total_ = want_amount_column(context.schema.invoice_total);
  stated_row_total_ = want_column(context.schema.row_total);
}

void RowParser::begin_batch(Scratch& scratch, bool) { scratch_ = &scratch; }

void RowParser::begin_row(const Record& record) {
  record_ = &record;
  ++row_;
  cells_.load(record);
}

RowOutcome RowParser::parse(const Record& record, std::vector<LineItem>& all_items, RowMoney& money) {
  begin_row(record);
  money.clear();
  money_ = &money;
  count_money();
  if (invoice_total_) state_invoice_total(*invoice_total_);
  RowItems items(all_items);
  RowOutcome outcome = parse_row(items);
  if (outcome == RowOutcome::items && !items.empty() && !items.front().transaction_date)
    note_unidentified(items.front());
  if (money.overflow && outcome != RowOutcome::rejected)
    outcome = reject(Problem::amount_too_long, "the row's amounts add up to more than 36 digits");
  if (outcome != RowOutcome::items) items.clear();
  return outcome;
}

/// The row once more, where every cell that is in the way of an item counts as a usable one.
void RowParser::guess_items(const Record& record, std::vector<LineItem>& all_items) {
  RowMoney money;
  begin_row(record);
  money_ = &money;
  is_guessing_ = true;
  RowItems items(all_items);
  if (parse_row(items) != RowOutcome::items) items.clear();
  is_guessing_ = false;
  money_ = nullptr;
}

void RowParser::want_money(const Slots& alternatives) {
  for (std::size_t i = 0; i < alternatives.size(); ++i) money_cells_.push_back({alternatives[i], i != 0});
}

/// Adds up what stands in the charge cells, whatever the shape will make of it.
void RowParser::count_money() {
  RowMoney& money = *money_;
  bool is_found = false;
  for (const auto& [slot, is_alternative] : money_cells_) {
    if (is_alternative && is_found) continue;
    const Amount& cell = amount(slot);
    money.unreadable += cell.problem != AmountProblem::none;
    is_found = cell.value.has_value();
    if (is_found) money.overflow |= !add_to(money.in, *cell.value);
  }
  for (const auto& [charge, discount] : discounts_) {
    const Amount& cell = amount(discount);
    money.unreadable += cell.problem != AmountProblem::none;
    if (!cell.value) continue;
    const Decimal off = cell.value->magnitude();
    const Amount& on = amount(charge);
    const bool is_on_credit = on.value && on.value->is_negative();
    money.overflow |= !add_to(money.in, is_on_credit ? off : off.negated());
  }
}

/// The column's name is made up only for a message: this is called for every row.
const std::optional<Decimal>& RowParser::stated_total(Slot slot, std::string_view what) {
  if (const std::string_view cell = text(slot); !is_same_text(cell, total_text_)) {
    total_text_ = cell;
    last_total_ = amount(slot);
  }
  if (last_total_.problem != AmountProblem::none) note_bad_total(column_name(slot), text(slot), what);
  return last_total_.value;
}

void RowParser::note_bad_total(const std::string& column, std::string_view cell, std::string_view what) {
  context_.notices.once(Problem::bad_total, column, line(),
                        "column \"" + column + "\": \"" + printable(cell) + "\" is not an amount; " +
                            std::string(what) + " counts as not stated");
}

void RowParser::state_invoice_total(Slot slot) { money_->invoice_total = stated_total(slot, kInvoiceTotal); }

void RowParser::state_invoice_total(std::string_view cell, const std::string& column) {
  const Amount total = linehaul::read_amount(cell, conventions_.decimal_mark);
  if (total.problem != AmountProblem::none) note_bad_total(column, cell, kInvoiceTotal);
  money_->invoice_total = total.value;
}

std::optional<Decimal> RowParser::file_total(const Record& record) {
  begin_row(record);
  std::optional<Slot> stated = stated_row_total_;
  const auto charges = std::count_if(money_cells_.begin(), money_cells_.end(),
                                     [](const MoneyCell& cell) { return !cell.is_alternative; });
  if (!stated && charges == 1) stated = money_cells_.front().slot;
  if (!stated) return std::nullopt;
  return stated_total(*stated, "the file's total");
}

RowParser::Slots RowParser::want_field(std::string_view field) {
  Slots slots;
  const FieldColumns* columns = context_.schema.field(field);
  if (columns == nullptr) return slots;
  for (const std::string& column : columns->columns) {
    for (const std::uint32_t found : context_.layout.find_all(column)) slots.push_back(cells_.want(found));
  }
  return slots;
}

RowParser::Slots RowParser::want_amount_field(std::string_view field) {
  Slots slots = want_field(field);
  for (const Slot slot : slots) want_amount(cells_.column(slot));
  return slots;
}

std::optional<RowParser::Slot> RowParser::want_column(std::string_view schema_column) {
  const auto column = context_.layout.find(schema_column);
  return column ? std::optional(cells_.want(*column)) : std::nullopt;
}

std::optional<RowParser::Slot> RowParser::want_amount_column(std::string_view schema_column) {
  const auto column = context_.layout.find(schema_column);
  return column ? std::optional(want_amount(*column)) : std::nullopt;
}

RowParser::Slot RowParser::want_record_type() {
  if (const auto slot = want_column(context_.schema.record_types.column)) return *slot;
  throw Failure(ExitStatus::usage, "the schema of " + context_.schema.format + " needs \"record_types\"");
}

RowParser::Slot RowParser::want_amount(std::uint32_t column) {
  if (std::find(amount_columns_.begin(), amount_columns_.end(), column) == amount_columns_.end()) {
    amount_columns_.push_back(column);
  }
  return cells_.want(column);
}

void RowParser::set_conventions(Conventions conventions) {
  conventions_ = conventions;
  ++row_;
  date_text_.clear();
  last_date_ = {};
  total_text_.clear();
  last_total_ = {};
}

bool RowParser::is_schemas_blank(std::string_view text) const { return text == blank_; }

/// Out of line: a row's amounts are asked for several times and read once.
const Amount& RowParser::read_cell(Slot slot) {
  const std::string_view cell = cells_[slot];
  Decimal value;
  const bool is_plain =
      slot < amounts_.size() && !is_blank(cell) && read_short_amount(cell, conventions_.decimal_mark, value);
  if (!is_plain) return read_unusual_cell(slot);
  RowAmount& known = amounts_[slot];
  known.row = row_;
  known.amount.value = value;
  known.amount.problem = AmountProblem::none;
  return known.amount;
}

const Amount& RowParser::read_unusual_cell(Slot slot) {
  if (slot >= amounts_.size()) amounts_.resize(slot + 1);
  RowAmount& known = amounts_[slot];
  known.row = row_;
  known.amount = linehaul::read_amount(text(slot), conventions_.decimal_mark);
  if (is_guessing_ && known.amount.problem != AmountProblem::none) known.amount = kSomeAmount;
  return known.amount;
}

const DateResult& RowParser::date(Slot slot) {
  if (const std::string_view cell = text(slot); !is_same_text(cell, date_text_)) {
    last_date_ = read_date(cell, conventions_.date_order);
    date_text_ = cell;
  }
  return last_date_;
}

std::string_view RowParser::joined_text(const Slots& slots) {
  std::string& joined = scratch().draft();
  for (const Slot slot : slots) {
    const std::string_view part = text(slot);
    if (!joined.empty() && !part.empty()) joined += ' ';
    joined += part;
  }
  return scratch().keep(joined);
}

/// What may be blank, guarded, spelled with `.0` or rounded, and in which of the columns it is.
std::string_view RowParser::unusual_identifier(const Slots& slots) {
  for (const Slot slot : slots) {
    const std::string_view found = identifier_text(cells_[slot]);
    if (is_blank(found)) continue;
    if (is_damaged_identifier(found)) note_damaged(slot, found);
    return found;
  }
  return {};
}

void RowParser::note_damaged(Slot slot, std::string_view identifier) {
  const std::string name = column_name(slot);
  context_.notices.once(Problem::damaged_identifier, name, line(),
                        "column \"" + name + "\": \"" + printable(identifier) +
                            "\" was rounded by a spreadsheet; it is kept as it is, its digits are lost");
}

/// The file's, else the user's, else the format's.
std::string_view RowParser::currency() {
  if (!currency_.empty()) {
    const std::string_view cell = cells_[currency_.front()];
    if (currency_key_ != 0 && short_key(cell) == currency_key_) return cell;
  }
  const std::string_view stated = first_text(currency_);
  const std::uint64_t key = short_key(stated);
  if (key != 0 && key == currency_key_) return stated;
  if (!stated.empty() && is_currency_code(stated)) {
    currency_key_ = key;
    return stated;
  }
  return unusual_currency(stated);
}

std::string_view RowParser::unusual_currency(std::string_view stated) {
  if (!stated.empty()) {
    std::string& upper = scratch().draft();
    for (const char c : stated) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (is_currency_code(upper)) return scratch().keep(upper);
    context_.notices.once(Problem::bad_currency, stated, line(),
                          "\"" + printable(stated) + "\" is no currency code of ISO 4217; it is left out");
  }
  return context_.options.currency.empty() ? std::string_view(context_.schema.currency)
                                           : std::string_view(context_.options.currency);
}

void RowParser::carry(LineItem&) {}

/// A line of sums that nothing labels as one looks like a charge of nobody.
void RowParser::note_unidentified(const LineItem& item) {
  const bool is_known = !item.account_id.empty() || !item.invoice_id.empty() ||
                        !item.tracking_number.empty() || !item.id_base.empty() || !item.reference.empty();
  if (is_known || item.net_cost.is_zero()) return;
  context_.notices.once(
      Problem::unidentified_charge, "", line(),
      "nothing says whose charge this is, no account, invoice, date or tracking number; is it a line "
      "of sums?");
}

bool RowParser::read_identity(LineItem& item) {
  item.account_id = identifier(account_);
  item.invoice_id = identifier(invoice_);
  const std::string_view tracking = identifier(tracking_);
  item.tracking_number = tracking;
  item.id_base = is_id_base_tracking_ ? tracking : identifier(id_base_);
  item.reference = identifier(reference_);
  item.currency = currency();
  carry(item);
  if (item.invoice_id.empty()) item.invoice_id = context_.options.invoice_id;
  money_->invoice_id = item.invoice_id;
  money_->currency = item.currency;
  for (const Slot slot : date_) {
    const DateResult& date = this->date(slot);
    if (date.is_bad && !is_guessing_) {
      reject(
          Problem::bad_date, slot,
          is_date_in_an_order(cells_[slot])
              ? "is not a date here; where days and months are swapped, --date-order dmy or mdy says which "
                "comes first"
              : "is not a date");
      return false;
    }
    if (!date.value) continue;
    item.transaction_date = date.value;
    break;
  }
  if (!item.transaction_date) item.transaction_date = context_.options.invoice_date;
  return true;
}

bool RowParser::reject_amount(Slot slot, AmountProblem problem) {
  switch (problem) {
    case AmountProblem::none:
      break;
    case AmountProblem::not_an_amount:
      reject(Problem::bad_amount, slot, "is not an amount");
      break;
    case AmountProblem::ambiguous:
      reject(Problem::ambiguous_amount, slot,
             "may mean thousands or decimals; --decimal-mark point or comma says which");
      break;
    case AmountProblem::too_long:
      reject(Problem::amount_too_long, slot, "has more than 36 digits or more than 18 decimals");
      break;
  }
  return false;
}

bool RowParser::reject_sum(Slot slot) {
  reject(Problem::amount_too_long, slot, "makes a sum of more than 36 digits");
  return is_guessing_;
}

void RowParser::set_invoice(std::string_view invoice_id) {
  money_->invoice_id = invoice_id;
  money_->currency = currency();
}

void RowParser::compare_row_total(const std::optional<Decimal>& stated, const Decimal& computed) {
  if (!stated) return;
  money_->row_total = stated;
  money_->row_computed = computed;
}

RowOutcome RowParser::reject(Problem problem, Slot slot, const std::string& message) {
  const std::string name = column_name(slot);
  const std::string value(cells_[slot]);
  rejection_ = {problem, line(), name, value,
                "column \"" + name + "\": \"" + printable(value) + "\" " + message};
  return RowOutcome::rejected;
}

RowOutcome RowParser::reject(Problem problem, const std::string& message) {
  rejection_ = {problem, line(), "", "", message};
  return RowOutcome::rejected;
}

}  // namespace linehaul
