#include "input/input_file.h"

#include <utility>

#include "failure.h"
#include "input/sha256.h"

namespace linehaul {

InputFile::InputFile(const std::string& path, const UnpackLimits& limits)
    : name_(input_name(path)), limits_(limits), raw_(std::make_unique<RawInput>(path)) {}

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
        name_ + ": unknown-format: a ZIP archive or an XLSX workbook cannot be read here; unpack it");
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
