#!/usr/bin/env python3
"""No digit of the money can change unnoticed.

    digits.py --linehaul PROGRAM --samples FOLDER [--all] [SAMPLE...]

Changes one digit of one charge amount or stated total of a sample and runs `linehaul check`: a verdict must
change, a row be rejected, or the exit status become 1. Without --all a fixed choice of changes; with it every
digit is given each of the nine other values. Changes that no total shows, by what the carriers' formats say, are
counted by reason and left alone. Exit status 0 when every change was noticed.
"""

import argparse
import collections
import concurrent.futures
import csv
import io
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal

# Why a change cannot be noticed.
EXCEPTIONS = {
    "discount beside net": "UPS states net, and its total is of net; the incentive makes gross alone",
    "informational": "UPS INF rows stay out of the totals; their money is named",
    "subtotal": "a FedEx subtotal repeats pairs, which the row's total covers",
    "freight in pairs": "the FedEx freight column repeats a pair, and the pairs alone are the row's total",
    "freight again": "where that pair turns to zero the FedEx freight column is the charge, of the same amount",
    "fee outside": "the DHL Express invoice fee is a charge only where the row's total needs it",
    "gross beside net": "Overall Result is compared with net; gross differs by the VAT",
}

# Samples that state no totals, or totals that are known not to be sums: there is nothing to notice a change by.
WITHOUT_TOTALS = {"usps", "royal_mail", "dpd_dutch", "dpd_german"}


def number(text):
    """An amount as the samples spell it: 1,212.85 and 1.212,85, (36.52), 64.10-, 25, blank."""
    text = text.strip()
    is_negative = text.startswith(("-", "(")) or text.endswith("-")
    digits = text.strip("-()")
    if digits.rfind(",") > digits.rfind("."):
        digits = digits.replace(".", "").replace(",", ".")
    value = Decimal(digits.replace(",", "") or "0")
    return -value if is_negative else value


@dataclass(frozen=True)
class Cell:
    row: int
    column: int
    is_total: bool
    exception: str = ""       # why no change of it can be noticed
    zero_exception: str = ""  # why a change to zero cannot


# --- Where the money stands, format by format --------------------------------------------------

def named(header, *names):
    return [i for i, name in enumerate(header) if name.strip() in names]


def ups(rows):
    header = rows[0]
    (total,), (net,), (incentive,) = (named(header, name) for name in ("Invoice Amount", "Net Amount", "Incentive Amount"))
    (kind,) = named(header, "Charge Classification Code")
    for r, row in enumerate(rows[1:], 1):
        yield Cell(r, total, True)
        yield Cell(r, net, False, "informational" if row[kind].strip() == "INF" else "")
        yield Cell(r, incentive, False, "discount beside net")


SUBTOTALS = ("net transportation charges", "non-trans charges")


def is_subtotal(label):
    return label.strip().lower() in SUBTOTALS or label.strip().lower().endswith("subtotal")


def fedex(rows, label, amount, row_total, freight):
    header = rows[0]
    pairs = list(zip(named(header, label), named(header, amount), strict=True))
    freight_columns = named(header, freight)
    (total,) = named(header, row_total)
    for r, row in enumerate(rows[1:], 1):
        charges = [number(row[a]) for d, a in pairs if not is_subtotal(row[d])]
        is_repeated = bool(row[total].strip()) and sum(charges) == number(row[total])
        for column in named(header, "Original Amount Due", row_total):
            yield Cell(r, column, True)
        for column in freight_columns:
            yield Cell(r, column, False, "freight in pairs" if is_repeated else "")
        freight_amounts = [number(row[column]) for column in freight_columns] if is_repeated else []
        for d, a in pairs:
            yield Cell(r, a, False, "subtotal" if is_subtotal(row[d]) else "",
                       "freight again" if number(row[a]) in freight_amounts else "")


def fedex_us(rows):
    return fedex(rows, "Tracking ID Charge Description", "Tracking ID Charge Amount", "Net Charge Amount",
                 "Transportation Charge Amount")


def fedex_international(rows):
    return fedex(rows, "Air Waybill Charge Label", "Air Waybill Charge Amount", "Air Waybill Total Amount", "")


def dhl_express(rows):
    header = rows[0]
    groups = range(1, 20)
    (line_type,), (total,), (fee,), (weight,) = (
        named(header, name) for name in ("Line Type", "Total amount (excl. VAT)", "Invoice Fee", "Weight Charge"))
    plain = named(header, *(f"Other Charges {n} Amount" for n in groups))
    discounts = {weight: named(header, *(f"Discount {n} Amount" for n in groups))}
    for n in groups:
        for charge in named(header, f"XC{n} Charge"):
            discounts[charge] = named(header, f"XC{n} Discount")
    for r, row in enumerate(rows[1:], 1):
        yield Cell(r, total, True)
        if row[line_type].strip() != "S":
            continue
        net = sum(number(row[column]) for column in plain)
        for charge, columns in discounts.items():
            sign = -1 if number(row[charge]) >= 0 else 1
            net += number(row[charge]) + sign * sum(abs(number(row[column])) for column in columns)
        for column in [*plain, *discounts, *(column for columns in discounts.values() for column in columns)]:
            yield Cell(r, column, False)
        yield Cell(r, fee, False, "" if net + number(row[fee]) == number(row[total]) else "fee outside")


def dhl_ecommerce(rows):
    for r, row in enumerate(rows):
        if row[0] == "HDR":
            yield Cell(r, 11, True)
        else:
            for column in (29, *range(32, 66), *range(73, 79)):
                yield Cell(r, column, False)


def dpd(rows):
    charges = named(rows[0], "Base price", "Energy surcharge", "Toll surcharge", "Peak surcharge", "System return surcharge",
                    "Oversized/Overweight surcharge", "Customs surcharge", "Total other surcharges")
    (total,) = named(rows[0], "Total amount")
    for r in range(1, len(rows)):
        yield Cell(r, total, True)
        for column in charges:
            yield Cell(r, column, False)


def royal_mail_sap_bex(rows):
    (net,), (gross,) = named(rows[1], "Net Value"), named(rows[1], "Gross Value")
    for r, row in enumerate(rows[2:], 2):
        is_total = "Overall Result" in row
        yield Cell(r, net, is_total)
        yield Cell(r, gross, is_total, "gross beside net")


SAMPLES = {
    "ups": (ups, ","),
    "fedex_us": (fedex_us, ","),
    "fedex_international_uk": (fedex_international, ","),
    "fedex_international_nl": (fedex_international, ","),
    "dhl_express": (dhl_express, ","),
    "dhl_express_reordered": (dhl_express, ","),
    "dhl_ecommerce": (dhl_ecommerce, ","),
    "dhl_ecommerce_rev_a": (dhl_ecommerce, ","),
    "dpd": (dpd, ";"),
    "royal_mail_sap_bex": (royal_mail_sap_bex, ","),
}
CHOSEN = 15  # changes of a sample without --all, half of them in totals


# --- Changing -----------------------------------------------------------------------------------

@dataclass(frozen=True)
class Change:
    sample: str
    cell: Cell
    place: int  # of the digit in the cell's text
    digit: str


def digits_of(text):
    return [place for place, character in enumerate(text) if character in "0123456789"]


def changes_of(sample, rows, cells, everything, left_alone):
    """All changes of a sample, or a choice of them that is the same on every run; counts those left alone."""
    found = {True: [], False: []}
    for cell in cells:
        text = rows[cell.row][cell.column]
        for place, digit in itertools.product(digits_of(text), "0123456789"):
            if digit == text[place]:
                continue
            change = Change(sample, cell, place, digit)
            reason = cell.exception or (cell.zero_exception if number(changed_text(text, change)) == 0 else "")
            if reason:
                left_alone[reason] += 1
            else:
                found[cell.is_total].append(change)
    if everything:
        return found[True] + found[False]
    chance = random.Random(sample)
    totals = chance.sample(found[True], CHOSEN // 2)
    return totals + chance.sample(found[False], CHOSEN - len(totals))


def changed_text(text, change):
    return text[:change.place] + change.digit + text[change.place + 1:]


def changed(rows, change):
    row = list(rows[change.cell.row])
    row[change.cell.column] = changed_text(row[change.cell.column], change)
    return [*rows[:change.cell.row], row, *rows[change.cell.row + 1:]]


@dataclass(frozen=True)
class Proof:
    status: int
    rejected: int
    verdicts: tuple


def prove(program, rows, delimiter, folder):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    with tempfile.NamedTemporaryFile("wb", dir=folder, suffix=".csv") as file:
        file.write(text.getvalue().encode())
        file.flush()
        run = subprocess.run([program, "check", "--json", file.name], capture_output=True, timeout=60, check=False)
    if run.returncode not in (0, 1):
        return Proof(run.returncode, 0, ())
    (found,) = json.loads(run.stdout)["files"]
    verdicts = tuple((invoice["invoice_id"], invoice["verdict"]) for invoice in found["invoices"])
    return Proof(run.returncode, found["records"]["rejected"], verdicts)


def complaint(before, after):
    """What is wrong with the proof of a changed file; None where the change was noticed."""
    if after.status not in (0, 1):
        return f"exit status {after.status}"
    noticed = after.status == 1 or after.rejected or after.verdicts != before.verdicts
    return None if noticed else "still proven"


def sweep(program, folder, names, samples, everything):
    """Prints what was not noticed; returns how many changes there were and how many of them failed."""
    count = failures = 0
    left_alone = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for sample in names:
            cells_of, delimiter = SAMPLES[sample]
            text = (samples / f"{sample}.csv").read_bytes().decode("utf-8-sig")
            rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]
            cells = [cell for cell in cells_of(rows) if cell.column < len(rows[cell.row])]
            before = prove(program, rows, delimiter, folder)
            if before.status != 0 or {verdict for _, verdict in before.verdicts} != {"matched"}:
                failures += 1
                print(f"FAILED {sample}: not proven as it is: {before}")
            changes = changes_of(sample, rows, cells, everything, left_alone)
            proofs = pool.map(lambda change: prove(program, changed(rows, change), delimiter, folder), changes)
            for change, after in zip(changes, proofs, strict=True):
                count += 1
                wrong = complaint(before, after)
                if wrong:
                    failures += 1
                    cell = change.cell
                    new = changed(rows, change)[cell.row][cell.column]
                    print(f"FAILED {sample} record {cell.row + 1} column {cell.column + 1}: "
                          f"{rows[cell.row][cell.column]} -> {new}: {wrong}")
    for reason, changes in sorted(left_alone.items()):
        print(f"{changes} changes left alone, {reason}: {EXCEPTIONS[reason]}")
    return count, failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("names", nargs="*", metavar="SAMPLE")
    options = parser.parse_args()

    known = {*SAMPLES, *WITHOUT_TOTALS}
    there = {path.stem for path in options.samples.glob("*.csv") if not path.stem.endswith("_tracking")}
    if known != there:
        print(f"FAILED: samples that this script does not know, or that are gone: {sorted(known ^ there)}")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        count, failures = sweep(options.linehaul, folder, options.names or list(SAMPLES), options.samples, options.all)
    print(f"{count} digits changed, {failures} not noticed")
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
