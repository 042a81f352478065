#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <new>
#include <string>

#include "exit_status.h"

namespace linehaul {

/// The functions of libarchive that linehaul calls, by their names without `archive_`. The library is loaded
/// when somebody first needs it: it brings a dozen others with it, and most runs unpack nothing.
struct ArchiveLibrary {
  /// Loads it the first time; safe from any thread. Throws Failure with `status` where it is missing or too
  /// old; `wanted_by` is the file that needs it, for the message.
  static const ArchiveLibrary& load(const std::string& wanted_by, ExitStatus status);

  decltype(&::archive_error_string) error_string;
  decltype(&::archive_errno) error_number;
  decltype(&::archive_filter_bytes) filter_bytes;

  decltype(&::archive_read_new) read_new;
  decltype(&::archive_read_free) read_free;
  decltype(&::archive_read_append_filter) read_append_filter;
  decltype(&::archive_read_support_format_raw) read_support_format_raw;
  decltype(&::archive_read_support_format_zip_seekable) read_support_format_zip_seekable;
  decltype(&::archive_read_open) read_open;
  decltype(&::archive_read_open_fd) read_open_fd;
  decltype(&::archive_read_next_header) read_next_header;
  decltype(&::archive_read_data) read_data;

  decltype(&::archive_entry_pathname) entry_pathname;
  decltype(&::archive_entry_filetype) entry_filetype;
  decltype(&::archive_entry_is_encrypted) entry_is_encrypted;

  decltype(&::archive_write_new) write_new;
  decltype(&::archive_write_free) write_free;
  decltype(&::archive_write_add_filter) write_add_filter;
  decltype(&::archive_write_set_filter_option) write_set_filter_option;
  decltype(&::archive_write_set_format_raw) write_set_format_raw;
  decltype(&::archive_write_set_bytes_per_block) write_set_bytes_per_block;
  decltype(&::archive_write_set_bytes_in_last_block) write_set_bytes_in_last_block;
  decltype(&::archive_write_open) write_open;
  decltype(&::archive_write_header) write_header;
  decltype(&::archive_write_data) write_data;
  decltype(&::archive_write_close) write_close;
  decltype(&::archive_entry_new) entry_new;
  decltype(&::archive_entry_free) entry_free;
  decltype(&::archive_entry_set_filetype) entry_set_filetype;

 private:
  ArchiveLibrary();
};

/// What libarchive made, given back to it.
using ArchivePointer = std::unique_ptr<archive, int (*)(archive*)>;

/// Takes over what it made. It has made nothing where there was no memory: throws std::bad_alloc.
template <typename Object, typename Free>
std::unique_ptr<Object, Free> owned(Object* made, Free free) {
  if (made == nullptr) throw std::bad_alloc();
  return {made, free};
}

}  // namespace linehaul
