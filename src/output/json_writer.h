#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/decimal.h"
#include "output/json_text.h"
#include "text/text_buffer.h"

namespace linehaul {

/// Writes a JSON document member by member, for output that is not on the fast path. Commas take care of
/// themselves; the caller opens and closes in pairs.
class JsonWriter {
 public:
  explicit JsonWriter(TextBuffer& out) : out_(out) {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_list() { open('['); }
  void close_list() { close(']'); }
  void key(std::string_view name) {
    separate();
    append_json_string(name, out_);
    out_.append(":");
    needs_comma_ = false;
  }

  void text(std::string_view value) {
    separate();
    append_json_string(value, out_);
  }
  void text_or_null(std::string_view value) {
    separate();
    append_json_string_or_null(value, out_);
  }
  void number(std::uint64_t value) {
    separate();
    out_.append(std::to_string(value));
  }
  /// What is JSON already.
  void raw(std::string_view json) {
    separate();
    out_.append(json);
  }
  /// An exact amount, as a string.
  void amount(const Decimal& value) { text(value.text()); }
  void amount(const std::optional<Decimal>& value) { text_or_null(value ? value->text() : std::string()); }

 private:
  void separate() {
    if (needs_comma_) out_.append(",");
    needs_comma_ = true;
  }
  void open(char bracket) {
    separate();
    out_.append({&bracket, 1});
    needs_comma_ = false;
  }
  void close(char bracket) {
    out_.append({&bracket, 1});
    needs_comma_ = true;
  }

  TextBuffer& out_;
  bool needs_comma_ = false;
};

}  // namespace linehaul
