#pragma once

#include <cstddef>
#include <memory>

#include "input/input_file.h"
#include "input/text_source.h"
#include "parsing/recognition.h"
#include "schema/catalog.h"

namespace linehaul {

/// An input of which the beginning is read, and what it is by that. The parts look at one another, so it
/// stays where it is.
class RecognizedFile {
 public:
  /// The catalog outlives it. Throws Failure (unreadable) for an input that cannot be read, is empty or is no
  /// known format. `reads_ahead`: as FileText's. Every byte read goes through `hash` where one is given.
  RecognizedFile(std::unique_ptr<InputFile> file, const Catalog& catalog, const RecognitionOptions& options,
                 std::size_t block_size, bool reads_ahead, Sha256* hash = nullptr);
  RecognizedFile(const RecognizedFile&) = delete;
  RecognizedFile& operator=(const RecognizedFile&) = delete;

  const InputFile& file() const { return *file_; }
  FileText& text() { return text_; }
  const FileText& text() const { return text_; }
  const Recognized& recognized() const { return recognized_; }
  const Schema& schema() const { return *recognized_.schema; }
  const Layout& layout() const { return recognized_.layout; }

 private:
  Recognized recognize_head(const Catalog& catalog, const RecognitionOptions& options);

  std::unique_ptr<InputFile> file_;
  FileText text_;
  Recognized recognized_;
};

}  // namespace linehaul
