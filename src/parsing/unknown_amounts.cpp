#include "parsing/unknown_amounts.h"

#include <string>

#include "model/cell_text.h"

namespace linehaul {

UnknownAmounts::UnknownAmounts(const FileContext& context) : layout_(context.layout) {
  for (const std::uint32_t column : context.layout.unknown_columns()) columns_[column];
}

void UnknownAmounts::see(const Record& record, DecimalMark mark) {
  if (layout_.has_header()) {
    for (const auto& [column, state] : columns_) {
      if (state.only_amounts) see_cell(column, record.cell(column), mark);
    }
    return;
  }
  const auto fields = record.fields();
  for (std::size_t i = fields.size(); i > 0 && fields[i - 1].column >= layout_.width(); --i) {
    see_cell(fields[i - 1].column, record.text(fields[i - 1]), mark);
  }
}

void UnknownAmounts::see_cell(std::uint32_t column, std::string_view cell, DecimalMark mark) {
  if (trim(cell).empty()) return;
  const Amount amount = read_amount(cell, mark);
  const bool has_mark = cell.find_first_of(".,") != std::string_view::npos;
  const bool is_ambiguous = amount.problem == AmountProblem::ambiguous;
  Column& state = columns_[column];
  state.only_amounts &= is_ambiguous || amount.problem == AmountProblem::none;
  state.has_money |= is_ambiguous || (amount.value && !amount.value->is_zero() && has_mark);
}

void UnknownAmounts::report(Notices& notices) const {
  for (const auto& [column, state] : columns_) {
    if (!state.only_amounts || !state.has_money) continue;
    const std::string name = layout_.name(column);
    notices.each(
        {Problem::unknown_amount_column, 0, name, "",
         "the column \"" + printable(name) +
             "\" holds amounts but is no charge known here, so they are not among the items; if they are "
             "charges, add it to a --schema file"});
  }
}

}  // namespace linehaul
