#include "tagging/tag_changes.h"

#include <algorithm>

#include "failure.h"
#include "input/side_table.h"
#include "model/cell_text.h"
#include "tagging/tag_json.h"
#include "text/ascii.h"
#include "text/nearest.h"

namespace linehaul {

namespace dom = simdjson::dom;

namespace {

bool is_same(const ChangedTags& a, const ChangedTags& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const ChangedTag* x, const ChangedTag* y) { return x == y; });
}

/// Whether a list of tags is what an item has already, repeated names and all.
bool is_same(const ChangedTags& list, const std::vector<Tag>& tags) {
  return std::equal(list.begin(), list.end(), tags.begin(), tags.end(),
                    [](const ChangedTag* x, const Tag& y) { return x->as_spelled.is_same(y); });
}

}  // namespace

/// Reads the rows of a table into changes.
class ChangeReader {
 public:
  ChangeReader(TagChanges& changes, const TagChanges::Complain& complain)
      : changes_(changes), complain_(complain) {}

  void read(const std::string& path) {
    SideTable table(path);
    changes_.name_ = table.name();
    if (trim(table.head()).starts_with("{")) {
      read_json_lines(table.whole_text());
    } else {
      read_csv(table);
    }
  }

 private:
  enum class Part : std::uint8_t { replace, add, remove };
  static constexpr std::array<std::string_view, 3> kParts = {"tags", "_add_tags", "_remove_tags"};
  static constexpr std::array<std::string_view, 4> kColumns = {"id", kParts[0], kParts[1], kParts[2]};

  [[noreturn]] void fail(const std::string& message) const {
    throw Failure(ExitStatus::unreadable, changes_.name_ + ":1: bad-changes-file: " + message);
  }

  void read_csv(SideTable& table) {
    table.begin("id");
    const auto id_column = table.column("id");
    std::array<std::optional<std::uint32_t>, kParts.size()> columns;
    for (std::uint32_t i = 0; i < table.header().size(); ++i) {
      const std::string& name = table.header()[i];
      if (i == id_column) continue;
      if (normalized_name(name) == "id") fail("the column id stands twice");
      const auto part = std::find_if(kParts.begin(), kParts.end(), [&](std::string_view known) {
        return equal_ignoring_case(name, known);
      });
      if (part == kParts.end())
        fail("unknown column \"" + printable(name) + "\"" +
             suggestion(name, {kColumns.begin(), kColumns.end()}));
      auto& column = columns[static_cast<std::size_t>(std::distance(kParts.begin(), part))];
      if (column) fail("the column " + std::string(*part) + " stands twice");
      column = i;
    }
    const bool has_part =
        std::any_of(columns.begin(), columns.end(), [](const auto& c) { return c.has_value(); });
    if (!id_column || !has_part)
      fail("needs a header with the column id and one of tags, _add_tags, _remove_tags");
    while (const Record* record = table.next()) {
      begin_row(record->line(), record->raw());
      if (!table.fits(*record)) {
        complain("", "", "the row does not fit the header");
        continue;
      }
      for (std::size_t part = 0; part < columns.size(); ++part) {
        if (columns[part]) read_cell(static_cast<Part>(part), trim(record->cell(*columns[part])));
      }
      end_row(trim(record->cell(*id_column)));
    }
  }

  void read_json_lines(std::string_view text) {
    for (std::uint64_t number = 1; !text.empty(); ++number) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (trim(line).empty()) continue;
      begin_row(number, line);
      const simdjson::padded_string padded(line);
      dom::object object;
      if (parser_.parse(padded).get(object) != simdjson::SUCCESS) {
        complain("", "", "is not a JSON object with id and tags");
        continue;
      }
      if (number == 1 && !has_part(object)) fail("its first line has none of tags, _add_tags, _remove_tags");
      std::string id;
      for (const auto member : object) read_member(member.key, member.value, id);
      end_row(id);
    }
  }

  static bool has_part(dom::object object) {
    return std::any_of(kParts.begin(), kParts.end(), [&](std::string_view part) {
      return object.at_key(part).error() == simdjson::SUCCESS;
    });
  }

  void read_member(std::string_view key, dom::element value, std::string& id) {
    std::string_view text;
    const auto part = std::find(kParts.begin(), kParts.end(), key);
    if (key == "id") {
      if (value.get(text) == simdjson::SUCCESS) id = text;
    } else if (part == kParts.end()) {
      complain(
          key, "",
          "unknown key \"" + std::string(key) + "\"" + suggestion(key, {kColumns.begin(), kColumns.end()}));
    } else if (!value.is_null()) {
      const auto number = static_cast<Part>(std::distance(kParts.begin(), part));
      if (value.get(text) == simdjson::SUCCESS) {
        read_cell(number, trim(text));
      } else {
        read_list(number, value, "");
      }
    }
  }

  void begin_row(std::uint64_t line, std::string_view record) {
    change_ = TagChange{};
    change_.line = line;
    record_ = record;
    is_bad_ = false;
  }

  void complain(std::string_view column, std::string_view value, const std::string& message) {
    if (is_bad_) return;  // a row is complained about once
    is_bad_ = true;
    complain_({Problem::bad_change, change_.line, std::string(column), std::string(value),
               message + "; the row changes nothing"},
              record_);
  }

  void end_row(std::string_view id) {
    if (!is_bad_ && id.empty()) complain("id", "", "has no id");
    if (is_bad_) return;
    const auto [entry, is_new] = changes_.changes_.try_emplace(std::string(id));
    std::vector<TagChange>& rows = entry->second;
    if (is_new) changes_.ids_.push_back(&entry->first);
    const auto replaces = [](const TagChange& row) { return row.replace.has_value(); };
    const auto earlier = std::find_if(rows.begin(), rows.end(), replaces);
    if (change_.replace && earlier != rows.end()) {
      if (is_same(*change_.replace, *earlier->replace))
        change_.replace.reset();
      else
        return complain("id", id, "an earlier row replaces the tags of " + std::string(id) + " by others");
    }
    rows.push_back(std::move(change_));
  }

  void read_cell(Part part, std::string_view cell) {
    if (cell.empty() || cell == "null") return;
    if (cell.front() != '[') {
      put(part, read_names(cell));
      return;
    }
    const simdjson::padded_string padded(cell);
    dom::element list;
    if (parser_cell_.parse(padded).get(list) != simdjson::SUCCESS) {
      complain(kParts[static_cast<std::size_t>(part)], cell, "is not a JSON list");
      return;
    }
    read_list(part, list, cell);
  }

  void read_list(Part part, dom::element list, std::string_view cell) {
    try {
      ChangedTags tags;
      texts_.clear();
      for (const Tag& tag : read_tags(list, texts_)) {
        tags.push_back(changed_tag(tag.name, tag.value, tag.has_value));
      }
      put(part, std::move(tags));
    } catch (const BadTags& bad) {
      complain(kParts[static_cast<std::size_t>(part)], cell, bad.message);
    }
  }

  ChangedTags read_names(std::string_view list) {
    ChangedTags tags;
    for (;;) {
      const std::size_t comma = list.find(',');
      tags.push_back(changed_tag(trim(list.substr(0, comma)), "", false));
      if (comma == std::string_view::npos) return tags;
      list.remove_prefix(comma + 1);
    }
  }

  const ChangedTag* changed_tag(std::string_view name, std::string_view value, bool has_value) {
    json_.clear();
    append_tag_json(name, value, has_value, json_);
    const auto [known, is_new] = tags_.try_emplace(std::string(json_.view()), nullptr);
    if (is_new) {
      known->second = &changes_.tags_.emplace_back(ChangedTag{
          owned_tag(name, value, has_value), owned_tag(TagLimits().spelling(name), value, has_value)});
    }
    return known->second;
  }

  /// The parser's text goes with the next row.
  Tag owned_tag(std::string_view name, std::string_view value, bool has_value) {
    json_.clear();
    append_tag_json(name, value, has_value, json_);
    std::deque<std::string>& texts = changes_.texts_;
    return {texts.emplace_back(name),
            texts.emplace_back(value),
            has_value,
            texts.emplace_back(json_.view()),
            true,
            hash_of_name(name)};
  }

  void put(Part part, ChangedTags tags) {
    if (part == Part::replace) change_.replace = std::move(tags);
    if (part == Part::add) change_.add = std::move(tags);
    if (part == Part::remove) change_.remove = std::move(tags);
  }

  TagChanges& changes_;
  const TagChanges::Complain& complain_;
  dom::parser parser_;
  dom::parser parser_cell_;
  TextBuffer json_;
  std::unordered_map<std::string, const ChangedTag*> tags_;  // by their JSON
  std::deque<std::string> texts_;                            // of the row at hand
  TagChange change_;
  std::string_view record_;
  bool is_bad_ = false;
};

TagChanges::TagChanges(const std::string& path, const Complain& complain) {
  ChangeReader(*this, complain).read(path);
}

std::vector<TagChange>* TagChanges::find(std::string_view id) {
  const auto found = changes_.find(std::string(id));
  return found == changes_.end() ? nullptr : &found->second;
}

std::vector<std::pair<const TagChange*, std::string_view>> TagChanges::unused() const {
  std::vector<std::pair<const TagChange*, std::string_view>> result;
  for (const std::string* id : ids_) {
    for (const TagChange& change : changes_.at(*id)) {
      if (!change.is_used) result.emplace_back(&change, *id);
    }
  }
  return result;
}

std::string apply_change(const TagChange& change, const TagLimits& limits, TagList& tags) {
  const std::vector<Tag> had = tags.tags();
  const auto is_kept = [&had](const ChangedTag* tag) {
    return std::any_of(had.begin(), had.end(),
                       [&](const Tag& other) { return other.is_same(tag->as_spelled); });
  };
  const auto complaint = [&](const ChangedTags& added) -> std::string {
    for (const ChangedTag* tag : added) {
      std::string text = is_kept(tag) ? "" : limits.complaint(tag->as_spelled.name);
      if (!text.empty()) return text;
    }
    return {};
  };
  const auto add = [&](const ChangedTag* tag) { tags.add(is_kept(tag) ? tag->as_spelled : tag->as_added); };
  std::string bad = change.replace ? complaint(*change.replace) : "";
  if (bad.empty()) bad = complaint(change.add);
  if (!bad.empty()) return bad;
  if (change.replace && !is_same(*change.replace, had)) {
    tags.clear();
    for (const ChangedTag* tag : *change.replace) add(tag);
  }
  for (const ChangedTag* tag : change.add) add(tag);
  for (const ChangedTag* tag : change.remove) tags.remove(tag->as_spelled.name);
  return {};
}

}  // namespace linehaul
