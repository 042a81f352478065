#include "output/compressor.h"

#include <utility>

#include "failure.h"
#include "text/ascii.h"

namespace linehaul {

std::string_view extension_of(Compression compression) {
  switch (compression) {
    case Compression::gzip:
      return ".gz";
    case Compression::zstd:
      return ".zst";
    case Compression::none:
      break;
  }
  return {};
}

Compression compression_of(std::string_view path) {
  for (const Compression compression : {Compression::gzip, Compression::zstd}) {
    if (ends_with_ignoring_case(path, extension_of(compression))) return compression;
  }
  return Compression::none;
}

Compressor::Compressor(Compression compression, const std::string& name, Sink sink)
    : library_(ArchiveLibrary::load(name, ExitStatus::unwritable)),
      name_(name),
      sink_(std::move(sink)),
      archive_(owned(library_.write_new(), library_.write_free)) {
  begin(compression);
}

/// The library would write what is left.
Compressor::~Compressor() { is_over_ = true; }

void Compressor::begin(Compression compression) {
  constexpr int kBlock = 64 * 1024;  // bytes that go to the sink at once
  archive* const to = archive_.get();
  const bool is_gzip = compression == Compression::gzip;
  check(library_.write_add_filter(to, is_gzip ? ARCHIVE_FILTER_GZIP : ARCHIVE_FILTER_ZSTD) == ARCHIVE_OK);
  if (is_gzip) check(library_.write_set_filter_option(to, "gzip", "timestamp", nullptr) == ARCHIVE_OK);
  check(library_.write_set_format_raw(to) == ARCHIVE_OK);
  check(library_.write_set_bytes_per_block(to, kBlock) == ARCHIVE_OK);
  check(library_.write_set_bytes_in_last_block(to, 1) == ARCHIVE_OK);  // no padding
  check(library_.write_open(to, this, nullptr, take, nullptr) == ARCHIVE_OK);
  const auto entry = owned(library_.entry_new(), library_.entry_free);
  library_.entry_set_filetype(entry.get(), AE_IFREG);
  check(library_.write_header(to, entry.get()) == ARCHIVE_OK);
}

void Compressor::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const la_ssize_t written = library_.write_data(archive_.get(), bytes.data(), bytes.size());
    check(written > 0);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void Compressor::finish() {
  check(library_.write_close(archive_.get()) == ARCHIVE_OK);
  check(error_ == nullptr);
  is_over_ = true;
}

/// What the sink throws must not go through the library.
la_ssize_t Compressor::take(archive*, void* self, const void* bytes, std::size_t size) {
  auto& compressor = *static_cast<Compressor*>(self);
  if (compressor.is_over_) return static_cast<la_ssize_t>(size);
  try {
    compressor.sink_({static_cast<const char*>(bytes), size});
    return static_cast<la_ssize_t>(size);
  } catch (...) {
    compressor.error_ = std::current_exception();
    compressor.is_over_ = true;
    return -1;
  }
}

void Compressor::check(bool is_done) {
  if (is_done) return;
  is_over_ = true;
  if (error_) std::rethrow_exception(error_);
  const char* why = library_.error_string(archive_.get());
  throw Failure(ExitStatus::unwritable,
                name_ + ": cannot be compressed: " + (why == nullptr ? "libarchive cannot do it" : why));
}

}  // namespace linehaul
