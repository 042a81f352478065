#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "summary/invoice.h"

namespace linehaul {

/// The invoices of a file, found by their names: a table of 8 bytes a place, at most three quarters of them
/// used, over invoices that stay where they are, with their names one behind the other.
class InvoiceIndex {
 public:
  /// The invoice of that name; a new one where there is none.
  Invoice& of(std::string_view id);
  /// In the order of the file.
  const std::deque<Invoice>& invoices() const { return invoices_; }
  std::deque<Invoice>& invoices() { return invoices_; }

 private:
  struct Place {
    std::uint32_t hash;
    std::uint32_t invoice;  // counted from 1; 0: free
  };

  Invoice& add(std::string_view id);
  InvoiceId store(std::string_view id);
  void grow();

  std::vector<Place> places_;
  std::deque<Invoice> invoices_;
  std::vector<std::unique_ptr<char[]>> names_;
  char* free_ = nullptr;  // in the last block of names
  std::size_t room_ = 0;  // bytes there
};

}  // namespace linehaul
