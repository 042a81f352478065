#include "parsing/recognition.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "failure.h"
#include "model/cell_text.h"
#include "parsing/required_columns.h"
#include "parsing/split.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr char kDelimiters[] = {',', ';', '\t', '|'};
constexpr std::string_view kOnlyBlankCells = " \r\n,;\t|\"";

Layout header_layout(const Schema& schema, const FirstRecord& record) {
  return {schema, {record.cells.begin(), record.cells.end()}};
}

bool has_columns(const Layout& layout, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const auto& c) { return has_column(layout, c); });
}

bool has_spelling(const FirstRecord& record, std::string_view name) {
  return record.has_name_or_first(normalized_name(name));
}

bool has_schema_column(const FirstRecord& record, const SchemaColumn& column) {
  const auto is_there = [&](const std::string& name) { return has_spelling(record, name); };
  return is_there(column.name) || std::any_of(column.aliases.begin(), column.aliases.end(), is_there);
}

std::size_t matched_columns(const Schema& schema, const FirstRecord& record) {
  const auto is_there = [&](const SchemaColumn& column) { return has_schema_column(record, column); };
  return static_cast<std::size_t>(std::count_if(schema.columns.begin(), schema.columns.end(), is_there));
}

bool has_any_column(const Schema& schema, const FirstRecord& record) {
  const auto is_there = [&](const SchemaColumn& column) { return has_schema_column(record, column); };
  return std::any_of(schema.columns.begin(), schema.columns.end(), is_there);
}

/// Whether a record has all of a schema's columns `names`: cheap, before a Layout is made for it.
bool has_names(const Schema& schema, const FirstRecord& record, const std::vector<std::string>& names) {
  const auto is_there = [&](const std::string& name) { return has_spelling(record, name); };
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
    if (has_columns(*layout, *names)) return has_any_column(schema, record) ? layout : nullptr;
  }
  return nullptr;
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
  std::shared_ptr<Layout> layout = nullptr;  // of the header where it is known

  std::size_t columns() const { return matched_columns(*schema, *split->record(record)); }
};

/// A format that the file may have.
class Candidate {
 public:
  explicit Candidate(const Format& format) : format_(format) {
    for (const std::string_view name : format.header_names()) header_names_.push_back(normalized_name(name));
  }

  const Schema& schema() const { return format_.schema(); }
  bool has_row_signature() const { return format_.has_row_signature(); }
  /// As header_of(); the schema is read only for a record that it may be.
  std::shared_ptr<Layout> header_of(const FirstRecord& record) const {
    const auto is_there = [&](const std::string& name) { return record.has_name_or_first(name); };
    const bool may_be_header =
        format_.is_read() ||
        (record.cells.size() > 1 && std::any_of(header_names_.begin(), header_names_.end(), is_there));
    return may_be_header ? linehaul::header_of(schema(), record) : nullptr;
  }

 private:
  const Format& format_;
  std::vector<std::string> header_names_;
};

class Recognizer {
 public:
  Recognizer(std::string_view head, const std::string& name, const Catalog& catalog,
             const RecognitionOptions& options)
      : name_(name), catalog_(catalog) {
    std::vector<char> delimiters(std::begin(kDelimiters), std::end(kDelimiters));
    for (const Format& format : catalog.formats()) {
      const auto known = std::find(delimiters.begin(), delimiters.end(), format.delimiter());
      if (known == delimiters.end()) delimiters.push_back(format.delimiter());
    }
    if (options.delimiter) delimiters = {*options.delimiter};
    is_blank_ = head.find_first_not_of(kOnlyBlankCells) == std::string_view::npos;
    for (const char delimiter : delimiters) {
      if (is_blank_) break;
      splits_.emplace_back(head, delimiter, options.encoding);
      // With the wrong delimiter every line of quoted cells has a stray quote.
      if (splits_.back().is_empty()) splits_.pop_back();
    }
    for (const Format& format : catalog.formats()) {
      if (options.format.empty() || format.name() == options.format) candidates_.emplace_back(format);
    }
    if (candidates_.empty()) fail_unknown_format(options.format);
    is_forced_ = !options.format.empty();
    may_be_unfit_ = options.may_be_unfit;
  }

  /// The format that has most of its columns in one record, and what that record lacks; `found` is left out.
  std::string closest(const Schema* found) const {
    std::size_t best_columns = 0;
    std::string result;
    for (const Split& split : splits_) {
      for (std::size_t i = 0; const FirstRecord* record = split.record(i); ++i) {
        for (const Candidate& candidate : candidates_) {
          const Schema& schema = candidate.schema();
          const std::size_t columns = &schema == found ? 0 : matched_columns(schema, *record);
          if (columns <= best_columns) continue;
          best_columns = columns;
          result = lacks(schema, *record, columns);
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
    for (std::size_t i = 0; i < Split::kRecords; ++i) {
      std::vector<Match> matches;
      for (const Split& split : splits_) {
        const FirstRecord* record = split.record(i);
        if (record == nullptr) continue;
        for (const Candidate& candidate : candidates_) {
          std::shared_ptr<Layout> layout = candidate.header_of(*record);
          if (layout) matches.push_back({&candidate.schema(), &split, i, true, std::move(layout)});
        }
      }
      if (matches.empty()) continue;
      const auto has_less = [](const Match& a, const Match& b) { return a.columns() < b.columns(); };
      const Match& best = *std::max_element(matches.begin(), matches.end(), has_less);
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
      const std::vector<std::string>& cells = split.record(i)->cells;
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
    for (const Candidate& candidate : candidates_) {
      if (!candidate.has_row_signature()) continue;
      const Schema& schema = candidate.schema();
      for (const Split& split : splits_) {
        // Rows behind a header that lacks something must not be read by their position.
        std::size_t count = 0;
        for (; const FirstRecord* record = split.record(count); ++count) {
          if (looks_like_header(schema, *record)) break;
        }
        if (const Match match = match_rows(schema, split, count); match.schema != nullptr) return match;
      }
    }
    return {};
  }

  /// With --from: the record that looks most like the header, or rows from the start where none is needed.
  Match forced_match() const {
    const Schema& schema = candidates_.front().schema();
    const bool needs_header = schema.header == HeaderUse::required;
    Match best{&schema, &splits_.front(), 0, needs_header};
    std::size_t best_columns = 0;
    for (const Split& split : splits_) {
      for (std::size_t i = 0; const FirstRecord* record = split.record(i); ++i) {
        if (looks_like_header(schema, *record)) return {&schema, &split, i, true};
        const std::size_t columns = needs_header ? matched_columns(schema, *record) : record->cells.size();
        if (columns > best_columns) best = {&schema, &split, needs_header ? i : 0, needs_header};
        best_columns = std::max(columns, best_columns);
      }
    }
    return best;
  }

  Recognized settle(const Match& match) const {
    const FirstRecord& record = *match.split->record(match.record);
    const Dialect dialect{match.split->delimiter(), '"'};
    if (!match.has_header) {
      return {match.schema, dialect, Layout(*match.schema), 0, why_rows(*match.schema)};
    }
    Layout layout = match.layout ? std::move(*match.layout) : header_layout(*match.schema, record);
    refuse_look_alikes(*match.schema, record);
    std::string unfit = why_unfit(*match.schema, layout);
    if (!unfit.empty() && !may_be_unfit_) throw Failure(ExitStatus::unreadable, name_ + ": " + unfit);
    return {match.schema,    dialect, std::move(layout), record.before + 1, why_header(*match.schema),
            std::move(unfit)};
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
      for (std::size_t i = 0; const FirstRecord* record = split.record(i); ++i) {
        for (const Candidate& candidate : candidates_) refuse_look_alikes(candidate.schema(), *record);
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
      return a.record(0)->cells.size() < b.record(0)->cells.size();
    });
    const std::vector<std::string>& cells = widest->record(0)->cells;
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 4); ++i) {
      text += (i == 0 ? "\"" : ", \"") + printable(trim(cells[i]).substr(0, 40)) + "\"";
    }
    return text + (cells.size() > 4 ? ", ..." : "");
  }

  /// What a record lacks to be a format's header, each name with those that may be its new one.
  static std::string lacks(const Schema& schema, const FirstRecord& record, std::size_t matched) {
    const Layout layout = header_layout(schema, record);
    std::vector<std::string_view> unknown = layout.unknown_names();
    if (schema.lookup == ColumnLookup::by_position) {  // in which any name is in its place
      for (const std::string& name : layout.names()) {
        if (!layout.is_documented(name)) unknown.push_back(name);
      }
    }
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
      const std::string near = printable(near_words(column, unknown));
      text += fmt::format("{}\"{}\"{}", text.empty() ? "" : ", ", column,
                          near.empty() ? "" : " (nearest: " + near + ")");
    }
    return fmt::format("{}, of which it has {} of {} columns and lacks {}", schema.format, matched,
                       schema.columns.size(), text.empty() ? "nothing by name" : text);
  }

  const std::string& name_;
  const Catalog& catalog_;
  std::deque<Split> splits_;
  std::vector<Candidate> candidates_;
  bool is_forced_ = false;
  bool may_be_unfit_ = false;
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
