#include "input/archive_library.h"

#include <dlfcn.h>

#include "failure.h"

namespace linehaul {
namespace {

// The name holds the number of the binary interface, that of the headers this is compiled with.
constexpr const char* kFile = "libarchive.so.13";
static_assert(ARCHIVE_VERSION_NUMBER >= 3006000 && ARCHIVE_VERSION_NUMBER < 4000000);

struct NotLoaded {
  std::string why;
};

template <typename Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw NotLoaded{std::string(kFile) + " has no function " + name};
}

}  // namespace

ArchiveLibrary::ArchiveLibrary() {
  void* library = ::dlopen(kFile, RTLD_NOW | RTLD_LOCAL);  // never closed
  if (library == nullptr) throw NotLoaded{::dlerror()};
  find(library, "archive_error_string", error_string);
  find(library, "archive_errno", error_number);
  find(library, "archive_filter_bytes", filter_bytes);
  find(library, "archive_read_new", read_new);
  find(library, "archive_read_free", read_free);
  find(library, "archive_read_append_filter", read_append_filter);
  find(library, "archive_read_support_format_raw", read_support_format_raw);
  find(library, "archive_read_support_format_zip_seekable", read_support_format_zip_seekable);
  find(library, "archive_read_open", read_open);
  find(library, "archive_read_open_fd", read_open_fd);
  find(library, "archive_read_next_header", read_next_header);
  find(library, "archive_read_data", read_data);
  find(library, "archive_entry_pathname", entry_pathname);
  find(library, "archive_entry_filetype", entry_filetype);
  find(library, "archive_entry_is_encrypted", entry_is_encrypted);
  find(library, "archive_write_new", write_new);
  find(library, "archive_write_free", write_free);
  find(library, "archive_write_add_filter", write_add_filter);
  find(library, "archive_write_set_filter_option", write_set_filter_option);
  find(library, "archive_write_set_format_raw", write_set_format_raw);
  find(library, "archive_write_set_bytes_per_block", write_set_bytes_per_block);
  find(library, "archive_write_set_bytes_in_last_block", write_set_bytes_in_last_block);
  find(library, "archive_write_open", write_open);
  find(library, "archive_write_header", write_header);
  find(library, "archive_write_data", write_data);
  find(library, "archive_write_close", write_close);
  find(library, "archive_entry_new", entry_new);
  find(library, "archive_entry_free", entry_free);
  find(library, "archive_entry_set_filetype", entry_set_filetype);
}

const ArchiveLibrary& ArchiveLibrary::load(const std::string& wanted_by, ExitStatus status) {
  try {
    static const ArchiveLibrary library;  // tried again where it could not be loaded
    return library;
  } catch (const NotLoaded& error) {
    throw Failure(status, wanted_by +
                              ": needs libarchive, which cannot be loaded; install the package "
                              "libarchive13 (" +
                              error.why + ")");
  }
}

}  // namespace linehaul
