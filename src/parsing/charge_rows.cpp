#include "parsing/charge_rows.h"

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
      detail_(want_field("charge_detail")) {
  for (const Slot slot : want_field("id_charge")) {
    const auto is_first_of = [slot](const Slots& slots) { return !slots.empty() && slots.front() == slot; };
    const auto source = is_first_of(code_)    ? IdPart::Source::code
                        : is_first_of(class_) ? IdPart::Source::charge_class
                                              : IdPart::Source::cell;
    if (id_parts_.size() < LineItem{}.id_charge.size()) id_parts_.push_back({source, slot});
  }
  const FieldColumns* description = context.schema.field("charge_description");
  joins_description_ = description != nullptr && description->joined;
  want_money(net_);
  for (const ChargeText& known : context.schema.charge_texts) {
    if (const std::uint64_t code = short_key(known.code); code != 0)
      class_texts_.push_back({code, known.text});
  }
}

RowOutcome ChargeRows::judge(LineItem&) { return RowOutcome::items; }

RowOutcome ChargeRows::parse_row(RowItems& items) {
  LineItem& item = items.add();
  if (!read_identity(item) || !read_costs(item)) return RowOutcome::rejected;
  describe(item);
  return judge(item);
}

bool ChargeRows::read_first(const Slots& slots, Decimal& value, std::uint32_t& column) {
  for (const Slot slot : slots) {
    const Amount& cell = amount(slot);
    if (cell.problem != AmountProblem::none) return reject_amount(slot, cell.problem);
    if (!cell.value) continue;
    value = *cell.value;
    column = cells_.column(slot);
    return true;
  }
  reject_missing_cost(slots);
  return is_guessing();
}

void ChargeRows::reject_missing_cost(const Slots& slots) {
  if (slots.empty()) {
    reject(Problem::missing_amount, "the file has no column for the cost");
  } else {
    reject(Problem::missing_amount, slots.front(), "is blank, where the cost should stand");
  }
}

bool ChargeRows::read_costs(LineItem& item) {
  if (!read_first(net_, item.net_cost, item.cost_column)) return false;
  item.gross_cost = item.net_cost;
  item.cost_rule = "the amount";
  if (!gross_.empty()) {
    if (!read_first(gross_, item.gross_cost, item.gross_column)) return false;
    item.gross_rule = "the amount";
  }
  for (const Slot slot : discount_) {
    const Amount& cell = amount(slot);
    if (cell.problem != AmountProblem::none) return reject_amount(slot, cell.problem);
    if (cell.value && !add(item.gross_cost, *cell.value, slot)) return false;
    item.gross_column = cells_.column(slot);
    item.gross_rule = "the net cost plus this discount";
  }
  return true;
}

void ChargeRows::describe(LineItem& item) {
  const std::string_view code = code_.empty() ? std::string_view{} : text(code_.front());
  const std::string_view charge_class = class_.empty() ? std::string_view{} : text(class_.front());
  item.charge_code = code.empty() ? first_text(code_) : code;
  item.charge_detail = first_text(detail_);
  charge_class_ = charge_class.empty() ? first_text(class_) : charge_class;
  item.charge_description = class_text();
  if (item.charge_description.empty()) {
    describe_unknown_class(item);
  } else {
    item.description_rule = "the text for this charge class";
    if (!class_.empty()) item.description_column = cells_.column(class_.front());
  }
  if (id_parts_.empty()) {
    item.id_charge[0] = item.charge_code.empty() ? item.charge_description : item.charge_code;
  }
  std::string_view* id_charge = item.id_charge.data();
  for (const auto [source, slot] : id_parts_) {
    *id_charge++ = source == IdPart::Source::code           ? code
                   : source == IdPart::Source::charge_class ? charge_class
                                                            : text(slot);
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
