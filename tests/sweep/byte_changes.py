#!/usr/bin/env python3
"""No byte of an invoice can change unnoticed, except within its own cell.

    byte_changes.py --linehaul PROGRAM --samples FOLDER [--all | --every N] [SAMPLE...]

Every byte of every sample is changed in turn: left out, doubled, replaced by another of its kind, by the delimiter, by
a quote and by a line end. With exit status 0 the number of items and every amount must be as before, but for amounts
that no total covers; a text, a date or an identifier may differ only where the byte stands in the cell that it is
made of. With status 1 the rows that the byte does not touch must come out as before or be rejected by name. What is
allowed beyond that is counted by reason. Many changed samples go through one run of the program. Without --all a
choice of changes that is the same on every run; --every takes each Nth. Exit status 1: something was not noticed.
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal

sys.dont_write_bytecode = True
import digits  # noqa: E402
import many  # noqa: E402
from sample_facts import Sample, WITHOUT_TOTALS, unnumbered  # noqa: E402

# Why a change need not be noticed; digits.EXCEPTIONS has more.
EXCEPTIONS = {
    # USPS, Royal Mail and these two of DPD's layouts hold nothing to add an amount up to.
    "no total stated": "the format states no total",
    # A carrier that prices in fractions of a cent states the total in cents, so that less than half a cent proves
    # nothing. All formats are compared so: which carriers do it is not known.
    "below the cent": "the amounts add up to the same cents",
    # No text is invented: a field is null or falls back to another column, keys of raw change, and the name is said
    # (unknown-column, missing-column). Customers choose their columns, so that a missing one is no error; those
    # without which amounts cannot be read are required, and refuse the file.
    "name of a column": "the byte stands in the header; texts of that column are missing, no amount",
    # Its DTL rows have no cell for the invoice; DHL Express rows may leave account and invoice to the row above.
    "invoice row": "rows take over the account, invoice and date of the invoice row above",
    # A class that is not known is named (unknown-charge-code) and its row is a charge, so that no new class is lost.
    # Where an INF row of the samples becomes one it is a charge of nothing; of something, the total would differ.
    "class of a row": "a UPS row without money whose class is not INF any more is a charge of 0",
    # The second charge that would have the id of another has `:2`; the first is no longer the same as the second.
    "number in an id": "the number at the end of an id counts equal charges",
    # Real UPS and DHL eCommerce rows lack cells at their end, and DHL's of 78 and of 79 cells stand in one file, so
    # that a missing delimiter cannot be told from a missing last cell. What follows it is one column further left:
    # texts of raw, and at DHL the kind of a surcharge. A shifted amount is not the total.
    "short row": "a row that may lack cells at its end lacks a delimiter",
}
CHOSEN = 150  # changes of a sample without --all
INPUTS = 250  # of a run
CENT = Decimal("0.01")
COSTS = ("gross_cost", "net_cost")
OF_INVOICE = ("id", "account_id", "invoice_id", "transaction_date")  # what a row may take over


@dataclass(frozen=True)
class Change:
    place: int
    way: str
    new: bytes

    def of(self, content):
        return content[:self.place] + self.new + content[self.place + 1:]


def another(byte):
    """The next digit or letter; a digit in place of anything else."""
    character = chr(byte)
    if character.isascii() and character.isdigit():
        return b"%d" % ((byte - ord("0") + 1) % 10)
    if character.isascii() and character.isalpha():
        return bytes([byte - 25 if character in "zZ" else byte + 1])
    return b"7" if byte < 128 else bytes([byte ^ 1])


def changes_of(content, delimiter):
    for place, byte in enumerate(content):
        one = bytes([byte])
        for way, new in (("left out", b""), ("doubled", one * 2), ("another", another(byte)),
                         ("delimiter", delimiter.encode()), ("quote", b'"'), ("line end", b"\n")):
            if new != one:
                yield Change(place, way, new)


def chosen(sample, everything, every):
    changes = list(changes_of(sample.content, sample.cells.delimiter))
    if everything:
        return changes
    return changes[::every] if every else random.Random(sample.name).sample(changes, CHOSEN)


# --- Judging ------------------------------------------------------------------------------------

class Judge:
    """What is wrong with a changed sample; the reasons of what is allowed are counted."""

    def __init__(self, sample):
        self.sample = sample
        self.left_alone = collections.Counter()

    def complaint(self, change, after):
        place = self.sample.cells.place(change.place)
        if after.status == 3 or after.items == self.sample.base.items:
            return ""
        if after.status == 1:
            return self.elsewhere(place, after)
        return self.unnoticed(place, change, after)

    def unnoticed(self, place, change, after):
        """With status 0."""
        base, reasons, wrong = self.sample.base.items, set(), set()
        if len(after.items) != len(base):
            cell = self.money_at(place)
            if cell and cell.exception:
                reasons.add(cell.exception)
            elif self.is_informational_row_of_nothing(place, after):
                reasons.add("class of a row")
            else:
                wrong.add(f"{len(base)} items, now {len(after.items)}")
        else:
            for old, new, row in zip(base, after.items, self.sample.item_rows, strict=True):
                if old != new:
                    self.compare(json.loads(old), json.loads(new), row, place, change, reasons, wrong)
        self.left_alone.update(reasons)
        return "; ".join(sorted(wrong))

    def is_informational_row_of_nothing(self, place, after):
        sample = self.sample
        if sample.base.format != "ups" or sample.columns[place.column] != "Charge Classification Code":
            return False
        more = collections.Counter(after.items) - collections.Counter(sample.base.items)
        less = collections.Counter(sample.base.items) - collections.Counter(after.items)
        return not less and all(Decimal(json.loads(item)[cost]) == 0 for item in more for cost in COSTS)

    def compare(self, old, new, row, place, change, reasons, wrong):
        for field in old:
            if old[field] == new[field] or (field in COSTS and Decimal(old[field]) == Decimal(new[field])):
                continue
            if field in COSTS:
                reason = self.reason_of_cost(old[field], new[field], row, place)
            elif self.is_own(field, old[field], new[field], row, place, change):
                continue
            else:
                reason = self.reason_of_text(field, old[field], new[field], row, place, change)
            if reason:
                reasons.add(reason)
            else:
                wrong.add(f"{field} of row {row + 1}: {differing(old[field], new[field])}")

    def money_at(self, place):
        return None if place.is_between else self.sample.money.get((place.record, place.column))

    def reason_of_cost(self, old, new, row, place):
        cell = self.money_at(place)
        if not cell or place.record != row:
            return ""
        is_small = abs(Decimal(old) - Decimal(new)) <= CENT / 2
        return cell.exception or ("below the cent" if is_small else "")

    def is_own(self, field, old, new, row, place, change):
        """Whether the field is made of the cell that the byte stands in."""
        if place.record != row or place.is_between or place.column >= len(self.sample.columns):
            return False
        if field == "raw":
            return keys_differing(old, new) <= {self.sample.keys[place.column]}
        if self.sample.columns[place.column] not in self.sample.sources[field]:
            return False
        is_verbatim = field in ("account_id", "invoice_id", "tracking_number") and change.way in ("left out", "doubled",
                                                                                                  "another")
        return not is_verbatim or new is None or new in change.of(self.sample.content).decode("utf-8", "replace")

    def reason_of_text(self, field, old, new, row, place, change):
        sample = self.sample
        if place.record < sample.first:
            if sample.may_be_short and place.is_between and field == "raw":
                return "short row"
            is_said = field in ("raw", "id", "charge_description", "charge_code", "currency") or new is None
            return "name of a column" if is_said else ""
        if sample.is_invoice_row(place.record) and place.record < row and field in OF_INVOICE:
            return "invoice row"
        if field == "id" and without_number(old) == without_number(new) and not place.is_between:
            return "number in an id"
        if sample.may_be_short and place.record == row and change.new != sample.cells.delimiter.encode() * 2:
            return "short row" if field in ("raw", "id", "charge_code", "charge_description") else ""
        return ""

    def elsewhere(self, place, after):
        """With status 1: rows that the byte does not touch are as before, or rejected."""
        sample = self.sample
        if place.record < sample.first:
            return ""
        # A row's line may have moved by one, where the change is a line end more or less.
        rejected = {line + moved for line, _ in after.rejects for moved in (-1, 0, 1)}
        key = without_invoice if sample.is_invoice_row(place.record) else unnumbered
        left = collections.Counter(map(key, after.items))
        gone = set()
        for item, row in zip(sample.base.items, sample.item_rows, strict=True):
            if row in (place.record, place.record + 1) or sample.cells.records[row].line in rejected:
                continue
            left[key(item)] -= 1
            if left[key(item)] < 0:
                gone.add(row + 1)
        return f"gone or changed: rows {sorted(gone)}" if gone else ""


def without_invoice(item):
    """What a line item has of its own row."""
    found = json.loads(item)
    return json.dumps([value for field, value in found.items() if field not in OF_INVOICE])


def without_number(identifier):
    return re.sub(r":\d+$", "", identifier)


def keys_differing(old, new):
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def differing(old, new):
    if isinstance(old, dict):
        key = sorted(keys_differing(old, new))[0]
        return f"{key}: {old.get(key)} -> {new.get(key)}"
    return f"{old} -> {new}"


# --- Sweeping -----------------------------------------------------------------------------------

def sweep(program, path, options):
    """The sample's name, how many changes there were, what each became, and what was not noticed."""
    counts, failures = collections.Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = Sample(program, path, folder)
        judge = Judge(sample)
        if sample.base.status != 0:
            return sample, counts, judge.left_alone, [f"{sample.name}: exit status {sample.base.status} as it is"]
        changes = chosen(sample, options.all, options.every)
        for start in range(0, len(changes), INPUTS):
            part = changes[start:start + INPUTS]
            outcomes = many.convert(program, [change.of(sample.content) for change in part], folder)
            for change, after in zip(part, outcomes, strict=True):
                counts[after.status] += 1
                wrong = judge.complaint(change, after)
                if wrong:
                    near = sample.content[max(0, change.place - 20):change.place + 12]
                    failures.append(f"{sample.name} byte {change.place} {change.way}, status {after.status}, "
                                    f"in {near}: {wrong}")
    return sample, counts, judge.left_alone, failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--every", type=int, default=0)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("names", nargs="*", metavar="SAMPLE")
    options = parser.parse_args()

    program = str(pathlib.Path(options.linehaul).resolve())
    names = options.names or [*digits.SAMPLES, *WITHOUT_TOTALS]
    counts, left_alone, failed = collections.Counter(), collections.Counter(), 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        paths = [options.samples / f"{name}.csv" for name in names]
        for _, found, reasons, failures in pool.map(lambda path: sweep(program, path, options), paths):
            counts.update(found)
            left_alone.update(reasons)
            failed += len(failures)
            for failure in failures:
                print(f"FAILED {failure}", flush=True)
    for reason, count in sorted(left_alone.items()):
        print(f"{count} changes left alone, {reason}: {(EXCEPTIONS | digits.EXCEPTIONS)[reason]}")
    print(f"{counts.total()} bytes changed: status 0 {counts[0]}, 1 {counts[1]}, 3 {counts[3]}; {failed} not noticed")
    return 1 if failed or not counts else 0


if __name__ == "__main__":
    sys.exit(main())
