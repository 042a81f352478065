#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace linehaul {

/// SHA-256 of bytes that come in pieces (Nettle's).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void update(const char* bytes, std::size_t size);
  /// The digest in lower-case hexadecimal; the hash then starts anew.
  std::string hex_digest();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace linehaul
