#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/line_item.h"
#include "model/occurrence_table.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Gives the charges of a file their ids: `base:invoice:charge`, from the second charge with the same three
/// parts on with `:2`, `:3`; charges of rejected rows are counted too. Made from what identifies a charge,
/// never from its amount or its line, so that a re-issued invoice keeps its ids.
class ChargeIds {
 public:
  /// `carrier` stands in for the base of charges that have no number of their own.
  explicit ChargeIds(std::string_view carrier) : carrier_(carrier) {}

  /// The id of the file's next charge; ASCII, valid until the next call.
  std::string_view next(const LineItem& item) {
    const TextHash hash = prepare(item);
    return prepared(occurrences_.count(hash));
  }

  /// Counts charges of a rejected row, by what prepare() made of them: next() goes on behind them.
  void skip(std::span<const TextHash> rejected) {
    for (const TextHash& hash : rejected) occurrences_.count(hash);
  }

  // The same in parts, for charges whose ids are made before it is known which come before them.
  /// Makes the id without its number; what is counted for that is its hash.
  TextHash prepare(const LineItem& item);
  /// The id prepared last, as the n-th with its three parts; valid until the next call, not to be called
  /// twice.
  std::string_view prepared(std::uint32_t n);

 private:
  void begin_id(std::string_view base, const LineItem& item);

  std::string carrier_;
  // The charges of a shipment mostly stand one behind the other: `id_` keeps `base~tracking:invoice:` for as
  // long as these are the same.
  std::string base_, tracking_, invoice_;
  TextBuffer id_;
  std::size_t begun_ = 0;  // bytes of it; 0: nothing yet
  TextHash begun_hash_{};
  OccurrenceTable occurrences_;
};

}  // namespace linehaul
