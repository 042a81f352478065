#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/cell_text.h"
#include "parsing/parser.h"
#include "parsing/row_cells.h"
#include "parsing/row_items.h"

namespace linehaul {

/// What the shapes share: finding the columns that matter, reading who, when and which invoice, and reading
/// amounts exactly or not at all.
class RowParser : public Parser {
 public:
  void begin_batch(Scratch& scratch, bool is_behind_data) override;
  RowOutcome parse(const Record& record, std::vector<LineItem>& items, RowMoney& money) final;
  void guess_items(const Record& record, std::vector<LineItem>& items) final;
  const Diagnostic& rejection() const final { return rejection_; }
  std::optional<Decimal> file_total(const Record& record) final;
  const std::vector<std::uint32_t>& amount_columns() const final { return amount_columns_; }
  const std::vector<std::uint32_t>& date_columns() const final { return date_columns_; }
  void set_conventions(Conventions conventions) final;
  bool is_invoice_row(const Record&) const override { return false; }
  bool is_further_header(const Record&) const override { return false; }
  void see(const Record&) override {}
  void finish() override {}
  std::vector<FieldOrigin> origins(const LineItem& item) const final;

 protected:
  using Slot = RowCells::Slot;
  using Slots = std::vector<Slot>;

  explicit RowParser(const FileContext& context);

  /// The row being read, for what the slots do not show.
  const Record& record() const { return *record_; }

  /// What a row takes over from the rows before it: the invoice, the account, a date where the row has none.
  virtual void carry(LineItem& item);

  virtual RowOutcome parse_row(RowItems& items) = 0;

  /// Slots for the columns of a field that the file has; empty when it has none of them.
  Slots want_field(std::string_view field);
  Slots want_amount_field(std::string_view field);
  std::optional<Slot> want_column(std::string_view schema_column);
  std::optional<Slot> want_amount_column(std::string_view schema_column);
  /// The column that says what a row is. Throws Failure (usage) for a schema that names none.
  Slot want_record_type();

  /// Names the cells whose money can become net: of several alternatives the first that is not blank.
  void want_money(const Slots& alternatives);
  /// Names a discount on the charge in another cell.
  void want_discount(Slot charge, Slot discount) { discounts_.push_back({charge, discount}); }
  Slot want_amount(std::uint32_t column);

  /// Trimmed and out of its text guard.
  std::string_view text(Slot slot) const {
    const std::string_view found = unguarded(cells_[slot]);
    return is_blank(found) ? std::string_view{} : found;
  }
  /// The same for a cell of another record than the one being read.
  std::string_view text(const Record& record, Slot slot) const {
    const std::string_view found = unguarded(record.cell(cells_.column(slot)));
    return is_blank(found) ? std::string_view{} : found;
  }
  /// The cell as an amount; it is read only once for every row.
  const Amount& amount(Slot slot) {
    if (cells_[slot].empty()) return kBlank;  // most cells of wide formats
    if (slot < amounts_.size() && amounts_[slot].row == row_) return amounts_[slot].amount;
    return read_cell(slot);
  }
  /// The first text of several columns that is not blank.
  std::string_view first_text(const Slots& slots) const {
    for (const Slot slot : slots) {
      if (const std::string_view found = text(slot); !found.empty()) return found;
    }
    return {};
  }
  /// All texts that are not blank, one space between them.
  std::string_view joined_text(const Slots& slots);
  /// The same as first_text() for an identifier; a damaged one is noticed, and kept as it is.
  std::string_view identifier(const Slots& slots) {
    if (slots.empty()) return {};
    const std::string_view cell = cells_[slots.front()];
    return cell.size() > blank_.size() && is_plain_identifier(cell) ? cell : unusual_identifier(slots);
  }

  /// Account, invoice, tracking number, date, currency, reference; what the row lacks is taken from the
  /// options. False: rejected.
  bool read_identity(LineItem& item);
  /// The amount of a cell, nothing when it is blank. False: rejected.
  bool read_amount(Slot slot, std::optional<Decimal>& amount) {
    const Amount& cell = this->amount(slot);
    amount = cell.value;
    return cell.problem == AmountProblem::none || reject_amount(slot, cell.problem);
  }
  /// The exact sum. False: rejected, because it does not fit.
  bool add(Decimal& total, const Decimal& amount, Slot slot) {
    return add_to(total, amount) || reject_sum(slot);
  }

  /// Says why the cell cannot be read. False.
  bool reject_amount(Slot slot, AmountProblem problem);
  /// Both return what parse_row() or its helper has to return.
  RowOutcome reject(Problem problem, Slot slot, const std::string& message);
  RowOutcome reject(Problem problem, const std::string& message);

  /// Money in a charge cell that gives no item.
  void skip(SkipReason reason, const Decimal& amount) { money_->skipped.emplace_back(reason, amount); }
  /// What the row states as the sum of its charges, and what they add up to.
  void compare_row_total(const std::optional<Decimal>& stated, const Decimal& computed);
  /// What the row states for its whole invoice; a cell that is no amount is named and counts as not stated.
  void state_invoice_total(Slot slot);
  void state_invoice_total(std::string_view cell, const std::string& column);
  /// The invoice that the row's money belongs to, where the row itself does not say.
  void set_invoice(std::string_view invoice_id);

  std::string column_name(Slot slot) const { return context_.layout.name(cells_.column(slot)); }
  std::uint64_t line() const { return record_->line(); }

  /// Only ids are wanted: a cell that cannot be read rejects nothing.
  bool is_guessing() const { return is_guessing_; }

  DecimalMark decimal_mark() const { return conventions_.decimal_mark; }
  DateOrder date_order() const { return conventions_.date_order; }

  const FileContext context_;
  RowCells cells_;
  /// Keeps what the items need until the end of the batch.
  Scratch& scratch() { return *scratch_; }

 private:
  static constexpr Amount kBlank{};

  void begin_row(const Record& record);
  const Amount& read_cell(Slot slot);
  const Amount& read_unusual_cell(Slot slot);
  bool reject_sum(Slot slot);
  const std::optional<Decimal>& stated_total(Slot slot, std::string_view what);
  void note_bad_total(const std::string& column, std::string_view cell, std::string_view what);
  std::string_view unusual_identifier(const Slots& slots);
  void note_damaged(Slot slot, std::string_view identifier);
  std::string_view unusual_currency(std::string_view stated);
  void note_unidentified(const LineItem& item);
  void count_money();
  FieldOrigin origin(std::string_view field, const Slots& slots, std::string_view otherwise) const;
  std::string_view currency();
  const DateResult& date(Slot slot);
  bool is_blank(std::string_view text) const {
    return text.empty() || (text.size() == blank_.size() && is_schemas_blank(text));
  }
  bool is_schemas_blank(std::string_view text) const;

  const std::string_view blank_;  // the schema's
  Slots account_, invoice_, tracking_, date_, currency_, reference_, id_base_, code_, detail_;
  std::vector<std::uint32_t> amount_columns_, date_columns_;
  struct Discount {
    Slot charge;
    Slot discount;
  };
  struct MoneyCell {
    Slot slot;
    bool is_alternative;  // to the one before
  };
  std::vector<MoneyCell> money_cells_;
  std::vector<Discount> discounts_;
  bool is_id_base_tracking_ = false;
  std::optional<Slot> invoice_total_;
  std::optional<Slot> stated_row_total_;
  Conventions conventions_;
  struct RowAmount {
    std::uint64_t row = 0;
    Amount amount;
  };
  std::uint64_t row_ = 1;           // counts rows, to know which amounts are of this one
  std::vector<RowAmount> amounts_;  // by slot
  // What the last date and the last stated total were found to be: neighbouring rows share theirs.
  std::string date_text_;
  DateResult last_date_;
  std::string total_text_;
  Amount last_total_;
  std::uint64_t currency_key_ = 0;  // of the last one that is a code of ISO 4217
  RowMoney* money_ = nullptr;       // of the row
  Scratch own_scratch_;             // until there is a batch
  Scratch* scratch_ = &own_scratch_;
  const Record* record_ = nullptr;
  bool is_guessing_ = false;  // what the items of a rejected row would be
  Diagnostic rejection_;
};

}  // namespace linehaul
