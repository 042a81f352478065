#include "summary/invoice_index.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "model/text_hash.h"

namespace linehaul {
namespace {

constexpr std::size_t kFirstPlaces = 64;
constexpr std::size_t kBlockOfNames = 4096;

}  // namespace

Invoice& InvoiceIndex::of(std::string_view id) {
  if ((invoices_.size() + 1) * 4 > places_.size() * 3) grow();
  const auto hash = static_cast<std::uint32_t>(hash_of(id).low);
  const std::size_t mask = places_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Place& place = places_[i];
    if (place.invoice == 0) {
      Invoice& invoice = add(id);
      place = {hash, static_cast<std::uint32_t>(invoices_.size())};
      return invoice;
    }
    if (place.hash != hash) continue;
    Invoice& invoice = invoices_[place.invoice - 1];
    if (invoice.id.view() == id) return invoice;
  }
}

Invoice& InvoiceIndex::add(std::string_view id) {
  Invoice& invoice = invoices_.emplace_back();
  if (!id.empty()) invoice.id = store(id);
  return invoice;
}

InvoiceId InvoiceIndex::store(std::string_view id) {
  const auto size = static_cast<std::uint32_t>(id.size());  // of a cell, which is shorter than 4 GiB
  const std::size_t needed = sizeof size + id.size();
  if (room_ < needed) {
    room_ = std::max(needed, kBlockOfNames);
    names_.push_back(std::make_unique_for_overwrite<char[]>(room_));
    free_ = names_.back().get();
  }
  const char* const stored = free_;
  std::memcpy(free_, &size, sizeof size);
  id.copy(free_ + sizeof size, id.size());
  free_ += needed;
  room_ -= needed;
  return InvoiceId(stored);
}

/// The hashes are kept, so that no name has to be read again.
void InvoiceIndex::grow() {
  std::vector<Place> larger(std::max(kFirstPlaces, places_.size() * 2));
  const std::size_t mask = larger.size() - 1;
  for (const Place& place : places_) {
    if (place.invoice == 0) continue;
    std::size_t i = place.hash & mask;
    while (larger[i].invoice != 0) i = (i + 1) & mask;
    larger[i] = place;
  }
  places_ = std::move(larger);
}

}  // namespace linehaul
