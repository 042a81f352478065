#include "parsing/recognition.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "failure.h"
#include "input/record_reader.h"
#include "model/cell_text.h"
#include "parsing/required_columns.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr std::size_t kHeaderSearch = 20;  // the header is among the first 20 non-blank records
constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr std::string_view kOnlyBlankCells = " \r\n,;\t|\"";

/// A record of the file's beginning.
struct FirstRecord {
  std::vector<std::string> cells;

  /// Whether a cell holds the name, given in the form in which names are compared. The cells are brought into
  /// that form when first asked: most records lie behind the header, and nobody asks.
  bool has_name(const std::string& name) const {
    if (names_.empty()) {
      for (const std::string& cell : cells) names_.insert(normalized_name(cell));
    }
    return names_.contains(name);
  }

 private:
  mutable std::unordered_set<std::string> names_;
};

/// The file's first records as one delimiter splits them.
struct Split {
  char delimiter;
  std::vector<FirstRecord> records;
  std::vector<std::uint32_t> before;  // records of the reader before each of them
};

Split split(std::string_view head, char delimiter, Encoding encoding) {
  MemoryText text(head);
  RecordReader reader(text, Dialect{delimiter, '"'}, encoding);
  Split result{delimiter, {}, {}};
  std::uint32_t count = 0;
  while (const Record* record = reader.next()) {
    ++count;
    if (record->fields().empty()) continue;
    FirstRecord& first = result.records.emplace_back();
    result.before.push_back(count - 1);
    first.cells.resize(record->columns());
    for (const Field& field : record->fields()) first.cells[field.column] = record->text(field);
    if (result.records.size() == kHeaderSearch) break;
  }
  return result;
}

Layout header_layout(const Schema& schema, const FirstRecord& record) {
  return {schema, {record.cells.begin(), record.cells.end()}};
}

bool has_columns(const Layout& layout, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const auto& c) { return has_column(layout, c); });
}

/// Whether a record has all of a schema's columns `names`: cheap, before a Layout is made for it.
bool has_names(const Schema& schema, const FirstRecord& record, const std::vector<std::string>& names) {
  const auto is_there = [&](const std::string& name) {
    const std::string wanted = normalized_name(name);
    return record.has_name(wanted) || record.has_name(wanted + " 1");  // repeats, numbered
  };
  for (const std::string& name : names) {
    if (name.find("{n}") != std::string::npos || is_there(name)) continue;
    const auto column = std::find_if(schema.columns.begin(), schema.columns.end(),
                                     [&](const SchemaColumn& c) { return c.name == name; });
    if (column == schema.columns.end()) return false;
    if (std::none_of(column->aliases.begin(), column->aliases.end(), is_there)) return false;
  }
  return !names.empty();
}

/// The columns of a header of that format; nullptr for another record. A header has the names that only its
/// format has together, or all that the format cannot do without, where those are enough to tell.
std::shared_ptr<Layout> header_of(const Schema& schema, const FirstRecord& record) {
  constexpr std::size_t kTelling = 4;
  if (schema.header == HeaderUse::none || record.cells.size() < 2) return nullptr;
  std::shared_ptr<Layout> layout;
  for (const std::vector<std::string>* names : {&schema.signature, &schema.required}) {
    if (names == &schema.required && names->size() < kTelling) continue;
    if (!has_names(schema, record, *names)) continue;
    if (!layout) layout = std::make_shared<Layout>(header_layout(schema, record));
    if (has_columns(*layout, *names)) return layout;
  }
  return nullptr;
}

std::size_t matched_columns(const Schema& schema, const FirstRecord& record) {
  const auto is_there = [&](const std::string& name) {
    const std::string wanted = normalized_name(name);
    return record.has_name(wanted) || record.has_name(wanted + " 1");  // repeats, numbered
  };
  return static_cast<std::size_t>(
      std::count_if(schema.columns.begin(), schema.columns.end(), [&](const SchemaColumn& column) {
        return is_there(column.name) || std::any_of(column.aliases.begin(), column.aliases.end(), is_there);
      }));
}

/// Whether a record of a format that may stand without a header is a header after all: its columns must then
/// never be taken by their position.
bool looks_like_header(const Schema& schema, const FirstRecord& record) {
  return schema.header == HeaderUse::optional && matched_columns(schema, record) * 2 > record.cells.size();
}

/// Where the header or the first row of a format stands.
struct Match {
  const Schema* schema = nullptr;
  const Split* split = nullptr;
  std::size_t record = 0;
  bool has_header = false;
  std::shared_ptr<Layout> layout =
      nullptr;  // of the header where it is known: each costs a million instructions
};

class Recognizer {
 public:
  Recognizer(std::string_view head, const std::string& name, const Catalog& catalog,
             const RecognitionOptions& options)
      : name_(name), catalog_(catalog) {
    std::vector<char> delimiters(std::begin(kDelimiters), std::end(kDelimiters));
    for (const Schema& schema : catalog.schemas()) {
      const bool is_known =
          std::find(delimiters.begin(), delimiters.end(), schema.delimiter) != delimiters.end();
      if (!is_known) delimiters.push_back(schema.delimiter);
    }
    if (options.delimiter) delimiters = {*options.delimiter};
    for (const char delimiter : delimiters) splits_.push_back(split(head, delimiter, options.encoding));
    // With the wrong delimiter every line of quoted cells has a stray quote.
    std::erase_if(splits_, [](const Split& split) { return split.records.empty(); });
    is_blank_ = head.find_first_not_of(kOnlyBlankCells) == std::string_view::npos;
    if (is_blank_) splits_.clear();
    for (const Schema& schema : catalog.schemas()) {
      if (options.format.empty() || schema.format == options.format) candidates_.push_back(&schema);
    }
    if (candidates_.empty()) fail_unknown_format(options.format);
    is_forced_ = !options.format.empty();
  }

  /// The format that has most of its columns in one record, and what that record lacks; `found` is left out.
  std::string closest(const Schema* found) const {
    std::size_t best_columns = 0;
    std::string result;
    for (const Split& split : splits_) {
      for (const FirstRecord& record : split.records) {
        for (const Schema* schema : candidates_) {
          const std::size_t columns = schema == found ? 0 : matched_columns(*schema, record);
          if (columns <= best_columns) continue;
          best_columns = columns;
          result = lacks(*schema, record, columns);
        }
      }
    }
    return result;
  }

  Recognized recognize() {
    if (splits_.empty() && is_blank_)
      throw Failure(ExitStatus::unreadable, name_ + ": empty: there is nothing in it");
    if (splits_.empty()) {
      throw Failure(ExitStatus::unreadable,
                    name_ + ": unknown-format: its quotes do not fit together in any record");
    }
    Match match = find_header();
    if (match.schema == nullptr) match = find_rows();
    if (match.schema == nullptr && is_forced_) match = forced_match();
    if (match.schema == nullptr) fail_unrecognized();
    return settle(match);
  }

 private:
  Match find_header() const {
    for (std::size_t i = 0; i < kHeaderSearch; ++i) {
      Match best;
      std::size_t best_columns = 0;
      for (const Split& split : splits_) {
        if (i >= split.records.size()) continue;
        for (const Schema* schema : candidates_) {
          std::shared_ptr<Layout> layout = header_of(*schema, split.records[i]);
          if (!layout) continue;
          const std::size_t columns = matched_columns(*schema, split.records[i]);
          if (columns > best_columns) best = {schema, &split, i, true, std::move(layout)};
          best_columns = std::max(columns, best_columns);
        }
      }
      if (best.schema != nullptr)
        return is_behind_rows(best) ? Match{best.schema, best.split, 0, false} : best;
    }
    return {};
  }

  /// A header that stands behind rows of its own format: an export with a header pasted behind one without.
  static bool is_behind_rows(const Match& header) {
    const Match rows = match_rows(*header.schema, *header.split, header.record);
    return header.schema->header == HeaderUse::optional && rows.schema != nullptr;
  }

  /// Whether one of the first `count` records holds one of the words that give rows of the format away.
  static Match match_rows(const Schema& schema, const Split& split, std::size_t count) {
    if (count == 0) return {};
    const RowSignature& signature = schema.row_signature;
    const auto column = Layout(schema).find(signature.column);
    for (std::size_t i = 0; column && i < count; ++i) {
      const std::vector<std::string>& cells = split.records[i].cells;
      if (cells.size() < signature.minimum_columns || *column >= cells.size()) continue;
      const std::string_view word = trim(cells[*column]);
      if (std::find(signature.values.begin(), signature.values.end(), word) == signature.values.end())
        continue;
      return {&schema, &split, 0, false};
    }
    return {};
  }

  /// A format without a header, known by a column that holds one of its words.
  Match find_rows() const {
    for (const Schema* schema : candidates_) {
      if (schema->row_signature.values.empty()) continue;
      for (const Split& split : splits_) {
        // Rows behind a header that lacks something must not be read by their position.
        const auto header =
            std::find_if(split.records.begin(), split.records.end(),
                         [&](const FirstRecord& record) { return looks_like_header(*schema, record); });
        const auto count = static_cast<std::size_t>(header - split.records.begin());
        if (const Match match = match_rows(*schema, split, count); match.schema != nullptr) return match;
      }
    }
    return {};
  }

  /// With --from: the record that looks most like the header, or rows from the start where none is needed.
  Match forced_match() const {
    const Schema* schema = candidates_.front();
    Match best{schema, &splits_.front(), 0, schema->header == HeaderUse::required};
    std::size_t best_columns = 0;
    for (const Split& split : splits_) {
      for (std::size_t i = 0; i < split.records.size(); ++i) {
        const FirstRecord& record = split.records[i];
        if (looks_like_header(*schema, record)) return {schema, &split, i, true};
        const std::size_t columns =
            schema->header == HeaderUse::required ? matched_columns(*schema, record) : record.cells.size();
        if (columns > best_columns) best = {schema, &split, best.has_header ? i : 0, best.has_header};
        best_columns = std::max(columns, best_columns);
      }
    }
    return best;
  }

  Recognized settle(const Match& match) const {
    const FirstRecord& record = match.split->records[match.record];
    const Dialect dialect{match.split->delimiter, '"'};
    const std::uint32_t before = match.split->before[match.record];
    if (!match.has_header) {
      return {match.schema, dialect, Layout(*match.schema), 0, why_rows(*match.schema)};
    }
    Layout layout = match.layout ? std::move(*match.layout) : header_layout(*match.schema, record);
    refuse_look_alikes(*match.schema, record);
    require_columns(*match.schema, layout, name_);
    return {match.schema, dialect, std::move(layout), before + 1, why_header(*match.schema)};
  }

  std::string why_rows(const Schema& schema) const {
    if (is_forced_) return "--from says so";
    return "no header; the column \"" + schema.row_signature.column +
           "\" holds words that only this format has there";
  }

  std::string why_header(const Schema& schema) const {
    if (is_forced_) return "--from says so";
    std::string names;
    for (const std::string& name : schema.signature)
      names += (names.empty() ? "\"" : " and \"") + name + "\"";
    return "its header has " + names;
  }

  [[noreturn]] void fail_unknown_format(const std::string& format) const {
    throw Failure(ExitStatus::usage,
                  fmt::format("unknown format \"{}\"{}", format, suggestion(format, catalog_.names())));
  }

  [[noreturn]] void fail_unrecognized() const {
    for (const Split& split : splits_) {
      for (const FirstRecord& record : split.records) {
        for (const Schema* schema : candidates_) refuse_look_alikes(*schema, record);
      }
    }
    std::string message =
        name_ + ": unknown-format: no carrier's invoice is known that begins with " + beginning();
    if (const std::string format = closest(nullptr); !format.empty())
      message += "; the closest format is " + format;
    throw Failure(ExitStatus::unreadable, message);
  }

  /// Another report of the same carrier, whatever it has in common with the invoice.
  void refuse_look_alikes(const Schema& schema, const FirstRecord& record) const {
    for (const LookAlike& report : schema.look_alikes) {
      const bool fits =
          std::all_of(report.columns.begin(), report.columns.end(),
                      [&](const std::string& name) { return record.has_name(normalized_name(name)); });
      if (fits) throw Failure(ExitStatus::unreadable, name_ + ": unknown-format: this is " + report.title);
    }
  }

  std::string beginning() const {
    const auto widest = std::max_element(splits_.begin(), splits_.end(), [](const Split& a, const Split& b) {
      return a.records.front().cells.size() < b.records.front().cells.size();
    });
    const std::vector<std::string>& cells = widest->records.front().cells;
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 4); ++i) {
      text += (i == 0 ? "\"" : ", \"") + printable(trim(cells[i]).substr(0, 40)) + "\"";
    }
    return text + (cells.size() > 4 ? ", ..." : "");
  }

  /// What a record lacks to be a format's header, each name with the nearest one that it has.
  static std::string lacks(const Schema& schema, const FirstRecord& record, std::size_t matched) {
    const Layout layout = header_layout(schema, record);
    const std::vector<std::string_view> seen(layout.header().begin(), layout.header().end());
    std::vector<std::string> needed = schema.signature;
    needed.insert(needed.end(), schema.required.begin(), schema.required.end());
    std::vector<std::string> missing;
    for (const std::string& column : needed) {
      const bool is_there = schema.lookup == ColumnLookup::by_name ? has_column(layout, column)
                                                                   : record.has_name(normalized_name(column));
      if (is_there || std::find(missing.begin(), missing.end(), column) != missing.end()) continue;
      missing.push_back(column);
    }
    std::string text;
    for (const std::string& column : missing) {
      text += fmt::format("{}\"{}\" (nearest: \"{}\")", text.empty() ? "" : ", ", column,
                          printable(nearest(column, seen)));
    }
    return fmt::format("{}, of which it has {} of {} columns and lacks {}", schema.format, matched,
                       schema.columns.size(), text.empty() ? "nothing by name" : text);
  }

  const std::string& name_;
  const Catalog& catalog_;
  std::vector<Split> splits_;
  std::vector<const Schema*> candidates_;
  bool is_forced_ = false;
  bool is_blank_ = false;
};

}  // namespace

Recognized recognize(std::string_view head, const std::string& name, const Catalog& catalog,
                     const RecognitionOptions& options) {
  return Recognizer(head, name, catalog, options).recognize();
}

std::string second_best(std::string_view head, const std::string& name, const Catalog& catalog,
                        const RecognitionOptions& options, const Schema& found) {
  RecognitionOptions any_format = options;
  any_format.format.clear();
  const std::string closest = Recognizer(head, name, catalog, any_format).closest(&found);
  return closest.empty() ? "no other format has any of its columns" : closest;
}

}  // namespace linehaul
