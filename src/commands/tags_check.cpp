#include "commands/tags_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "commands/item_lines.h"
#include "model/charge_id.h"
#include "output/json_writer.h"
#include "schema/catalog.h"
#include "tagging/idle_rules.h"
#include "tagging/item_tags.h"
#include "text/counted.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

/// Line items are JSON, invoices are not. A pipe can be read only once, so it is taken for line items.
bool is_line_items(const std::string& path, const UnpackLimits& limits) {
  if (path == "-") return true;
  char block[512];
  InputFile file(path, limits);
  if (!file.is_regular()) return true;
  const std::string_view bytes(block, file.read(block, sizeof block));
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return first == std::string_view::npos || bytes[first] == '{';  // none at all are line items, too
}

class RuleCheck {
 public:
  explicit RuleCheck(const CheckTagsOptions& options)
      : options_(options),
        rules_({options.rules}, {}),
        list_(rules_.lists().front()),
        matched_(list_.rules.size()),
        omitted_(list_.rules.size()),
        idle_(find_idle_rules(list_, rules_.conditions())),
        is_seen_(rules_.conditions().columns().size()),
        output_("") {}

  ExitStatus run() {
    for (const std::string& input : options_.inputs) {
      try {
        if (is_line_items(input, options_.reading.unpacking)) {
          read_items(input);
        } else {
          read_invoice(input);
        }
      } catch (const Failure& failure) {
        if (failure.status() != ExitStatus::unreadable) throw;
        reporter_.report(failure);
      }
    }
    for (const std::string& reason : idle_) {
      if (!reason.empty()) reporter_.worsen(ExitStatus::look);
    }
    if (dropped_ != 0) reporter_.worsen(ExitStatus::look);
    if (options_.json) {
      write_json();
    } else {
      write_text();
    }
    output_.flush();
    return reporter_.status();
  }

 private:
  void note_dropped(std::string_view id) {
    if (dropped_++ == 0) first_dropped_ = id;
  }

  void count(const Tagger& tagger) {
    ++inputs_read_;
    unclear_ += tagger.unclear();
    for (std::size_t i = 0; i < matched_.size(); ++i) {
      matched_[i] += tagger.matched().front()[i];
      omitted_[i] += tagger.omitted().front()[i];
    }
  }

  void read_items(const std::string& input) {
    const ItemFiles files{{input}, "", "", options_.reading.unpacking};
    ItemLines lines(files, {}, &rules_.conditions());
    Tagger tagger(rules_);
    TagList tags;
    lines.read([&](const JsonItem& item, FileNotices&, std::uint64_t) {
      tags.start(item.tags());
      ++items_;
      if (tagger.apply(item.view(), tags) != 0) note_dropped(item.id());
      for (std::size_t i = 0; i < is_seen_.size(); ++i) {
        if (!item.view().columns[i].empty()) is_seen_[i] = true;
      }
    });
    reporter_.worsen(lines.reporter().status());
    count(tagger);
  }

  void read_invoice(const std::string& input) {
    if (!catalog_) catalog_.emplace(options_.schema_files);
    FileNotices notices(reporter_, input);
    InvoiceReader reader(std::make_unique<InputFile>(input, options_.reading.unpacking), *catalog_,
                         options_.reading, false, notices);
    ItemTags tags(rules_, reader.schema().carrier, reader.layout(), reader.conventions().decimal_mark);
    ChargeIds ids(reader.schema().carrier);
    InvoiceRows rows(reader, notices);
    while (const auto outcome = rows.next()) {
      const SettledRows& row = rows.row();
      if (*outcome == RecordOutcome::rejected) notices.each(row.rejection(), row.record().raw());
      ids.skip(row.rejected_ids());
      if (row.items().empty()) continue;
      tags.begin_record(row.record());
      for (const LineItem& item : row.items()) {
        ++items_;
        const std::string_view id = ids.next(item);
        if (tags.apply(item, id) != 0) note_dropped(id);
      }
    }
    notices.close();
    count(tags.tagger());
    see_columns(reader.layout().names());
  }

  void see_columns(const std::vector<std::string>& names) {
    known_columns_.insert(names.begin(), names.end());
    const auto& wanted = rules_.conditions().columns();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (std::find(names.begin(), names.end(), wanted[i]) != names.end()) is_seen_[i] = true;
    }
  }

  /// Columns that rules speak of and no input has: a name misspelt matches nothing, and says nothing.
  std::vector<std::string> unknown_columns() const {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < is_seen_.size(); ++i) {
      if (!is_seen_[i] && items_ != 0) result.push_back(rules_.conditions().columns()[i]);
    }
    return result;
  }

  static std::string left_out(std::uint64_t tags) {
    return tags == 0 ? "" : fmt::format(", {} left out because a field is not there", counted(tags, "tag"));
  }

  void write_text() {
    TextBuffer& out = output_.buffer();
    out.append(fmt::format("{}: {}", printable(list_.file), counted(list_.rules.size(), "rule")));
    out.append(inputs_read_ == 0 ? "\n" : ", " + counted(items_, "item") + "\n");
    for (std::size_t i = 0; i < list_.rules.size(); ++i) {
      const std::string label = printable(list_.rules[i].label());
      if (inputs_read_ != 0) {
        out.append(matched_[i] == 0 ? fmt::format("  {}: never matched\n", label)
                                    : fmt::format("  {}: {}{}\n", label, counted(matched_[i], "item"),
                                                  left_out(omitted_[i])));
      }
      if (!idle_[i].empty())
        out.append(fmt::format("  {}: can never take effect: {}\n", label, printable(idle_[i])));
    }
    const std::vector<std::string_view> known(known_columns_.begin(), known_columns_.end());
    for (const std::string& name : unknown_columns()) {
      out.append(fmt::format("  no item has a column raw.{}{}\n", printable(name),
                             printable(did_you_mean(name, known))));
    }
    if (dropped_ != 0) {
      out.append(fmt::format("  {} would have more than {}, the last are dropped; the first is {}\n",
                             counted(dropped_, "item"), counted(list_.limits.max_tags, "tag"),
                             printable(first_dropped_)));
    }
    if (unclear_ != 0) {
      out.append(fmt::format(
          "  {} of a cell such as 1,234 did not hold: nothing says which mark is the decimal one\n",
          counted(unclear_, "comparison")));
    }
  }

  void write_json() {
    JsonWriter json(output_.buffer());
    const auto count = [&](std::string_view key, std::uint64_t value) {
      json.key(key);
      json.number(value);
    };
    json.open_object();
    json.key("file");
    json.text(list_.file);
    count("items", items_);
    count("items_with_tags_dropped", dropped_);
    count("unclear_comparisons", unclear_);
    json.key("unknown_columns");
    json.open_list();
    for (const std::string& name : unknown_columns()) json.text(name);
    json.close_list();
    json.key("rules");
    json.open_list();
    for (std::size_t i = 0; i < list_.rules.size(); ++i) {
      json.open_object();
      count("rule", list_.rules[i].number);
      json.key("name");
      json.text_or_null(list_.rules[i].name);
      count("items", matched_[i]);
      count("tags_left_out", omitted_[i]);
      json.key("never_takes_effect");
      json.text_or_null(idle_[i]);
      json.close_object();
    }
    json.close_list();
    json.close_object();
    output_.buffer().append("\n");
  }

  const CheckTagsOptions& options_;
  const TagRules rules_;
  const RuleList& list_;
  std::optional<Catalog> catalog_;
  Reporter reporter_;
  std::vector<std::uint64_t> matched_;
  std::vector<std::uint64_t> omitted_;  // tags
  std::vector<std::string> idle_;       // why a rule is
  std::vector<bool> is_seen_;           // by column of the conditions
  std::set<std::string> known_columns_;
  std::uint64_t items_ = 0;
  std::uint64_t dropped_ = 0;
  std::string first_dropped_;  // its id
  std::uint64_t unclear_ = 0;
  std::size_t inputs_read_ = 0;
  OutputFile output_;
};

}  // namespace

ExitStatus check_tags(const CheckTagsOptions& options) { return RuleCheck(options).run(); }

}  // namespace linehaul
