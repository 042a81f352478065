#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "input/encoding.h"
#include "input/record.h"
#include "parsing/layout.h"
#include "schema/catalog.h"

namespace linehaul {

/// How much of a file settles what it is and how its amounts and dates are written: its first 1,000 data
/// records or those that end within its first MiB, whichever comes first.
inline constexpr std::uint32_t kFirstRecords = 1000;
inline constexpr std::size_t kFirstBytesOfText = std::size_t{1} << 20U;

struct RecognitionOptions {
  std::string format;             ///< --from; empty: found from the content
  std::optional<char> delimiter;  ///< --delimiter
  Encoding encoding = Encoding::automatic;
  bool may_be_unfit = false;  ///< columns that no charge can be read without may be missing: it is only told
};

/// What a file is.
struct Recognized {
  const Schema* schema;
  Dialect dialect;
  Layout layout;
  std::uint32_t records_before_data;  ///< titles and header, as the RecordReader counts them
  std::string why;                    ///< what gave it away, for people
  std::string unfit = {};             ///< why its charges cannot be read, for people; empty: they can
};

/// Finds the format of the text that a file begins with. `name` is the file's for messages. Throws Failure
/// (unreadable) for text that is no known format, with what was seen and which format comes closest, and
/// (usage) for a format that does not exist.
Recognized recognize(std::string_view head, const std::string& name, const Catalog& catalog,
                     const RecognitionOptions& options);

/// The format that comes closest beside `found`, and what the file lacks for it, in words.
std::string second_best(std::string_view head, const std::string& name, const Catalog& catalog,
                        const RecognitionOptions& options, const Schema& found);

}  // namespace linehaul
