#include "input/sha256.h"

#include <nettle/sha2.h>

#include <array>
#include <cstdint>

namespace linehaul {

struct Sha256::State {
  sha256_ctx context;
};

Sha256::Sha256() : state_(std::make_unique<State>()) { sha256_init(&state_->context); }

Sha256::~Sha256() = default;

void Sha256::update(const char* bytes, std::size_t size) {
  sha256_update(&state_->context, size, reinterpret_cast<const std::uint8_t*>(bytes));
}

std::string Sha256::hex_digest() {
  constexpr char kHex[] = "0123456789abcdef";
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&state_->context, digest.size(), digest.data());
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kHex[byte >> 4U];
    text += kHex[byte & 15U];
  }
  return text;
}

}  // namespace linehaul
