#include "parsing/row_judge.h"

#include <algorithm>
#include <array>
#include <utility>

#include "model/amount.h"
#include "model/cell_text.h"
#include "text/ascii.h"

namespace linehaul {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// What the first cell of a closing line of sums says.
constexpr std::array<std::string_view, 11> kTotalsLabels = {
    "Total",  "Totals", "Grand Total", "Overall Result", "Subtotal",   "Invoice Total",
    "Totaal", "Sum",    "Summe",       "Gesamt",         "Gesamtsumme"};

bool is_initial(char c, std::string_view text) { return to_lower(text.front()) == to_lower(c); }

/// Blank, or the end-of-file byte that DOS programs leave behind the last line.
bool is_blank(std::string_view text) { return trim(text).empty() || text == "\x1A"; }

bool is_blank(const Record& record) {
  const auto fields = record.fields();
  return std::all_of(fields.begin(), fields.end(), [&](const Field& f) { return is_blank(record.text(f)); });
}

/// A quote with a letter on both sides, as where the delimiter before a quoted cell is missing: `0042"Smith`.
bool opens_inside(std::string_view text) {
  const std::size_t quote = text.find('"');
  return quote != 0 && quote + 1 < text.size() && is_visible(text[quote + 1]);
}

/// Whether the quotes of one cell stand in two: `0042"Smith` and `London"`. The count of cells may be right
/// all the same, since the delimiter between the quotes now divides.
bool has_divided_quotes(const Record& record) {
  bool is_open = false;
  for (const Field& field : record.fields()) {
    const std::string_view text = trim(record.text(field));
    if (field.decoded || std::count(text.begin(), text.end(), '"') % 2 == 0) continue;
    if (is_open && text.back() == '"') return true;
    is_open = is_open || opens_inside(text);
  }
  return false;
}

std::string cells(std::uint32_t count) { return std::to_string(count) + (count == 1 ? " cell" : " cells"); }

}  // namespace

RowJudge::RowJudge(const Schema& schema, const Layout& layout) : schema_(schema), layout_(layout) {
  if (schema.record_types.column.empty() && !schema.row_signature.values.empty()) {
    signature_column_ = layout.find(schema.row_signature.column);
  }
  if (layout.has_header() || !schema.short_rows) whole_columns_ = layout.width();
  if (layout.has_header()) previous_columns_ = layout.width();
  if (!schema.totals_label.empty()) return;  // which may stand in any cell
  for (std::size_t byte = 0; byte < starts_data_.size(); ++byte) {
    const char c = static_cast<char>(byte);
    starts_data_[byte] =
        is_visible(c) && std::none_of(kTotalsLabels.begin(), kTotalsLabels.end(),
                                      [c](std::string_view label) { return is_initial(c, label); });
  }
}

Diagnostic RowJudge::unreadable(const Record& record) {
  std::string message;
  switch (record.problem()) {
    case Problem::stray_quote:
      message = "a quoted cell goes on behind its closing quote";
      break;
    case Problem::unterminated_quote:
      message = "a quoted cell is never closed, or only beyond what --max-record-size allows";
      break;
    case Problem::record_too_long:
      message = "the record is longer than --max-record-size allows; its beginning is given";
      break;
    default:
      message = "a cell is not UTF-8, as --encoding utf-8 demands";
      break;
  }
  return {record.problem(), record.line(), "", "", std::move(message)};
}

RowKind RowJudge::reject(const Record& record, Problem problem, std::string message) {
  rejection_ = {problem, record.line(), "", "", std::move(message)};
  return RowKind::rejected;
}

/// Nearly every row: whole, no wider than the header, and by its first byte already neither a header nor a
/// line of sums.
bool RowJudge::is_clearly_data(const Record& record) const {
  const auto fields = record.fields();
  if (fields.empty() || record.problem() != Problem::none || record.lines() != 1) return false;
  const std::uint32_t columns = record.columns();
  if (columns > layout_.width() || record.has_loose_quote()) return false;
  if (columns < whole_columns_ && !(schema_.short_rows && has_signature(record))) return false;
  if (!record.has_line_end() && columns < previous_columns_) return false;
  const Field& first = fields.front();
  if (first.column != 0 && !layout_.has_header()) return false;
  const std::string& name = layout_.header()[first.column];
  const char c = record.text(first).front();
  return starts_data_[static_cast<unsigned char>(c)] && !name.empty() && !is_initial(c, name);
}

RowKind RowJudge::judge(const Record& record) {
  if (!is_clearly_data(record)) return judge_closely(record);
  previous_columns_ = record.columns();
  return RowKind::data;
}

RowKind RowJudge::judge_closely(const Record& record) {
  if (record.problem() != Problem::none) {
    rejection_ = unreadable(record);
    return RowKind::rejected;
  }
  if (is_blank(record)) return RowKind::blank;
  const RowKind kind = judge_content(record);
  if (kind != RowKind::swallowed) previous_columns_ = record.columns();
  return kind;
}

RowKind RowJudge::judge_content(const Record& record) {
  if (!record.has_line_end() && record.columns() < previous_columns_) {
    return reject(record, Problem::truncated,
                  "the file stops in the middle of this record (" + cells(record.columns()) +
                      ", the one before has " + std::to_string(previous_columns_) + "); download it again");
  }
  if (is_header(record)) return RowKind::repeated_header;
  if (is_totals(record)) return RowKind::totals;
  return judge_width(record);
}

RowKind RowJudge::judge_width(const Record& record) {
  const std::uint32_t width = layout_.width();
  const bool is_short = record.columns() < width && !schema_.short_rows;
  const bool is_long = record.columns() > width;
  const auto fields = record.fields();
  const auto surplus = std::find_if(
      is_long ? fields.begin() : fields.end(), fields.end(),
      [&](const Field& field) { return field.column >= width && !trim(record.text(field)).empty(); });
  const bool has_surplus = surplus != fields.end();
  if (record.lines() > 1 && holds_other_records(record, is_short || has_surplus)) return RowKind::swallowed;
  if (!is_short && !is_long) return judge_content_of_width(record);
  const std::string counts = cells(record.columns()) + " where the header has " + std::to_string(width);
  if (record.has_loose_quote()) {
    return reject(record, Problem::stray_quote, "a quote inside an unquoted cell, and " + counts);
  }
  if (is_short) return reject(record, Problem::too_few_cells, counts);
  if (!has_surplus || !layout_.has_header()) return judge_surplus(record);
  const std::string_view text = record.text(*surplus);
  rejection_ = {Problem::too_many_cells, record.line(), layout_.name(surplus->column), std::string(text),
                counts + "; the first surplus one reads \"" + printable(text) + "\""};
  return RowKind::rejected;
}

RowKind RowJudge::judge_content_of_width(const Record& record) {
  if (record.has_loose_quote() && has_divided_quotes(record)) {
    return reject(record, Problem::stray_quote,
                  "the quotes of one cell stand in two; a delimiter seems to be missing");
  }
  if (record.columns() >= whole_columns_ || has_signature(record)) return RowKind::data;
  return reject(record, Problem::too_few_cells,
                cells(record.columns()) + " where others have " + std::to_string(whole_columns_) +
                    ", and \"" + printable(trim(record.cell(*signature_column_))) + "\" in column \"" +
                    schema_.row_signature.column +
                    "\" is not known here; a line end seems to stand inside the row");
}

/// Whether a row that lacks cells is the beginning of a row of this format, and not the rest of one that a
/// line end has divided, where any number may stand in the column of the cost. Of formats with kinds of
/// records the parser says so.
bool RowJudge::has_signature(const Record& record) const {
  if (!signature_column_) return true;
  const auto& values = schema_.row_signature.values;
  const std::string_view text = trim(record.cell(*signature_column_));
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& value) { return equal_ignoring_case(text, value); });
}

/// Surplus cells do no harm where most rows have them. In a single row they may be the end of a row that a
/// delimiter too many has shifted: `1,234.00` would come out as 1.
RowKind RowJudge::judge_surplus(const Record& record) {
  if (usual_columns_ == 0 || record.columns() <= usual_columns_) return judge_content_of_width(record);
  return reject(record, Problem::too_many_cells,
                cells(record.columns()) + " where most rows have " + std::to_string(usual_columns_) +
                    "; an unquoted cell may hold a delimiter, which would have shifted the row");
}

void RowJudge::expect(const RowWidths& widths) {
  usual_columns_ = widths.usual;
  if (schema_.short_rows && !layout_.has_header()) whole_columns_ = std::min(widths.widest, layout_.width());
}

bool RowJudge::is_header(const Record& record) const {
  const std::vector<std::string>& header = layout_.header();
  const bool has_types = !layout_.has_header() && !schema_.record_types.column.empty();
  if (has_types && equal_ignoring_case(trim(record.cell(0)), header[0]))
    return true;  // names in place of a type
  if (record.columns() < 2 || record.columns() > header.size()) return false;
  for (const Field& field : record.fields()) {
    std::string_view name = record.text(field);
    if (name.starts_with(kByteOrderMark))
      name.remove_prefix(kByteOrderMark.size());  // of a file pasted behind
    if (!equal_ignoring_case(trim(name), header[field.column])) return false;
  }
  return true;
}

bool RowJudge::is_totals(const Record& record) const {
  if (!schema_.totals_label.empty()) {
    const auto fields = record.fields();
    return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
      return equal_ignoring_case(trim(record.text(field)), schema_.totals_label);
    });
  }
  bool labelled = false;
  for (const Field& field : record.fields()) {
    const std::string_view text = trim(record.text(field));
    if (text.empty()) continue;
    if (!labelled) {
      const std::string_view words = text.ends_with(':') ? trim(text.substr(0, text.size() - 1)) : text;
      const auto is_label = [words](std::string_view label) { return equal_ignoring_case(words, label); };
      if (std::none_of(kTotalsLabels.begin(), kTotalsLabels.end(), is_label)) return false;
      labelled = true;
    } else if (read_amount(text, DecimalMark::point).problem != AmountProblem::none &&
               read_amount(text, DecimalMark::comma).problem != AmountProblem::none) {
      return false;  // `-` is fine: no amount
    }
  }
  return labelled;
}

/// A cell with a line break and so many delimiters that rows must stand in it, not an address: what two stray
/// quotes in neighbouring rows make. Two rows of n cells that are joined have, cells and delimiters in the
/// cell together, 2n - 1; where the cell count is wrong already, less is proof. Where rows may be short n is
/// not known, and a third of the cells is far more than any address has.
bool RowJudge::holds_other_records(const Record& record, bool has_wrong_width) const {
  const auto width = static_cast<std::int64_t>(layout_.width());
  const auto columns = static_cast<std::int64_t>(record.columns());
  const std::int64_t joined =
      has_wrong_width ? width * 3 / 2 : std::max<std::int64_t>(width * 2 - 1, width + 2);
  const std::int64_t needed = schema_.short_rows ? std::max<std::int64_t>(columns / 3, 2) : joined - columns;
  for (const Field& field : record.fields()) {
    const std::string_view text = record.text(field);
    if (text.find_first_of("\r\n") == std::string_view::npos) continue;
    for (const char delimiter : {',', ';', '\t', '|'}) {
      if (std::count(text.begin(), text.end(), delimiter) >= needed) return true;
    }
  }
  return false;
}

}  // namespace linehaul
