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

  /// May be called for an item some time before next(), which then need not wait for the memory.
  void prepare(const LineItem& item);
  /// The id of the file's next charge; ASCII, valid until the next call.
  std::string_view next(const LineItem& item);

 private:
  char* put_invoice(std::string_view invoice_id, char* to);

  std::string carrier_;
  std::string invoice_;  // the last one, and what it is in an id: neighbouring rows share it
  std::string encoded_invoice_;
  TextBuffer id_;
  TextHash hash_{};
  bool is_prepared_ = false;
  OccurrenceTable occurrences_;
};

}  // namespace linehaul
