#pragma once

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "failure.h"
#include "output/compressor.h"
#include "output/temporary_name.h"
#include "text/text_buffer.h"

namespace linehaul {

class Reporter;

/// What becomes of a symbolic link in an output's place.
enum class Links { followed, refused };

/// What is said of one that is refused.
Failure refused_link(const std::string& path);

/// Where lines go: standard output, or a file that appears whole or not at all. The file is written without a
/// name in the target's folder, so that nothing is left of it however the run ends, or under a temporary name
/// where the file system knows no such files. It takes the target's name in publish(); until then, and for
/// ever when publish() is not called, the target stays as it was. A target that is a symbolic link stays one,
/// if it is not refused: the file that it leads to is replaced. One that is no regular file (/dev/null, a
/// named pipe) is written directly.
class OutputFile {
 public:
  /// `path` empty or "-": standard output; `.gz` and `.zst` compress. `links` refused: for names that the
  /// user has not given, where somebody may have planted a link. Throws Failure (unwritable).
  explicit OutputFile(const std::string& path) : OutputFile(path, compression_of(path)) {}
  OutputFile(const std::string& path, Compression compression, Links links = Links::followed);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// As messages call it: the path as given, `<stdout>` for standard output.
  std::string name() const;

  /// Lines are appended here, and written by the next flush_if_full() or flush().
  TextBuffer& buffer() { return buffer_; }
  /// Appends lines that are there already; many are written without being copied. Throws as flush().
  void append(std::string_view lines);
  void flush_if_full() {
    if (buffer_.size() >= kFull) flush();
  }
  /// What is compressed goes out only when there is much of it. Throws Failure (unwritable).
  void flush();

  /// To be called behind the last line: writes and syncs what is left, so that only giving the file its name
  /// can still fail. For several outputs that belong together; publish() calls it too. Throws Failure
  /// (unwritable).
  void finish();
  /// To be called once: gives the file its name, and syncs both. Throws Failure (unwritable).
  void publish();
  /// The same where all that belongs into the output could be read, `is_whole`, and of what is written
  /// directly, where the lines so far are; of any other file `reporter` says that it is not written.
  void finish_if(bool is_whole);
  void publish_if(bool is_whole, Reporter& reporter);

 private:
  static constexpr std::size_t kFull = std::size_t{256} * 1024;
  static constexpr std::size_t kMany = std::size_t{64} * 1024;

  bool open_unnamed(mode_t mode);
  void open_temporary(mode_t mode);
  void name_it();
  void sync_folder() const;
  void open(Links links);
  void write(std::string_view lines);
  void put(std::string_view bytes);
  [[noreturn]] void fail(const char* what, int error) const;

  std::string path_;         // as it is called in messages; empty for standard output
  std::string target_;       // where that leads; empty for what is written directly
  TemporaryName temporary_;  // that the file has before its own; empty while it has none
  int descriptor_ = -1;
  bool is_finished_ = false;
  TextBuffer buffer_;
  std::unique_ptr<Compressor> compressor_;
};

}  // namespace linehaul
