#include "fuzz/conversion.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "fuzz/line_items.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"

namespace linehaul::fuzz {
namespace {

/// Standard output, from now on in memory.
class Output {
 public:
  Output() {
    if (::dup2(file_.descriptor(), STDOUT_FILENO) < 0) std::abort();
  }
  void clear() const {
    if (::ftruncate(STDOUT_FILENO, 0) != 0 || ::lseek(STDOUT_FILENO, 0, SEEK_SET) != 0) std::abort();
  }
  std::string content() const { return file_.content(); }

 private:
  MemoryFile file_;
};

/// While it lives messages go into memory. The descriptor stays as it is: sanitizers report there.
class Messages {
 public:
  Messages() { stderr = ::open_memstream(&text_, &size_); }
  ~Messages() {
    std::fclose(stderr);
    stderr = kept_;
    std::free(text_);
  }
  Messages(const Messages&) = delete;
  Messages& operator=(const Messages&) = delete;

  std::string text() const {
    std::fflush(stderr);
    return {text_, size_};
  }

 private:
  std::FILE* kept_ = stderr;
  char* text_ = nullptr;
  std::size_t size_ = 0;
};

/// What a run wrote.
struct Converted {
  std::string lines;
  std::string messages;
  ExitStatus status = ExitStatus::done;
  Sums sums;              // in the books, where they are kept
  std::size_t files = 0;  // with books
};

Sums sums_of(const std::vector<FileSummary>& summaries) {
  Sums sums;
  for (const FileSummary& summary : summaries) {
    for (const Invoice& invoice : summary.ledger.invoices()) {
      for (const Account& account : invoice.accounts) {
        if (account.items != 0) sums[account.currency].add(account.items, account.gross, account.net);
      }
    }
  }
  return sums;
}

Converted convert(ConversionOptions options) {
  static const Output output;
  output.clear();
  options.threads = 1;
  options.progress = ProgressWhen::never;
  Converted converted;
  const Messages messages;
  Conversion conversion(options);
  converted.status = conversion.run();
  converted.messages = messages.text();
  converted.lines = output.content();
  converted.sums = sums_of(conversion.summaries());
  converted.files = conversion.summaries().size();
  return converted;
}

}  // namespace

void require_conversion(const ConversionOptions& options) {
  const Converted usual = convert(options);
  ConversionOptions small = options;
  small.reading.block_size = 64;
  const Converted in_small_blocks = convert(small);
  require(usual.lines == in_small_blocks.lines, "lines depend on the size of blocks", usual.lines);
  require(usual.messages == in_small_blocks.messages, "messages depend on the size of blocks",
          usual.messages);
  require(usual.status == in_small_blocks.status, "the status depends on the size of blocks", usual.messages);
  require(is_utf8(usual.messages), "messages that are not UTF-8", usual.messages);

  ConversionOptions check = options;
  check.writes_items = false;
  const Converted checked = convert(check);
  require(checked.lines.empty(), "a check writes items", checked.lines);
  const Sums sums = require_line_items(usual.lines, checked.files == 1);
  // Of a file that could not be read to its end there are no books.
  if (usual.status == ExitStatus::unreadable || checked.status == ExitStatus::unreadable) return;
  require(sums == checked.sums, "the items are not what the books say", usual.lines);
}

}  // namespace linehaul::fuzz
