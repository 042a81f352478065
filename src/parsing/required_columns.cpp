#include "parsing/required_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "diagnostic.h"
#include "model/cell_text.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr std::string_view kNumber = "{n}";
constexpr const char* kAliasAdvice = " (a renamed column becomes an alias in a --schema file)";

/// Ends the check with what is found first.
struct Unfit {
  std::string why;
};

class Requirements {
 public:
  Requirements(const Schema& schema, const Layout& layout) : schema_(schema), layout_(layout) {}

  void check() const {
    for (const std::string& column : schema_.required) require_once(column);
    if (schema_.lookup == ColumnLookup::by_position) check_positions();
    check_costs();
    if (!schema_.pairs.amount.empty() && layout_.find_repeated(schema_.pairs.amount).empty()) {
      fail_missing(schema_.pairs.amount);
    }
    check_charge_columns();
    check_groups();
  }

 private:
  void require_once(const std::string& column) const {
    if (!has_column(layout_, column)) fail_missing(column);
    if (layout_.is_repeated(column)) fail_repeated(column);
  }

  /// A format read by position whose names say that the columns have moved.
  void check_positions() const {
    for (const std::string& column : schema_.required) {
      const std::string wanted = normalized_name(column);
      const auto is_wanted = [&](const std::string& name) { return normalized_name(name) == wanted; };
      const std::uint32_t position = *layout_.find(column);
      const auto stands = std::find_if(layout_.header().begin(), layout_.header().end(), is_wanted);
      if (stands == layout_.header().end() || is_wanted(layout_.header()[position])) continue;
      throw Unfit{fmt::format(
          "moved-column: a {} file is read by position, and \"{}\" stands in column {} instead of {}; "
          "export it with the columns in their order",
          schema_.format, column, stands - layout_.header().begin() + 1, position + 1)};
    }
  }

  /// Two columns for one cost, the name and an alias of it: nobody knows which one counts.
  void check_costs() const {
    for (const std::string_view field : {"net_cost", "gross_cost", "discount"}) {
      const FieldColumns* columns = schema_.field(field);
      if (columns == nullptr) continue;
      for (const std::string& column : columns->columns) {
        if (layout_.find_all(column).size() > 1) fail_repeated(column);
      }
    }
  }

  /// One column of charges is enough.
  void check_charge_columns() const {
    if (schema_.charge_columns.empty() || has_column(layout_, schema_.sole_charge_column)) return;
    const bool has_one = std::any_of(schema_.charge_columns.begin(), schema_.charge_columns.end(),
                                     [this](const ChargeText& c) { return has_column(layout_, c.code); });
    if (!has_one) fail_missing(schema_.charge_columns.front().code);
  }

  /// Every group that the header names must have its charge and its discount.
  void check_groups() const {
    const GroupColumns& groups = schema_.groups;
    if (groups.charge.empty()) return;
    std::set<std::uint32_t> numbers;
    for (const std::string* part : {&groups.code, &groups.name, &groups.charge, &groups.discount}) {
      for (const NumberedColumn& column : layout_.find_numbered(*part)) numbers.insert(column.number);
    }
    for (const std::uint32_t number : numbers) {
      for (const std::string* part : {&groups.charge, &groups.discount}) {
        std::string column = *part;
        column.replace(column.find(kNumber), kNumber.size(), std::to_string(number));
        require_once(column);
      }
    }
    for (const std::string* part : {&groups.code, &groups.name, &groups.charge, &groups.discount,
                                    &groups.freight_discounts, &groups.other_name, &groups.other_amount}) {
      refuse_repeated_number(*part);
    }
  }

  /// A name and an alias of it: nobody knows which one counts.
  void refuse_repeated_number(const std::string& pattern) const {
    const std::vector<NumberedColumn> columns = layout_.find_numbered(pattern);
    for (std::size_t i = 1; i < columns.size(); ++i) {
      if (columns[i].number == columns[i - 1].number) fail_repeated(layout_.name(columns[i].column));
    }
  }

  [[noreturn]] static void fail_repeated(const std::string& column) {
    throw Unfit{fmt::format(
        "repeated-column: the column \"{}\" stands twice in the header, under its name or an alias; remove "
        "the one that does not count",
        column)};
  }

  [[noreturn]] void fail_missing(const std::string& column) const {
    throw Unfit{fmt::format("missing-column: a {} file must have the column \"{}\"{}", schema_.format, column,
                            how_to_go_on(column))};
  }

  /// A renamed column is one that the schema does not know.
  std::string how_to_go_on(const std::string& column) const {
    if (schema_.lookup == ColumnLookup::by_position)
      return "; it is read by position and has too few columns";
    const std::vector<std::string_view> unknown = layout_.unknown_names();
    if (unknown.empty()) return "; its columns are all known, so none of them is this one renamed";
    const std::string question = ask_renamed(column, unknown);
    if (!question.empty()) return question;
    return "; linehaul explain lists the columns that are not known" + std::string(kAliasAdvice);
  }

  const Schema& schema_;
  const Layout& layout_;
};

}  // namespace

bool has_column(const Layout& layout, std::string_view schema_column) {
  return schema_column.find(kNumber) == std::string_view::npos ? layout.find(schema_column).has_value()
                                                               : !layout.find_numbered(schema_column).empty();
}

std::string ask_renamed(const std::string& column, const std::vector<std::string_view>& unknown) {
  const std::string near = printable(near_words(column, unknown));
  return near.empty() ? "" : "; is it called " + near + " now?" + kAliasAdvice;
}

std::string why_unfit(const Schema& schema, const Layout& layout) {
  try {
    Requirements(schema, layout).check();
  } catch (const Unfit& unfit) {
    return unfit.why;
  }
  return "";
}

}  // namespace linehaul
