#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "schema/schema.h"

namespace linehaul {

/// One numbered column of a group: 3 and the position of `XC3 Charge`.
struct NumberedColumn {
  std::uint32_t number;
  std::uint32_t column;
};

/// Where a format's columns stand in the file at hand. Columns are 0-based.
class Layout {
 public:
  /// From the file's own header: names may stand in any order and letter case.
  Layout(const Schema& schema, const std::vector<std::string_view>& header);
  /// For rows without a header: the format's columns in their documented order.
  explicit Layout(const Schema& schema);
  Layout(Layout&&) = default;

  /// How many columns have names; a complete row of a file with a header has as many cells.
  std::uint32_t width() const { return static_cast<std::uint32_t>(names_.size()); }
  bool has_header() const { return has_header_; }

  /// The columns' names as keys of `raw`: as the file spells them, repeats numbered, blank ones `column 7`.
  const std::vector<std::string>& names() const { return names_; }
  /// The same as the file spells them, trimmed, repeats and blanks included.
  const std::vector<std::string>& header() const { return header_; }
  /// The name of any column, also beyond the width.
  std::string name(std::uint32_t column) const;

  /// The column that `raw` calls so, letter for letter; also one beyond the width, `column 21`.
  std::optional<std::uint32_t> find_named(std::string_view name) const;
  /// A column of the schema, under its name or one of its aliases.
  std::optional<std::uint32_t> find(std::string_view schema_column) const;
  /// The same where the file has several of them: the name first, then the aliases.
  std::vector<std::uint32_t> find_all(std::string_view schema_column) const;
  /// Every column that `pattern` fits with a number in the place of `{n}`, or that is an alias of such a one,
  /// in the order of the numbers.
  std::vector<NumberedColumn> find_numbered(std::string_view pattern) const;
  /// Every column of that name in file order, also as other tools rename repeats: `NAME (2)`, `NAME_1`. The
  /// number is the one they gave, 0 without one.
  std::vector<NumberedColumn> find_repeated(std::string_view schema_column) const;
  /// Columns whose name stands more than once in the header.
  bool is_repeated(std::string_view schema_column) const;

  /// Whether a text is the name of one of the schema's columns.
  bool is_documented(std::string_view name) const;
  /// Columns of the file that the schema does not know.
  std::vector<std::uint32_t> unknown_columns() const;
  /// Their names; views that live as long as the layout.
  std::vector<std::string_view> unknown_names() const;
  /// Columns of the schema that the file lacks.
  std::vector<std::string> missing_columns() const;

 private:
  /// What the schema says of a name: how else the column may be called, and whether it has several of them.
  struct Known {
    std::vector<std::string> aliases;
    bool is_repeated = false;
  };
  using SchemaNames = std::unordered_map<std::string, Known>;

  void read_schema();
  void read_header(const std::vector<std::string_view>& header);
  void number_names(const std::vector<std::string_view>& header);
  std::optional<std::uint32_t> position(std::string_view spelling) const;
  bool has(std::size_t schema_column) const;

  const Schema& schema_;
  bool has_header_;
  std::vector<std::string> header_;
  std::vector<std::string> names_;
  std::vector<std::string> normalized_;
  SchemaNames known_;                                    // all in the form in which names are compared
  std::vector<const SchemaNames::value_type*> columns_;  // of the schema in its order, repeats included
  // Of each normalized name in the file. Views of normalized_ or known_, which keep their places when moved.
  std::unordered_map<std::string_view, std::uint32_t> first_;
};

}  // namespace linehaul
