#!/usr/bin/env python3
"""Items keep their ids when a rejected row is corrected: otherwise a table by id would lose a charge.

    ids_after_correction.py --linehaul PROGRAM --samples FOLDER

Behind each of the first rows with items of every sample a copy is put, whose charges then have the numbers `:2`. Every
cell of the first of the two that holds an amount or a date is damaged, one at a time. Where that rejects the row, the
ids that still come out must be those of the undamaged file without the row's own. That they would not be if rejected
rows were not counted is seen by taking the row out of the file. Exit status 1: an id has changed.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

CELL = re.compile(r"(-?\d{1,3}(?:[.,]\d{3})*[.,]\d{2,}|\d{4}-\d\d-\d\d|\d\d?[./-]\d\d?[./-]\d{4}|\d{8})")
ROWS = 4  # of each sample are tried
# A charge only where the row's total needs it, so that of a row with an unreadable amount nobody knows.
FEE = re.compile(r":invoice-fee(:\d+)?$")


def convert(lines, path, arguments):
    """The ids, and the lines rejected."""
    path.write_bytes(b"".join(lines))
    rejects = path.with_suffix(".rejects")
    done = subprocess.run([ARGS.linehaul, "normalize", *arguments, "--rejects", rejects, path], capture_output=True,
                          check=False)
    if done.returncode > 1:
        return [], []  # the lines in front of the data are no invoice
    ids = [json.loads(line)["id"] for line in done.stdout.splitlines()]
    ids = [found for found in ids if not FEE.search(found)]
    return ids, [json.loads(line)["line"] for line in rejects.read_bytes().splitlines()]


def arguments_of(sample):
    """What the format of the sample does not settle in a file of a few rows."""
    found = subprocess.run([ARGS.linehaul, "explain", "--json", sample], capture_output=True, check=True)
    facts = json.loads(found.stdout)
    mark, order = facts["decimal_mark"].split()[0], facts["date_order"].split(" (")[0]
    options = ["--from", facts["format"]]
    if mark != "open":
        options += ["--decimal-mark", mark]
    if order != "open":
        options += ["--date-order", {"day first": "dmy", "month first": "mdy"}[order]]
    return options


def damaged_cells(line):
    """The line with a letter at the end of each amount or date, one at a time."""
    text = line.decode("utf-8", "surrogateescape")
    for cell in CELL.finditer(text):
        if not re.search("[1-9]", cell.group()):
            continue  # damaged, nobody knows that it is zero and so no charge
        wrong = text[:cell.end() - 1] + "O" + text[cell.end():]
        yield cell.group(), wrong.encode("utf-8", "surrogateescape")


def sweep(sample, folder):
    """(damaged cells, those that rejected their row); ends the run where an id has changed."""
    lines = sample.read_bytes().splitlines(keepends=True)
    arguments = arguments_of(sample)
    path = folder / sample.name
    plain, _ = convert(lines, path, arguments)
    damaged = rejected = tried = 0
    for at, line in enumerate(lines):
        before, behind = lines[:at], lines[at:]
        whole, bad = convert([*before, line, *behind], path, arguments)
        own = len(whole) - len(plain)
        if bad or own == 0:
            continue
        first = len(convert(before, path, arguments)[0])
        others = whole[:first] + whole[first + own:]
        if plain == others:
            sys.exit(f"{sample.name}:{at + 1}: the row has no numbers that could move")
        tried += 1
        for cell, wrong in damaged_cells(line):
            damaged += 1
            ids, bad = convert([*before, wrong, *behind], path, arguments)
            if bad != [at + 1]:
                continue
            rejected += 1
            if ids != others:
                sys.exit(f"{sample.name}:{at + 1}: other ids change once a cell is corrected to \"{cell}\"")
        if tried == ROWS:
            break
    return damaged, rejected


def main():
    damaged = rejected = samples = 0
    with tempfile.TemporaryDirectory() as folder:
        for sample in sorted(pathlib.Path(ARGS.samples).glob("*.csv")):
            if "tracking" in sample.name:
                continue
            found = sweep(sample, pathlib.Path(folder))
            if found[1] == 0:
                sys.exit(f"{sample.name}: no damaged cell rejected its row: nothing was tried")
            samples += 1
            damaged += found[0]
            rejected += found[1]
    print(f"{samples} samples, {damaged} cells damaged, {rejected} rows rejected: no other id changed")


PARSER = argparse.ArgumentParser()
PARSER.add_argument("--linehaul", required=True)
PARSER.add_argument("--samples", required=True)
ARGS = PARSER.parse_args()
main()
