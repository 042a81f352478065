#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "diagnostic.h"
#include "input/record.h"
#include "parsing/layout.h"
#include "schema/schema.h"

namespace linehaul {

/// What a record is before anybody looks at its meaning.
enum class RowKind : std::uint8_t {
  data,
  blank,            ///< only empty cells
  repeated_header,  ///< the header again, as exports pasted together have it
  totals,           ///< a closing line of sums
  swallowed,        ///< several lines that a stray quote joined: only the first is to blame
  rejected,         ///< its shape is wrong; rejection() says how
};

/// How many cells the first rows of charges have.
struct RowWidths {
  std::uint32_t usual = 0;  ///< most of them; 0: there are none
  std::uint32_t widest = 0;
};

/// Judges the records of one file by their shape alone: is this a row of data, and is it whole?
class RowJudge {
 public:
  RowJudge(const Schema& schema, const Layout& layout);

  /// To be called before the first record, where the widths are known; else no surplus is unusual.
  void expect(const RowWidths& widths);
  /// To be called for every record behind the header, in file order.
  RowKind judge(const Record& record);
  const Diagnostic& rejection() const { return rejection_; }

  /// The message for a record that the reader itself could not split.
  static Diagnostic unreadable(const Record& record);

 private:
  bool is_clearly_data(const Record& record) const;
  RowKind judge_closely(const Record& record);
  RowKind judge_content(const Record& record);
  RowKind judge_width(const Record& record);
  bool is_header(const Record& record) const;
  bool is_totals(const Record& record) const;
  bool holds_other_records(const Record& record, bool has_wrong_width) const;
  RowKind judge_content_of_width(const Record& record);
  RowKind judge_surplus(const Record& record);
  bool has_signature(const Record& record) const;
  RowKind reject(const Record& record, Problem problem, std::string message);

  const Schema& schema_;
  const Layout& layout_;
  std::array<bool, 256> starts_data_{};  // by byte: begins no line of sums
  std::uint32_t previous_columns_ = 0;
  std::uint32_t usual_columns_ = 0;
  std::uint32_t whole_columns_ = 0;  // a row that has fewer lacks cells
  std::optional<std::uint32_t> signature_column_;
  Diagnostic rejection_;
};

}  // namespace linehaul
