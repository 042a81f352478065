#pragma once

#include <string>
#include <string_view>

#include "model/line_item.h"
#include "model/occurrence_table.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Gives the charges of a file their ids: `base:invoice:charge`, from the second charge with the same three
/// parts on with `:2`, `:3`. Made from what identifies a charge, never from its amount or its line, so that a
/// re-issued invoice keeps its ids.
class ChargeIds {
 public:
  /// `carrier` stands in for the base of charges that have no number of their own.
  explicit ChargeIds(std::string_view carrier) : carrier_(carrier) {}

  /// The id of the file's next charge; ASCII, valid until the next call.
  std::string_view next(const LineItem& item) {
    const TextHash hash = prepare(item);
    return prepared(occurrences_.count(hash));
  }

  // The same in parts, for charges whose ids are made before it is known which come before them.
  /// Makes the id without its number; what is counted for that is its hash.
  TextHash prepare(const LineItem& item);
  /// The id prepared last, as the n-th with its three parts; valid until the next call, not to be called
  /// twice.
  std::string_view prepared(std::uint32_t n);

 private:
  char* put_invoice(std::string_view invoice_id, char* to);

  std::string carrier_;
  std::string invoice_;  // the last one, and what it is in an id: neighbouring rows share it
  std::string encoded_invoice_;
  TextBuffer id_;
  OccurrenceTable occurrences_;
};

}  // namespace linehaul
