#include "input/input_file.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "failure.h"
#include "input/sha256.h"
#include "input/zip_archive.h"

namespace linehaul {

bool is_out_of_reach(int error) {
  return error == ENOENT || error == ENOTDIR || error == EACCES || error == ELOOP || error == ENAMETOOLONG;
}

std::string enclosing_file(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    struct stat status {};
    std::string part = path.substr(0, slash);
    if (::stat(part.c_str(), &status) == 0) {
      if (S_ISREG(status.st_mode)) return part;
    } else if (!is_out_of_reach(errno)) {
      throw system_failure(ExitStatus::unreadable, path, "cannot be opened", errno);
    }
  }
  return {};
}

InputFile::InputFile(const std::string& path, const UnpackLimits& limits)
    : name_(input_name(path)), limits_(limits) {
  if (const std::string archive = enclosing_file(path); !archive.empty()) {
    open_member(archive);
  } else {
    raw_ = std::make_unique<RawInput>(path);
  }
}

InputFile::~InputFile() = default;

void InputFile::open_member(const std::string& archive) {
  auto raw = std::make_unique<RawInput>(archive);
  if (raw->packing() != Packing::zip) {
    throw Failure(ExitStatus::unreadable, name_ + ": cannot be opened: " + archive + " is no ZIP archive");
  }
  modified_ = raw->modified();
  archive_ = std::make_unique<ZipArchive>(std::move(raw), limits_);
  unpacker_ = archive_->find(name_.substr(archive.size() + 1));
  is_begun_ = true;
}

InputFile::InputFile(std::string name, std::string modified, std::unique_ptr<Unpacker> member)
    : name_(std::move(name)), modified_(std::move(modified)), unpacker_(std::move(member)), is_begun_(true) {}

void InputFile::hash_into(Sha256* hash) {
  if (raw_ != nullptr) {
    raw_->hash_into(hash);
  } else {
    hash_ = hash;
  }
}

void InputFile::begin() {
  is_begun_ = true;
  const Packing packing = raw_->packing();
  if (packing == Packing::zip) {
    throw Failure(
        ExitStatus::unreadable,
        name_ + ": unknown-format: this is a ZIP archive (or an XLSX workbook); name a file in it, as in " +
            name_ + "/may.csv");
  }
  if (packing != Packing::none) unpacker_ = make_unpacker(packing, *raw_);
}

std::size_t InputFile::read(char* to, std::size_t size) {
  if (!is_begun_) begin();
  return unpacker_ == nullptr ? raw_->read(to, size) : read_unpacked(to, size);
}

std::size_t InputFile::read_unpacked(char* to, std::size_t size) {
  const std::size_t got = unpacker_->read(to, size);
  unpacked_ += got;
  if (hash_ != nullptr) hash_->update(to, got);
  if (raw_ != nullptr && is_over(limits_, unpacked_, raw_->bytes_read())) fail_expansion(name_, limits_);
  return got;
}

}  // namespace linehaul
