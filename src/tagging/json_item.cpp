#include "tagging/json_item.h"

#include <simdjson.h>

#include <algorithm>
#include <deque>

#include "json/json_members.h"
#include "json/json_numbers.h"
#include "model/cell_text.h"
#include "tagging/tag_json.h"

namespace linehaul {
namespace {

namespace dom = simdjson::dom;

struct BadItem {
  std::string message;
};

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// An amount is a number or a string of one; its digits are taken as they are spelled.
std::optional<Decimal> amount_of(std::string_view key, dom::element value, std::string_view spelling) {
  if (value.is_null()) return std::nullopt;
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) text = spelling;
  const bool is_plain = text.find_first_not_of("+-.0123456789eE") == std::string_view::npos;
  const auto amount = is_plain ? read_amount(text, DecimalMark::point).value : std::nullopt;
  if (!amount) throw BadItem{std::string(key) + " is no amount"};
  return amount;
}

/// `2026-05-04T00:00:00Z`, as we write it; others give an offset of zero or leave out the time.
std::optional<Timestamp> date_of(std::string_view text) {
  constexpr std::string_view kZero = "+00:00";
  if (text.ends_with(kZero)) text.remove_suffix(kZero.size());
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return read_date(text, DateOrder::unknown).value;
}

}  // namespace

class JsonItem::Reader {
 public:
  explicit Reader(JsonItem& item) : item_(item) {}

  void read(std::string_view line) {
    dom::element root;
    padded_.clear();
    padded_.reserve(line.size() + simdjson::SIMDJSON_PADDING);
    padded_.put(line);
    std::fill_n(padded_.end(), simdjson::SIMDJSON_PADDING, ' ');
    auto error = parser_.parse(padded_.data(), line.size(), false).get(root);
    if (error == simdjson::NUMBER_ERROR) {
      blank_numbers(padded_.end() - line.size(), line.size());
      error = parser_.parse(padded_.data(), line.size(), false).get(root);
    }
    if (error) {
      throw BadItem{std::string("is not JSON: ") + simdjson::error_message(error)};
    }
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) {
      throw BadItem{root.is_array() ? "is a list, not a line item; jq -c '.[]' makes lines of it"
                                    : "is JSON, but not a line item"};
    }
    find_members(line, members_);
    texts_.clear();
    seen_.fill(false);
    std::size_t i = 0;
    for (const auto member : object) read_member(member.key, member.value, members_[i++].value);
  }

 private:
  void read_member(std::string_view key, dom::element value, std::string_view spelling) {
    const auto known = std::find(kItemFieldNames.begin(), kItemFieldNames.end(), key);
    if (known == kItemFieldNames.end()) return;
    const auto number = static_cast<std::size_t>(std::distance(kItemFieldNames.begin(), known));
    if (seen_[number]) throw BadItem{"has the key " + std::string(key) + " twice"};
    seen_[number] = true;
    switch (static_cast<ItemField>(number)) {
      case ItemField::gross_cost:
        item_.view_.gross_cost = amount_of(key, value, spelling);
        set_amount_text(ItemField::gross_cost, item_.view_.gross_cost);
        break;
      case ItemField::net_cost:
        item_.view_.net_cost = amount_of(key, value, spelling);
        set_amount_text(ItemField::net_cost, item_.view_.net_cost);
        break;
      case ItemField::trackstar_tags:
        read_tags(value, spelling);
        break;
      case ItemField::raw:
        read_raw(value, spelling);
        break;
      case ItemField::transaction_date:
        read_date_text(key, value);
        break;
      default:
        item_.view_.texts[number] = trim(text_of(key, value));
    }
  }

  static std::string_view text_of(std::string_view key, dom::element value) {
    std::string_view text;
    if (!value.is_null() && value.get(text) != simdjson::SUCCESS)
      throw BadItem{std::string(key) + " is no string"};
    return text;
  }

  void read_date_text(std::string_view key, dom::element value) {
    const std::string_view text = text_of(key, value);
    if (text.empty()) return;
    item_.view_.transaction_date = date_of(text);
    if (!item_.view_.transaction_date)
      throw BadItem{std::string(key) + " is no date such as 2026-05-04T00:00:00Z"};
    item_.view_.transaction_date->write(item_.date_);
    item_.view_.text(ItemField::transaction_date) = {item_.date_, Timestamp::kTextSize};
  }

  /// As normalize shows it to the rules: as it would be written.
  void set_amount_text(ItemField field, const std::optional<Decimal>& amount) {
    const bool is_wanted = item_.conditions_ != nullptr && item_.conditions_->wants_text(field);
    if (amount && is_wanted) item_.view_.text(field) = texts_.emplace_back(amount->text());
  }

  void read_tags(dom::element value, std::string_view spelling) {
    item_.tags_json_ = spelling;
    if (value.is_null()) return;
    try {
      item_.tags_ = linehaul::read_tags(value, texts_);
    } catch (const BadTags& bad) {
      throw BadItem{"trackstar_tags: " + bad.message};
    }
  }

  /// Cells that are no strings are taken as they are spelled.
  void read_raw(dom::element value, std::string_view spelling) {
    item_.view_.has_raw = !value.is_null();
    dom::object row;
    if (item_.conditions_ == nullptr || value.get(row) != simdjson::SUCCESS) return;
    const auto& wanted = item_.conditions_->columns();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      dom::element cell;
      if (row.at_key(wanted[i]).get(cell) != simdjson::SUCCESS || cell.is_null()) continue;
      std::string_view text;
      if (cell.get(text) != simdjson::SUCCESS) text = spelling_of(row, wanted[i], spelling);
      item_.columns_[i] = trim(text);
    }
  }

  std::string_view spelling_of(dom::object row, std::string_view name, std::string_view spelling) {
    find_members(spelling, cells_);
    std::size_t i = 0;
    for (const auto member : row) {
      if (member.key == name) return cells_[i].value;
      ++i;
    }
    return {};
  }

  JsonItem& item_;
  dom::parser parser_;
  TextBuffer padded_;
  std::vector<JsonMember> members_;
  std::vector<JsonMember> cells_;
  std::deque<std::string> texts_;
  std::array<bool, kItemFields> seen_{};
};

JsonItem::JsonItem(const Conditions* conditions)
    : conditions_(conditions),
      reader_(std::make_unique<Reader>(*this)),
      columns_(conditions == nullptr ? 0 : conditions->columns().size()) {}

JsonItem::~JsonItem() = default;

std::string JsonItem::read(std::string_view line) {
  line_ = line;
  tags_json_ = {};
  tags_.clear();
  view_ = ItemView{};
  view_.has_raw = false;
  std::fill(columns_.begin(), columns_.end(), std::string_view{});
  view_.columns = columns_;
  if (line.starts_with(kMark)) line.remove_prefix(kMark.size());
  try {
    reader_->read(line);
  } catch (const BadItem& bad) {
    return bad.message;
  }
  return {};
}

void JsonItem::write(const TagList& tags, TextBuffer& out) const {
  if (!tags.is_changed()) {
    out.append(line_);
    out.append("\n");
    return;
  }
  const bool is_there = !tags_json_.empty();
  const auto at = is_there ? static_cast<std::size_t>(tags_json_.data() - line_.data()) : line_.rfind('}');
  out.append(line_.substr(0, at));
  if (!is_there) {
    const bool is_first = line_[line_.find_last_not_of(" \t\r", at - 1)] == '{';
    out.append(is_first ? "\"trackstar_tags\":" : ",\"trackstar_tags\":");
  }
  tags.append_json(out);
  out.append(line_.substr(at + tags_json_.size()));
  out.append("\n");
}

}  // namespace linehaul
