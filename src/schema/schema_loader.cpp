#include "schema/schema_loader.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "json/json_node.h"
#include "model/cell_text.h"
#include "model/currency.h"
#include "text/nearest.h"

namespace linehaul {
namespace {

constexpr std::array<std::string_view, 15> kFields = {
    "id_base",      "transaction_date", "account_id",         "invoice_id",    "tracking_number",
    "gross_cost",   "net_cost",         "discount",           "currency",      "reference",
    "charge_class", "charge_code",      "charge_description", "charge_detail", "id_charge"};

SchemaColumn read_column(const JsonNode& node) {
  if (node.is_text()) return {node.text(), {}};
  node.allow_only({"name", "aliases"});
  const auto name = node.find("name");
  if (!name) node.fail("needs \"name\", or \"repeat\" and \"columns\"");
  return {name->text(), node.texts("aliases")};
}

void read_columns(const JsonNode& list, Schema& schema) {
  for (const JsonNode& entry : list.entries()) {
    const auto repeat = entry.is_object() ? entry.find("repeat") : std::nullopt;
    if (!repeat) {
      schema.columns.push_back(read_column(entry));
      continue;
    }
    entry.allow_only({"repeat", "columns"});
    std::vector<SchemaColumn> repeated;
    if (const auto columns = entry.find("columns")) {
      for (const JsonNode& column : columns->entries()) repeated.push_back(read_column(column));
    }
    for (std::uint32_t i = repeat->count(1000); i > 0; --i) {
      schema.columns.insert(schema.columns.end(), repeated.begin(), repeated.end());
    }
  }
}

void read_fields(const JsonNode& object, Schema& schema) {
  for (const auto& [name, value] : object.members()) {
    if (std::find(kFields.begin(), kFields.end(), name) == kFields.end()) {
      value.fail_key("unknown field \"" + name + "\"" + suggestion(name, {kFields.begin(), kFields.end()}));
    }
    FieldColumns field{name, {}, value.is_object()};
    if (value.is_object()) {
      value.allow_only({"join"});
      field.columns = value.texts("join");
    } else if (value.is_text()) {
      field.columns = {value.text()};
    } else {
      field.columns = value.texts();
    }
    schema.fields.push_back(std::move(field));
  }
}

std::vector<ChargeText> read_texts(const JsonNode& object) {
  std::vector<ChargeText> result;
  for (const auto& [code, text] : object.members()) result.push_back({code, text.text()});
  return result;
}

/// A list of columns, or an object of column to what people call the charge in it.
std::vector<ChargeText> read_charge_columns(const JsonNode& node) {
  if (node.is_object()) return read_texts(node);
  std::vector<ChargeText> result;
  for (const std::string& column : node.texts()) result.push_back({column, ""});
  return result;
}

DateOrder date_order_word(const JsonNode& node) {
  return node.one_of<DateOrder>(
      {{"day_first", DateOrder::day_first}, {"month_first", DateOrder::month_first}});
}

DateOrderRule read_date_order(const JsonNode& node) {
  if (node.is_text()) return {date_order_word(node), "", ""};
  node.allow_only({"column", "month_first", "otherwise"});
  const auto otherwise = node.find("otherwise");
  return {otherwise ? date_order_word(*otherwise) : DateOrder::unknown, node.text("column"),
          node.text("month_first")};
}

void read_recognise(const JsonNode& node, Schema& schema) {
  node.allow_only({"header", "rows"});
  schema.signature = node.texts("header");
  if (const auto rows = node.find("rows")) {
    rows->allow_only({"minimum_columns", "column", "values"});
    const auto minimum = rows->find("minimum_columns");
    schema.row_signature = {minimum ? minimum->count(100000) : 1, rows->text("column"),
                            rows->texts("values")};
  }
}

std::vector<LookAlike> read_look_alikes(const JsonNode& node) {
  std::vector<LookAlike> result;
  for (const JsonNode& entry : node.entries()) {
    entry.allow_only({"title", "columns"});
    result.push_back({entry.text("title"), entry.texts("columns")});
  }
  return result;
}

PairColumns read_pairs(const JsonNode& node) {
  node.allow_only({"description", "amount", "subtotals", "freight", "freight_text"});
  return {node.text("description"), node.text("amount"), node.texts("subtotals"), node.text("freight"),
          node.text("freight_text")};
}

GroupColumns read_groups(const JsonNode& node) {
  node.allow_only({"code", "name", "charge", "discount", "freight", "freight_discounts", "other_name",
                   "other_amount", "fee"});
  return {node.text("code"),       node.text("name"),         node.text("charge"),
          node.text("discount"),   node.text("freight"),      node.text("freight_discounts"),
          node.text("other_name"), node.text("other_amount"), node.text("fee")};
}

RecordTypes read_record_types(const JsonNode& node) {
  node.allow_only({"column", "charge", "invoice"});
  return {node.text("column"), node.text("charge"), node.text("invoice")};
}

char read_delimiter(const JsonNode& node) {
  const std::string text = node.text();
  if (text.size() != 1) node.fail("must be one character");
  return text[0];
}

DecimalMark read_decimal_mark(const JsonNode& node) {
  if (node.is_null()) return DecimalMark::unknown;
  return node.one_of<DecimalMark>({{".", DecimalMark::point}, {",", DecimalMark::comma}});
}

/// Every key of the top level with what reads it.
void read_facts(const JsonNode& root, Schema& schema) {
  schema.format = root.text("format");
  schema.carrier = root.text("carrier");
  schema.title = root.text("title");
  schema.shape = root.text("shape");
  schema.currency = root.text("currency");
  schema.required = root.texts("required");
  schema.reserved_columns = root.texts("reserved_columns");
  schema.sole_charge_column = root.text("sole_charge_column");
  schema.blank = root.text("blank");
  schema.totals_label = root.text("totals_label");
  schema.row_total = root.text("row_total");
  schema.invoice_total = root.text("invoice_total");
  if (const auto node = root.find("meaning")) {
    node->allow_only({"gross", "net", "tax"});
    schema.gross_meaning = node->text("gross");
    schema.net_meaning = node->text("net");
    schema.tax_meaning = node->text("tax");
  }
  if (const auto node = root.find("header")) {
    schema.header = node->one_of<HeaderUse>(
        {{"required", HeaderUse::required}, {"optional", HeaderUse::optional}, {"none", HeaderUse::none}});
  }
  if (const auto node = root.find("columns_by")) {
    schema.lookup = node->one_of<ColumnLookup>(
        {{"name", ColumnLookup::by_name}, {"position", ColumnLookup::by_position}});
  }
  if (const auto node = root.find("delimiter")) schema.delimiter = read_delimiter(*node);
  if (const auto node = root.find("decimal_mark")) schema.decimal_mark = read_decimal_mark(*node);
  if (const auto node = root.find("date_order")) schema.date_order = read_date_order(*node);
  if (const auto node = root.find("short_rows")) schema.short_rows = node->flag();
  if (const auto node = root.find("columns_vary")) schema.columns_vary = node->flag();
  if (const auto node = root.find("recognise")) read_recognise(*node, schema);
  if (const auto node = root.find("look_alikes")) schema.look_alikes = read_look_alikes(*node);
  if (const auto node = root.find("fields")) read_fields(*node, schema);
  if (const auto node = root.find("charge_texts")) schema.charge_texts = read_texts(*node);
  if (const auto node = root.find("charge_columns")) schema.charge_columns = read_charge_columns(*node);
  if (const auto node = root.find("pairs")) schema.pairs = read_pairs(*node);
  if (const auto node = root.find("groups")) schema.groups = read_groups(*node);
  if (const auto node = root.find("record_types")) schema.record_types = read_record_types(*node);
  if (const auto node = root.find("columns")) read_columns(*node, schema);
}

bool has_number(const std::string& pattern) { return pattern.find("{n}") != std::string::npos; }

/// Where a column is spoken of under the keys `where`, in one of the forms that fields and lists of columns
/// have.
JsonNode mention(const JsonNode& root, std::string_view where, const std::string& column) {
  JsonNode node = root;
  while (!where.empty()) {
    const std::size_t dot = std::min(where.find('.'), where.size());
    node = *node.find(where.substr(0, dot));
    where.remove_prefix(std::min(dot + 1, where.size()));
  }
  if (node.is_object()) {
    const auto join = node.find("join");
    node = join ? *join : *node.find(column);
  }
  if (!node.is_list()) return node;
  for (const JsonNode& entry : node.entries()) {
    if (entry.text() == column) return entry;
  }
  return node;
}

/// What each shape cannot do without.
void check_shape(const JsonNode& root, const Schema& schema) {
  const GroupColumns& groups = schema.groups;
  const auto fail = [&](const std::string& key, const std::string& message) {
    root.find(key)->fail_plainly(message);
  };
  if (schema.shape == "charge_rows") {
    if (schema.field("net_cost") == nullptr) fail("shape", "the shape charge_rows needs \"fields.net_cost\"");
  } else if (schema.shape == "charge_columns") {
    if (schema.charge_columns.empty()) fail("shape", "the shape charge_columns needs \"charge_columns\"");
  } else if (schema.shape == "charge_pairs") {
    if (schema.pairs.amount.empty() || schema.pairs.description.empty()) {
      fail("shape", "the shape charge_pairs needs \"pairs.description\" and \"pairs.amount\"");
    }
  } else if (schema.shape == "charge_groups") {
    if (!has_number(groups.charge) || !has_number(groups.discount)) {
      fail("shape", "the shape charge_groups needs \"groups.charge\" and \"groups.discount\", each with {n}");
    }
    for (const std::string* pattern :
         {&groups.code, &groups.name, &groups.freight_discounts, &groups.other_name, &groups.other_amount}) {
      if (!pattern->empty() && !has_number(*pattern))
        fail("groups", "\"groups\": \"" + *pattern + "\" needs {n}");
    }
    if (groups.other_name.empty() != groups.other_amount.empty()) {
      fail("groups", "\"groups.other_name\" and \"groups.other_amount\" go together");
    }
  } else {
    fail("shape",
         "unknown shape \"" + schema.shape + "\"" +
             suggestion(schema.shape, {"charge_columns", "charge_groups", "charge_pairs", "charge_rows"}));
  }
}

/// Where an alias stands.
JsonNode alias_node(const JsonNode& root, const std::string& alias) {
  for (const JsonNode& entry : root.find("columns")->entries()) {
    if (!entry.is_object()) continue;
    if (const auto aliases = entry.find("aliases")) {
      for (const JsonNode& node : aliases->entries()) {
        if (node.text() == alias) return node;
      }
    }
  }
  return root;
}

/// A spelling that two columns share would be read as both.
void check_aliases(const JsonNode& root, const Schema& schema) {
  std::unordered_map<std::string, std::string_view> columns;  // by spelling
  for (const SchemaColumn& column : schema.columns) {
    columns.try_emplace(normalized_name(column.name), column.name);
  }
  for (const SchemaColumn& column : schema.columns) {
    for (const std::string& alias : column.aliases) {
      const auto [owner, is_new] = columns.try_emplace(normalized_name(alias), column.name);
      if (is_new || owner->second == column.name) continue;
      alias_node(root, alias)
          .fail_plainly("the alias \"" + alias + "\" of the column \"" + column.name +
                        "\" is a name of the column \"" + std::string(owner->second) + "\" too");
    }
  }
}

/// What a schema must have to be of use, and that every column it speaks of is one of its columns.
void check(const JsonNode& root, const Schema& schema) {
  const std::pair<std::string_view, bool> needed[] = {{"format", schema.format.empty()},
                                                      {"carrier", schema.carrier.empty()},
                                                      {"shape", schema.shape.empty()},
                                                      {"columns", schema.columns.empty()},
                                                      {"fields", schema.fields.empty()}};
  for (const auto& [key, missing] : needed) {
    if (missing) root.fail("\"" + std::string(key) + "\" is missing");
  }
  check_shape(root, schema);
  check_aliases(root, schema);
  if (!schema.currency.empty() && !is_currency_code(schema.currency)) {
    root.find("currency")
        ->fail_plainly("\"currency\": \"" + schema.currency +
                       "\" is no currency code of ISO 4217, such as EUR");
  }
  std::vector<std::string> normalized;
  std::vector<std::string_view> names;
  for (const SchemaColumn& column : schema.columns) {
    normalized.push_back(normalized_name(column.name));
    names.push_back(column.name);
  }
  const auto known = [&](const std::string& name, const std::string& where) {
    const bool found =
        std::find(normalized.begin(), normalized.end(), normalized_name(name)) != normalized.end();
    if (!name.empty() && !found && name.find("{n}") == std::string::npos)
      mention(root, where, name)
          .fail_plainly("unknown column in \"" + where + "\": \"" + name + "\"" + suggestion(name, names));
  };
  for (const FieldColumns& field : schema.fields) {
    for (const std::string& column : field.columns) known(column, "fields." + field.field);
  }
  for (const std::string& column : schema.required) known(column, "required");
  for (const std::string& column : schema.signature) known(column, "recognise.header");
  for (const ChargeText& column : schema.charge_columns) known(column.code, "charge_columns");
  known(schema.row_signature.column, "recognise.rows.column");
  known(schema.date_order.column, "date_order.column");
  known(schema.pairs.freight, "pairs.freight");
  known(schema.pairs.description, "pairs.description");
  known(schema.pairs.amount, "pairs.amount");
  known(schema.groups.freight, "groups.freight");
  known(schema.groups.fee, "groups.fee");
  known(schema.record_types.column, "record_types.column");
  for (const std::string& column : schema.reserved_columns) known(column, "reserved_columns");
  known(schema.sole_charge_column, "sole_charge_column");
  known(schema.row_total, "row_total");
  known(schema.invoice_total, "invoice_total");
}

/// Every key and value, in the order of the grammar.
Schema read_schema(const JsonNode& root) {
  root.allow_only({"$schema",
                   "format",
                   "carrier",
                   "title",
                   "meaning",
                   "shape",
                   "header",
                   "columns_by",
                   "delimiter",
                   "decimal_mark",
                   "date_order",
                   "currency",
                   "short_rows",
                   "recognise",
                   "look_alikes",
                   "required",
                   "fields",
                   "charge_texts",
                   "charge_columns",
                   "pairs",
                   "groups",
                   "record_types",
                   "row_total",
                   "invoice_total",
                   "columns",
                   "reserved_columns",
                   "sole_charge_column",
                   "blank",
                   "totals_label",
                   "columns_vary"});
  Schema schema;
  read_facts(root, schema);
  return schema;
}

}  // namespace

Schema load_schema(std::string_view json, const std::string& source) {
  const JsonDocument document{std::string(json), source, "bad-schema"};
  Schema schema = read_schema(document.root());
  check(document.root(), schema);
  return schema;
}

Schema load_proven_schema(std::string_view json, const std::string& source) {
  const auto document = JsonDocument::proven(std::string(json), source);
  return read_schema(document.root());
}

Schema load_schema_file(const std::string& path) {
  return load_schema(read_configuration(path, "bad-schema"), path);
}

const FieldColumns* Schema::field(std::string_view name) const {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [name](const FieldColumns& f) { return f.field == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::string_view Schema::charge_text(std::string_view code) const {
  for (const ChargeText& text : charge_texts) {
    if (text.code == code) return text.text;
  }
  return {};
}

}  // namespace linehaul
