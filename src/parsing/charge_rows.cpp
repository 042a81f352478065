#include "parsing/charge_rows.h"

#include <algorithm>

#include "model/short_text.h"

namespace linehaul {

ChargeRows::ChargeRows(const FileContext& context)
    : RowParser(context),
      net_(want_amount_field("net_cost")),
      gross_(want_amount_field("gross_cost")),
      discount_(want_amount_field("discount")),
      class_(want_field("charge_class")),
      description_(want_field("charge_description")),
      code_(want_field("charge_code")),
      detail_(want_field("charge_detail")),
      id_charge_(want_field("id_charge")) {
  const FieldColumns* description = context.schema.field("charge_description");
  joins_description_ = description != nullptr && description->joined;
  want_money(net_);
  for (const ChargeText& known : context.schema.charge_texts) {
    if (const std::uint64_t code = short_key(known.code); code != 0)
      class_texts_.push_back({code, known.text});
  }
}

RowOutcome ChargeRows::judge(LineItem&) { return RowOutcome::items; }

RowOutcome ChargeRows::parse_row(std::vector<LineItem>& items) {
  LineItem& item = items.emplace_back();
  const RowOutcome outcome = read_item(item);
  if (outcome != RowOutcome::items) items.pop_back();
  return outcome;
}

RowOutcome ChargeRows::read_item(LineItem& item) {
  if (!read_identity(item) || !read_costs(item)) return RowOutcome::rejected;
  describe(item);
  return judge(item);
}

std::optional<RowParser::Slot> ChargeRows::first_amount(const Slots& slots, std::optional<Decimal>& amount) {
  for (const Slot slot : slots) {
    if (!read_amount(slot, amount)) return std::nullopt;
    if (amount) return slot;
  }
  if (slots.empty()) {
    reject(Problem::missing_amount, "the file has no column for the cost");
  } else {
    reject(Problem::missing_amount, slots.front(), "is blank, where the cost should stand");
  }
  return std::nullopt;
}

bool ChargeRows::read_costs(LineItem& item) {
  std::optional<Decimal> amount;
  const auto net_slot = first_amount(net_, amount);
  if (!net_slot) return false;
  item.net_cost = item.gross_cost = *amount;
  item.cost_column = cells_.column(*net_slot);
  item.cost_rule = "the amount";
  if (!gross_.empty()) {
    if (!first_amount(gross_, amount)) return false;
    item.gross_cost = *amount;
    item.gross_column = cells_.column(gross_.front());
    item.gross_rule = "the amount";
  }
  for (const Slot slot : discount_) {
    if (!read_amount(slot, amount)) return false;
    if (amount && !add(item.gross_cost, *amount, slot)) return false;
    item.gross_column = cells_.column(slot);
    item.gross_rule = "the net cost plus this discount";
  }
  return true;
}

void ChargeRows::describe(LineItem& item) {
  item.charge_code = first_text(code_);
  item.charge_detail = first_text(detail_);
  charge_class_ = first_text(class_);
  item.charge_description = class_text();
  if (item.charge_description.empty()) {
    describe_unknown_class(item);
  } else {
    item.description_rule = "the text for this charge class";
    if (!class_.empty()) item.description_column = cells_.column(class_.front());
  }
  if (id_charge_.empty()) {
    item.id_charge[0] = item.charge_code.empty() ? item.charge_description : item.charge_code;
  }
  for (std::size_t i = 0; i < std::min(id_charge_.size(), item.id_charge.size()); ++i) {
    item.id_charge[i] = text(id_charge_[i]);
  }
}

/// What people call the row's class of charges; empty where the schema does not say.
std::string_view ChargeRows::class_text() const {
  const std::uint64_t code = short_key(charge_class_);
  if (code == 0) return context_.schema.charge_text(charge_class_);
  for (const ClassText& known : class_texts_) {
    if (known.code == code) return known.text;
  }
  return {};
}

void ChargeRows::describe_unknown_class(LineItem& item) {
  if (!class_.empty()) item.description_column = cells_.column(class_.front());
  item.description_rule = joins_description_ ? "joined with the columns behind it" : "as it stands";
  if (!description_.empty()) item.description_column = cells_.column(description_.front());
  item.charge_description = joins_description_ ? joined_text(description_) : first_text(description_);
  if (item.charge_description.empty()) item.charge_description = charge_class_;
  if (item.charge_description.empty()) item.charge_description = "Unspecified charge";
  if (class_.empty()) return;
  context_.notices.once(Problem::unknown_charge_code, charge_class_, line(),
                        "\"" + printable(charge_class_) + "\" in column \"" + column_name(class_.front()) +
                            "\" is no charge code known here; its charges come out like the others");
}

}  // namespace linehaul
