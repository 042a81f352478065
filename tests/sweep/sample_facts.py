"""What the sweeps know of a sample: its cells, the schema of its format, and the row behind each of its items."""

import itertools
import json
import pathlib
import re

import digits
import many
from cells import Cells

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"
GROUPS = range(1, 20)
WITHOUT_TOTALS = {"usps": ",", "royal_mail": ",", "dpd_dutch": ";", "dpd_german": ";"}  # and their delimiters
TEXT_FIELDS = ("transaction_date", "account_id", "invoice_id", "tracking_number", "currency", "charge_code",
               "charge_detail")


def plain(name):
    """A column's name as formats compare it: letters and digits alone, whatever their case."""
    return re.sub(r"[\W_]", "", name).casefold()


def columns_of(value):
    """The columns that a member of a schema names."""
    if isinstance(value, dict):
        value = value.get("join", list(value))
    return [value] if isinstance(value, str) else list(value or [])


def by_alias(schema):
    """The format's name of every name that a column may have."""
    found = {}
    for column in schema["columns"]:
        if isinstance(column, dict) and "name" in column:
            found |= {plain(name): column["name"] for name in [column["name"], *column.get("aliases", [])]}
        for name in [column] if isinstance(column, str) else column.get("columns", []):
            found[plain(name)] = name
    return found


def sources_of(schema):
    """From which columns each field of an item is made."""
    fields, groups, pairs = schema["fields"], schema.get("groups", {}), schema.get("pairs", {})

    def of(*names):
        return {column for name in names for column in columns_of(fields.get(name))}

    def of_groups(*names):
        return {groups[name].replace("{n}", str(n)) for name in names if name in groups for n in GROUPS}

    found = {field: of(field) for field in TEXT_FIELDS}
    found["charge_description"] = (of("charge_description", "charge_class") | set(columns_of(pairs.get("description")))
                                   | of_groups("name", "code", "other_name"))
    found["charge_code"] |= of_groups("name", "code", "other_name")
    if schema["format"] == "royal_mail":
        found["charge_description"].add("source_type")  # says that it is a return
    found["id"] = of("reference", "id_base", "id_charge", "account_id", "invoice_id", "tracking_number")
    found["id"] |= found["charge_description"] | found["charge_code"]
    return found


def amount_columns(schema):
    """Columns of charges, and of what a charge is made of, in a format that states no totals."""
    fields = schema["fields"]
    return {name for value in (fields.get("net_cost"), fields.get("gross_cost"), schema.get("charge_columns"),
                               schema.get("sole_charge_column")) for name in columns_of(value)}


def keys_of(names):
    """The keys of raw: a name that stands again gets a number."""
    seen, found = {}, []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def unnumbered(item):
    """The line item without the number that tells equal charges apart: it counts those before it."""
    return re.sub(rb'^(\{"id":"[^"]*?):\d+"', rb'\1"', item)


class Sample:
    """A sample, what it becomes as it is, and what its format makes of its cells."""

    def __init__(self, program, path, folder):
        self.name = path.stem
        self.content = path.read_bytes()
        delimiter = WITHOUT_TOTALS.get(self.name) or digits.SAMPLES[self.name][1]
        self.cells = Cells(self.content, delimiter)
        (self.base,) = many.convert(program, [self.content], folder)
        (whole,) = many.convert(program, [self.content], folder, ["--raw", "all"])
        schema = json.loads((SCHEMAS / f"{self.base.format}.json").read_bytes())
        rows = self.cells.rows
        has_header = schema["header"] != "none"
        known = by_alias(schema)
        self.first = 0  # row of data
        if has_header:
            needed = {plain(name) for name in columns_of(schema["required"])}
            self.first = 1 + next(i for i, row in enumerate(rows)
                                  if needed <= {plain(known.get(plain(name), "")) for name in row})
        names = rows[self.first - 1] if has_header else columns_of([
            column if isinstance(column, str) else column["name"] for column in schema["columns"]])
        self.columns = [known.get(plain(name), name) for name in names]
        self.keys = keys_of(names)
        self.sources = sources_of(schema)
        self.may_be_short = schema.get("short_rows", False)
        self.types = schema.get("record_types", {})
        self.item_rows = self.rows_of_items(whole.items, schema["shape"] == "charge_rows")
        self.money = self.money_cells(schema)

    def rows_of_items(self, items, one_each):
        """The row of each item, by its raw cells. The items of equal rows that follow each other are shared out."""
        found, rows = [], self.cells.rows
        at = self.first
        for values, group in itertools.groupby([list(json.loads(item)["raw"].values()) for item in items]):
            count = len(list(group))
            at = next(i for i in itertools.count(at) if rows[i] == values)
            equal = len(list(itertools.takewhile(values.__eq__, rows[at:])))
            for place in range(count):
                found.append(at + (place if one_each else place * equal // count))
            at += equal
        return found

    def money_cells(self, schema):
        """The cells of charges and totals: why no change of one can be noticed, or nothing where it must be."""
        rows = self.cells.rows
        if self.name in digits.SAMPLES:
            return {(cell.row, cell.column): cell for cell in digits.SAMPLES[self.name][0](rows)}
        columns = [i for i, name in enumerate(self.columns) if name in amount_columns(schema)]
        return {(r, c): digits.Cell(r, c, False, "no total stated") for r in range(self.first, len(rows)) for c in columns}

    def is_invoice_row(self, row):
        """Whether the rows below take their invoice from it."""
        if row < self.first or not self.types:
            return False
        column = self.columns.index(self.types["column"])
        return self.cells.rows[row][column] == self.types["invoice"]
