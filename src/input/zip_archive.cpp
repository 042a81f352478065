#include "input/zip_archive.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cstring>
#include <utility>

#include "failure.h"
#include "input/archive_library.h"
#include "input/input_file.h"
#include "input/raw_input.h"
#include "input/unpacker.h"

namespace linehaul {
namespace {

constexpr std::size_t kBlock = std::size_t{64} * 1024;
constexpr std::uint64_t kSizeOfEmpty =
    22;  // bytes: of the end of a table of contents, and there is nothing else
constexpr const char* kNoFile = ": empty: there is no file in the archive";

/// libarchive turns names into the locale's encoding, in which they stay UTF-8 here. Of this thread only.
class Utf8Locale {
 public:
  Utf8Locale() : locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (locale_ != nullptr) before_ = ::uselocale(locale_);
  }
  ~Utf8Locale() {
    if (locale_ == nullptr) return;
    ::uselocale(before_);
    ::freelocale(locale_);
  }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  locale_t locale_;
  locale_t before_ = nullptr;
};

bool is_separator(char c) { return c == '/' || c == '\\'; }

/// What no archive of invoices has, but one that was made to write where it should not.
bool is_odd_name(std::string_view name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; };
  if (name.empty() || is_separator(name[0]) || (name.size() > 1 && name[1] == ':')) return true;
  if (std::any_of(name.begin(), name.end(), is_control)) return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const auto at = std::find_if(name.begin() + static_cast<std::ptrdiff_t>(begin), name.end(), is_separator);
    const auto end = static_cast<std::size_t>(at - name.begin());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

bool is_of_workbook(std::string_view name) {
  return name == "[Content_Types].xml" || name.starts_with("_rels/") || name.starts_with("docProps/") ||
         name.starts_with("xl/");
}

}  // namespace

struct ZipArchive::Library {
  explicit Library(const std::string& name)
      : functions(ArchiveLibrary::load(name, ExitStatus::unreadable)),
        archive(owned(functions.read_new(), functions.read_free)) {}

  const ArchiveLibrary& functions;
  ArchivePointer archive;
  archive_entry* entry = nullptr;
};

class ZipArchive::Member : public Unpacker {
 public:
  Member(ZipArchive& archive, std::uint64_t number) : archive_(archive), number_(number) {}
  std::size_t read(char* to, std::size_t size) override {
    return archive_.given_out_ == number_ ? archive_.read(to, size) : 0;
  }

 private:
  ZipArchive& archive_;
  std::uint64_t number_;
};

ZipArchive::ZipArchive(std::unique_ptr<RawInput> raw, const UnpackLimits& limits)
    : raw_(std::move(raw)), limits_(limits), library_(std::make_unique<Library>(raw_->name())) {
  struct stat status {};
  const int descriptor = raw_->seekable();
  if (::fstat(descriptor, &status) != 0) fail(std::string(": cannot be read: ") + std::strerror(errno));
  size_ = static_cast<std::uint64_t>(status.st_size);
  // By the archive's table of contents alone: a stream of members does not show what was cut off behind them.
  library_->functions.read_support_format_zip_seekable(library_->archive.get());
  if (size_ == kSizeOfEmpty) fail(kNoFile);
  if (library_->functions.read_open_fd(library_->archive.get(), descriptor, kBlock) != ARCHIVE_OK) {
    fail(": damaged: the ZIP archive (or XLSX workbook) is cut off or is none; fetch the file again");
  }
}

ZipArchive::~ZipArchive() = default;

std::unique_ptr<InputFile> ZipArchive::next() {
  while (!has_ended_ && read_header()) {
    if (is_passed_over()) continue;
    if (is_of_workbook(member_)) {
      fail(": unknown-format: this is not a CSV file but an XLSX workbook; save the sheet as CSV");
    }
    std::unique_ptr<Unpacker> member = open_member();
    return std::make_unique<InputFile>(full_name(), raw_->modified(), std::move(member));
  }
  if (!std::exchange(has_ended_, true) && given_out_ == 0) fail(kNoFile);
  return nullptr;
}

std::unique_ptr<Unpacker> ZipArchive::find(const std::string& member) {
  while (read_header()) {
    if (member_ == member) return open_member();
  }
  fail(": there is no file \"" + member + "\" in the archive");
}

std::unique_ptr<Unpacker> ZipArchive::open_member() {
  ++given_out_;
  refuse_odd();
  return std::make_unique<Member>(*this, given_out_);
}

/// False behind the last member.
bool ZipArchive::read_header() {
  const Utf8Locale utf8;
  const ArchiveLibrary& functions = library_->functions;
  const int result = functions.read_next_header(library_->archive.get(), &library_->entry);
  if (result == ARCHIVE_EOF) return false;
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
    const char* why = functions.error_string(library_->archive.get());
    fail(std::string(": damaged: the ZIP archive is wrong: ") + (why == nullptr ? "unknown" : why) +
         "; fetch the file again");
  }
  if (++members_ > limits_.members) {
    fail(": too-many-members: there are more than " + std::to_string(limits_.members) +
         " files in the archive; --max-members raises the limit");
  }
  const char* name = functions.entry_pathname(library_->entry);
  member_ = name == nullptr ? "" : name;
  return true;
}

bool ZipArchive::is_passed_over() const {
  const std::size_t slash = member_.rfind('/');
  const std::string_view last = std::string_view(member_).substr(slash == std::string::npos ? 0 : slash + 1);
  return library_->functions.entry_filetype(library_->entry) == AE_IFDIR ||
         member_.starts_with("__MACOSX/") || last == ".DS_Store";
}

std::string ZipArchive::full_name() const { return raw_->name() + "/" + member_; }

void ZipArchive::refuse_odd() const {
  const std::string name = full_name();
  if (is_odd_name(member_)) {
    throw Failure(
        ExitStatus::unreadable,
        name + ": bad-member-name: an archive must not hold a file with this name; unpack it yourself");
  }
  if (library_->functions.entry_is_encrypted(library_->entry) != 0) {
    throw Failure(ExitStatus::unreadable, name + ": encrypted: unpack it with its password first");
  }
  if (library_->functions.entry_filetype(library_->entry) != AE_IFREG) {
    throw Failure(ExitStatus::unreadable, name + ": cannot be read: it is a link and no file");
  }
}

std::size_t ZipArchive::read(char* to, std::size_t size) {
  const la_ssize_t got = library_->functions.read_data(library_->archive.get(), to, size);
  if (got < 0) {
    const char* why = library_->functions.error_string(library_->archive.get());
    fail_damaged(full_name(), why == nullptr ? "unknown" : why);
  }
  unpacked_ += static_cast<std::uint64_t>(got);
  if (is_over(limits_, unpacked_, size_)) {
    has_ended_ = true;
    fail_expansion(full_name(), limits_);
  }
  return static_cast<std::size_t>(got);
}

void ZipArchive::fail(const std::string& problem) {
  has_ended_ = true;
  throw Failure(ExitStatus::unreadable, raw_->name() + problem);
}

}  // namespace linehaul
