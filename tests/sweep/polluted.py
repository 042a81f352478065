#!/usr/bin/env python3
"""Polluted files: rows that are whole come out whole, a damaged row is rejected by name, and nothing is lost in silence.

    polluted.py --linehaul PROGRAM --samples FOLDER [--all] [SAMPLE...]

Every pollution of the table below is done to every sample, those of single rows to a choice of rows and cells, with
--all to every row and many cells. The kinds are those that surveys of published CSV files name: delimiters, quotes and
line ends too many or too few, other dialects, lines before the header and behind the data, more or fewer headers, several
tables, other encodings. Exit status 1: something came out otherwise than the table says.
"""

import argparse
import collections
import concurrent.futures
import csv
import io
import json
import pathlib
import random
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from typing import Callable

sys.dont_write_bytecode = True
import digits  # noqa: E402
import many  # noqa: E402
from sample_facts import Sample, WITHOUT_TOTALS, unnumbered  # noqa: E402

ROWS = 3   # of a sample without --all
CELLS = 2  # of a row without --all; with it
MANY_CELLS = 12
INPUTS = 250  # of a run


@dataclass(frozen=True)
class Polluted:
    content: bytes
    row: int = -1    # the damaged one
    line: int = 0    # of a line that is no row of the invoice, and is rejected


@dataclass(frozen=True)
class Pollution:
    name: str
    make: Callable   # of a sample and a source of chance: Polluted files
    expected: Callable  # of a sample, a Polluted and its outcome: what is wrong


# --- What is expected ----------------------------------------------------------------------------

def same(sample, _, after):
    """As without the pollution."""
    if after.status != 0:
        return f"exit status {after.status}: {after.problems}"
    return "" if after.items == sample.base.items else "other items"


def same_values(sample, _, after):
    """As without it, but that the texts of raw may have blanks around them."""
    if after.status != 0:
        return f"exit status {after.status}: {after.problems}"
    return "" if [plain(item) for item in after.items] == [plain(item) for item in sample.base.items] else "other items"


def refused(_, __, after):
    return "" if after.status == 3 and not after.items else f"exit status {after.status}"


def no_items(_, __, after):
    return "" if after.status == 0 and not after.items else f"exit status {after.status}, {len(after.items)} items"


def seen(sample, polluted, after):
    """As without it, or with an exit status that says it is not."""
    return "" if after.status else same_values(sample, polluted, after)


def only_row(sample, polluted, after):
    """The items of one row alone; that the totals differ may be said."""
    wanted = [plain(item) for item, row in zip(sample.base.items, sample.item_rows) if row == polluted.row]
    found = [plain(item) for item in after.items]
    if [without_id(item) for item in found] == [without_id(item) for item in wanted]:
        return "" if after.status < 3 else f"exit status {after.status}"
    return "other items"


def line_rejected(sample, polluted, after):
    """What is no row of the invoice is rejected with its line; all rows are as before."""
    if after.status != 1 or polluted.line not in {line for line, _ in after.rejects}:
        return f"line {polluted.line} is not rejected: exit status {after.status}, {after.rejects}"
    return "" if after.items == sample.base.items else "other items"


def ahead_of_header(sample, polluted, after):
    """The header is looked for; where there is none, the line is a row."""
    return (same if sample.first else line_rejected)(sample, polluted, after)


def below_header(sample, _, after):
    """Rejected; a SAP BEx report has such a row."""
    if sample.base.format == "royal_mail_sap_bex":
        return same(sample, _, after)
    return line_rejected(sample, Polluted(b"", line=sample.first + 1), after)


def cut_row(sample, polluted, after):
    """Rejected, but that a row of these formats may end early."""
    return (row_rejected_or_whole if sample.may_be_short else row_rejected)(sample, polluted, after)


def row_rejected(sample, polluted, after):
    """The damaged row is rejected with its line; the others are as before."""
    line = sample.cells.records[polluted.row].line
    if after.status != 1 or line not in {at for at, _ in after.rejects}:
        return f"line {line} is not rejected: exit status {after.status}, {after.rejects}"
    return "" if list(map(unnumbered, after.items)) == items_of_others(sample, polluted) else "other items"


def row_rejected_or_whole(sample, polluted, after):
    """... or it is read, and its amounts are as before, or the exit status says that its total is not, or that the
    rest of it, on the next line, is rejected."""
    if row_rejected(sample, polluted, after) == "":
        return ""
    found = collections.Counter(map(unnumbered, after.items))
    if collections.Counter(items_of_others(sample, polluted)) - found:
        return f"other items of other rows: exit status {after.status}, {after.rejects}"
    if money(after.items) == money(sample.base.items):
        return ""
    line = sample.cells.records[polluted.row].line
    is_said = "total-differs" in after.problems or {line, line + 1} & {at for at, _ in after.rejects}
    return "" if after.status == 1 and is_said else f"other amounts: exit status {after.status}, {after.problems}"


def items_of_others(sample, polluted):
    return [unnumbered(item) for item, row in zip(sample.base.items, sample.item_rows) if row != polluted.row]


def plain(item):
    """The line item without raw."""
    return item[:item.rindex(b'"raw":')]


def without_id(item):
    return item[item.index(b'"transaction_date"'):]


def money(items):
    found = [json.loads(item) for item in items]
    return collections.Counter((Decimal(item["gross_cost"]), Decimal(item["net_cost"])) for item in found)


# --- Files ---------------------------------------------------------------------------------------

def one(make):
    return lambda sample, chance: [Polluted(make(sample))]


def lines(sample):
    """The bytes of each record."""
    return [sample.content[record.start:record.end] for record in sample.cells.records]


def written(sample, **dialect):
    text = io.StringIO()
    csv.writer(text, **({"delimiter": sample.cells.delimiter, "lineterminator": "\n"} | dialect)).writerows(sample.cells.rows)
    return text.getvalue().encode()


def end_of(sample):
    return b"\r\n" if sample.content.endswith(b"\r\n") else b"\n"


def one_row(sample, _):
    head = lines(sample)[:sample.first]
    for row in sorted(set(sample.item_rows)):
        invoice = [lines(sample)[at] for at in range(sample.first, row) if sample.is_invoice_row(at)][-1:]
        yield Polluted(b"".join([*head, *invoice, lines(sample)[row]]), row)


def before(text):
    return lambda sample, _: [Polluted(text(sample) + end_of(sample) + sample.content, line=1)]


def behind(text):
    """A line behind the data."""
    def make(sample, _):
        content = sample.content + text(sample).encode() + end_of(sample)
        yield Polluted(content, line=sample.content.count(b"\n") + 1)
    return make


def between(text):
    """A line between two rows of charges."""
    def make(sample, chance):
        rows = sorted(set(sample.item_rows))
        for row in chance.sample(rows, min(ROWS, len(rows))):
            record = sample.cells.records[row]
            content = sample.content[:record.start] + text(sample).encode() + end_of(sample) + sample.content[record.start:]
            yield Polluted(content, line=record.line)
    return make


def foreign_table(names):
    def make(sample, _):
        mark = sample.cells.delimiter
        table = f"\n{mark.join(names)}\n{mark.join('x' for _ in names)}\n"
        yield Polluted(sample.content + table.encode(), line=sample.content.count(b"\n") + 3)
    return make


# --- Rows ----------------------------------------------------------------------------------------

def in_rows(change):
    """The change done to rows of charges; it gives the new bytes of a record in several ways."""
    def make(sample, chance):
        rows = sorted(set(sample.item_rows))
        if not sample.all:
            rows = [rows[0], *chance.sample(rows[1:-1], ROWS - 2), rows[-1]]
        for row in rows:
            record = sample.cells.records[row]
            for new in change(sample, record, chance):
                yield Polluted(sample.content[:record.start] + new + sample.content[record.end:], row)
    return make


def bytes_of(sample, record):
    return sample.content[record.start:record.end]


def some(sample, places, chance):
    return sorted(chance.sample(places, min(len(places), MANY_CELLS if sample.all else CELLS)))


def at_delimiters(put):
    def change(sample, record, chance):
        for place in some(sample, record.ends[:-1], chance):
            yield sample.content[record.start:place] + put(sample) + sample.content[place + 1:record.end]
    return in_rows(change)


def at_cells(put):
    """Something at the beginning, in the middle or at the end of cells that are not blank."""
    def change(sample, record, chance):
        filled = [c for c in range(len(record.ends)) if record.cell(c)[1] - record.cell(c)[0] > 1]
        for column in some(sample, filled, chance):
            start, end = record.cell(column)
            for place in (start, (start + end) // 2, end):
                yield sample.content[record.start:place] + put(sample) + sample.content[place:record.end]
    return in_rows(change)


def with_another_delimiter(sample, record, _):
    mark = b";" if sample.cells.delimiter == "," else b","
    yield bytes_of(sample, record).replace(sample.cells.delimiter.encode(), mark)


def cut_short(sample, record, chance):
    content = bytes_of(sample, record)
    for place in some(sample, range(5, len(content) // 2), chance):
        yield content[:place] + end_of(sample)


# What each pollution is to become. A row of UPS or DHL eCommerce may lack cells at its end, so that there a missing
# delimiter can leave a row with the right amounts.
TABLE = (
    Pollution("nothing", one(lambda sample: b""), refused),
    Pollution("only blank lines", one(lambda sample: b"\n\n\n"), refused),
    Pollution("only the header", one(lambda s: b"".join(lines(s)[:s.first])), lambda s, p, after: (
        no_items if s.first else refused)(s, p, after)),
    Pollution("no header", one(lambda s: b"".join(lines(s)[s.first:])), lambda s, p, after: (
        same_values if s.base.format in ("ups", "dhl_ecommerce") else refused)(s, p, after)),
    Pollution("one row", one_row, only_row),
    Pollution("no line end at the end", one(lambda s: s.content.rstrip()), same),
    Pollution("two line ends at the end", one(lambda s: s.content + end_of(s)), same),
    Pollution("blank lines between", one(lambda s: end_of(s).join(lines(s))), same),
    Pollution("rows of delimiters between", one(lambda s: (
        s.cells.delimiter * (len(s.cells.rows[-1]) - 1)).encode().join([b"", end_of(s)]).join(lines(s))), same),
    Pollution("line ends CR LF", one(lambda s: written(s, lineterminator="\r\n")), same),
    Pollution("line ends LF", one(lambda s: written(s, lineterminator="\n")), same),
    Pollution("line ends of both kinds", one(lambda s: b"".join(
        line.rstrip(b"\r\n") + (b"\r\n" if i % 2 else b"\n") for i, line in enumerate(lines(s)))), same),
    *(Pollution(f"delimiter {mark!r}", one(lambda s, mark=mark: written(s, delimiter=mark)), same) for mark in ",;\t|"),
    *(Pollution(f"delimiter {mark!r}", one(lambda s, mark=mark: written(s, delimiter=mark)), seen) for mark in " :^"),
    Pollution("delimiter and blank", one(lambda s: written(s).replace(
        s.cells.delimiter.encode(), s.cells.delimiter.encode() + b" ")), seen),
    Pollution("every cell in quotes", one(lambda s: written(s, quoting=csv.QUOTE_ALL)), same),
    Pollution("quotes '", one(lambda s: written(s, quotechar="'")), seen),
    Pollution("all quotes '", one(lambda s: written(s, quotechar="'", quoting=csv.QUOTE_ALL)), seen),
    Pollution("escape \\", one(lambda s: written(s, doublequote=False, escapechar="\\", quoting=csv.QUOTE_ALL)), seen),
    Pollution("UTF-8 with a mark", one(lambda s: "\ufeff".encode() + s.content), same),
    Pollution("UTF-16 LE", one(lambda s: ("\ufeff" + s.content.decode()).encode("utf-16-le")), same),
    Pollution("UTF-16 BE", one(lambda s: ("\ufeff" + s.content.decode()).encode("utf-16-be")), same),
    Pollution("UTF-16 without a mark", one(lambda s: s.content.decode().encode("utf-16-le")), seen),
    Pollution("UTF-32", one(lambda s: s.content.decode().encode("utf-32")), seen),
    Pollution("UTF-8 twice", one(lambda s: s.content.decode("utf-8").encode("utf-8").decode("latin-1").encode()),
              lambda s, p, after: "" if after.status else money_only(s, after)),
    Pollution("a title before", before(lambda s: b"Invoice report"), ahead_of_header),
    Pollution("three lines before", before(lambda s: b"Report" + end_of(s) + b"Created: 2026-06-01" + end_of(s)),
              ahead_of_header),
    Pollution("a wide line before", before(lambda s: b"Report" + (s.cells.delimiter * (
        len(s.cells.rows[-1]) - 1)).encode()), ahead_of_header),
    Pollution("header twice", one(lambda s: b"".join([*lines(s)[:s.first], *lines(s)[max(0, s.first - 1):]])
                                  if s.first else s.content), same),
    Pollution("header again at the end", one(lambda s: s.content + (lines(s)[s.first - 1] if s.first else b"")), same),
    Pollution("a row of units below the header", one(lambda s: b"".join(
        [*lines(s)[:s.first], s.cells.delimiter.join(["text"] * len(s.cells.rows[-1])).encode() + end_of(s),
         *lines(s)[s.first:]])), below_header),
    Pollution("a note behind", behind(lambda s: "End of report"), line_rejected),
    Pollution("a wide note behind", behind(lambda s: "Created by K. Ames" + s.cells.delimiter * 2 + "page 1 of 1"),
              line_rejected),
    Pollution("a comment between", between(lambda s: "# corrected"), line_rejected),
    Pollution("an HTML line between", between(lambda s: "<br/>"), line_rejected),
    Pollution("a narrow table behind", foreign_table(["Ref", "Note"]), line_rejected),
    Pollution("a table of 20 columns behind", foreign_table([f"Name {i}" for i in range(20)]), line_rejected),
    Pollution("a missing delimiter", at_delimiters(lambda s: b""), row_rejected_or_whole),
    Pollution("a blank in place of a delimiter", at_delimiters(lambda s: b" "), row_rejected_or_whole),
    Pollution("a doubled delimiter", at_delimiters(lambda s: s.cells.delimiter.encode() * 2), row_rejected),
    Pollution("a delimiter in a cell", at_cells(lambda s: s.cells.delimiter.encode()), row_rejected_or_whole),
    Pollution("a quote in a cell", at_cells(lambda s: b'"'), row_rejected_or_whole),
    Pollution("two quotes in a cell", at_cells(lambda s: b'""'), row_rejected_or_whole),
    Pollution("a line end in a cell", at_cells(lambda s: b"\n"), row_rejected_or_whole),
    Pollution("a line end for a delimiter", at_delimiters(lambda s: b"\n"), row_rejected_or_whole),
    Pollution("a row with another delimiter", in_rows(with_another_delimiter), row_rejected),
    Pollution("a row cut short", in_rows(cut_short), cut_row),
    Pollution("bytes that are no text", at_cells(lambda s: b"\xff"), row_rejected_or_whole),
    Pollution("a NUL byte", at_cells(lambda s: b"\0"), row_rejected_or_whole),
)


def money_only(sample, after):
    return "" if money(after.items) == money(sample.base.items) else "other amounts"


# --- Sweeping ------------------------------------------------------------------------------------

def sweep(program, path, everything):
    counts, failures = collections.Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = Sample(program, path, folder)
        sample.all = everything
        files = [(pollution, polluted) for pollution in TABLE
                 for polluted in pollution.make(sample, random.Random(sample.name + pollution.name))]
        for start in range(0, len(files), INPUTS):
            part = files[start:start + INPUTS]
            outcomes = many.convert(program, [polluted.content for _, polluted in part], folder)
            for (pollution, polluted), after in zip(part, outcomes, strict=True):
                counts[after.status] += 1
                wrong = pollution.expected(sample, polluted, after)
                if wrong:
                    where = f" of row {polluted.row + 1}" if polluted.row >= 0 else ""
                    failures.append(f"{sample.name}, {pollution.name}{where}: {wrong}")
    return counts, failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*", metavar="SAMPLE")
    options = parser.parse_args()

    program = str(pathlib.Path(options.linehaul).resolve())
    paths = [options.samples / f"{name}.csv" for name in options.names or [*digits.SAMPLES, *WITHOUT_TOTALS]]
    counts, failed = collections.Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for found, failures in pool.map(lambda path: sweep(program, path, options.all), paths):
            counts.update(found)
            failed += len(failures)
            for failure in failures:
                print(f"FAILED {failure}", flush=True)
    print(f"{len(TABLE)} pollutions, {counts.total()} files: status 0 {counts[0]}, 1 {counts[1]}, 3 {counts[3]}; "
          f"{failed} came out otherwise than expected")
    return 1 if failed or not counts else 0


if __name__ == "__main__":
    sys.exit(main())
