#include "parsing/recognized_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "failure.h"
#include "input/content.h"
#include "input/record_reader.h"
#include "parsing/first_records.h"

namespace linehaul {
namespace {

/// Whether the header goes on behind the head. A name that was cut would pass for another one, and those
/// behind it for cells too many.
bool is_header_cut(std::string_view head, const Recognized& recognized, Encoding encoding) {
  MemoryText text(head);
  RecordReader reader(text, recognized.dialect, encoding);
  const Record* record = nullptr;
  for (std::uint32_t i = 0; i < recognized.records_before_data; ++i) record = reader.next();
  return record != nullptr && !record->has_line_end();
}

}  // namespace

RecognizedFile::RecognizedFile(std::unique_ptr<InputFile> file, const Catalog& catalog,
                               const RecognitionOptions& options, std::size_t block_size, bool reads_ahead,
                               Sha256* hash)
    : file_(std::move(file)),
      text_(*file_, block_size, options.encoding, reads_ahead),
      recognized_((file_->hash_into(hash), recognize_head(catalog, options))) {}

/// Reads so much of the beginning that the first records are all there, and finds out what it is.
Recognized RecognizedFile::recognize_head(const Catalog& catalog, const RecognitionOptions& options) {
  const std::string& name = file_->name();
  for (std::size_t lines_wanted = kFirstRecords + 100, lines = 0;; lines_wanted *= 2) {
    while (text_.head().size() < kFirstBytesOfText && lines < lines_wanted) {
      const std::size_t before = text_.head().size();
      if (!text_.extend_head()) break;
      const std::string_view piece = text_.head().substr(before);
      lines += static_cast<std::size_t>(
          std::count_if(piece.begin(), piece.end(), [](char c) { return c == '\n' || c == '\r'; }));
    }
    if (const std::string_view packed = packed_content(text_.first_bytes());
        file_->is_unpacked() && !packed.empty()) {
      throw Failure(ExitStatus::unreadable, name + ": nested-archive: " + std::string(packed) +
                                                " inside a packed file; unpack one of them");
    }
    if (const std::string other = other_content(text_.first_bytes()); !other.empty()) {
      throw Failure(ExitStatus::unreadable, name + ": unknown-format: this is not a CSV file but " + other);
    }
    if (text_.head().empty()) throw Failure(ExitStatus::unreadable, name + ": empty: there is nothing in it");
    Recognized recognized = recognize(text_.head(), name, catalog, options);
    if (!recognized.unfit.empty()) return recognized;
    if (text_.ended()) return recognized;
    if (text_.head().size() >= kFirstBytesOfText) {
      if (!is_header_cut(text_.head(), recognized, options.encoding)) return recognized;
      throw Failure(
          ExitStatus::unreadable,
          name + ": unknown-format: the header does not end within the first MiB; is this an invoice?");
    }
    const auto ignore = [](const Record&) {};
    if (visit_first_records(text_.head(), false, recognized, options.encoding, ignore) >= kFirstRecords) {
      return recognized;
    }
  }
}

}  // namespace linehaul
