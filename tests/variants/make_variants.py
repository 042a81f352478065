#!/usr/bin/env python3
"""The same invoice in other clothes must give the same line items.

    make_variants.py --linehaul PROGRAM --samples FOLDER [--keep FOLDER] [SAMPLE...]

Makes variants of each sample (columns in another order, other delimiters, line ends, encodings and
quoting, a header spelled otherwise or none), runs `linehaul normalize` on each with blocks of several
sizes and compares the items with the sample's golden file. Variants are the same bytes on every run.
Exit status 0 when all agree, 1 when one differs; --keep writes the variants there to look at.
"""

import argparse
import csv
import io
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass

BLOCK_SIZES = (None, 1, 7, 64)  # None: the size that users get
LARGE = 4000  # bytes; a larger sample's variants take turns with the small blocks, to keep the run short


@dataclass(frozen=True)
class Sample:
    """What the variants of one sample may do to it. NAME.jsonl holds its line items."""
    name: str
    file: str = ""              # FILE.csv, where it is not NAME.csv
    delimiter: str = ","
    header_rows: int = 1        # 0: the format has no header; more: only the last one holds the names
    header_optional: bool = False
    by_name: bool = True        # columns are found by name, so their order is free
    pairs: tuple = ()           # two names whose columns stay side by side, as FedEx's repeated pairs do
    in_column_order: bool = False  # a row's items follow its columns, so permuting moves items too
    names_are_texts: bool = False  # column names come out as charge descriptions, so their spelling matters
    options: tuple = ()         # {samples} stands for the samples' folder


SAMPLES = [
    Sample("ups", header_optional=True),
    Sample("usps"),
    Sample("royal_mail"),
    Sample("royal_mail_sap_bex", header_rows=2, by_name=False,
           options=("--tracking", "{samples}/royal_mail_sap_bex_tracking.csv")),
    Sample("royal_mail_sap_bex_untracked", file="royal_mail_sap_bex", header_rows=2, by_name=False),
    Sample("fedex_us", pairs=("Tracking ID Charge Description", "Tracking ID Charge Amount")),
    Sample("fedex_international_uk", pairs=("Air Waybill Charge Label", "Air Waybill Charge Amount")),
    Sample("fedex_international_nl", pairs=("Air Waybill Charge Label", "Air Waybill Charge Amount")),
    Sample("dhl_express"),
    Sample("dhl_express_reordered"),
    Sample("dhl_ecommerce", header_rows=0, by_name=False),
    Sample("dhl_ecommerce_rev_a", header_rows=0, by_name=False),
    Sample("dpd", delimiter=";", in_column_order=True, names_are_texts=True),
    Sample("dpd_dutch", delimiter=";", in_column_order=True, names_are_texts=True),
    Sample("dpd_german", delimiter=";", in_column_order=True, names_are_texts=True),
]


@dataclass(frozen=True)
class Variant:
    name: str
    content: bytes
    any_order: bool = False    # items may come in another order
    compares_raw: bool = True  # False where the variant changes the names in raw


# --- Writing rows -----------------------------------------------------------------------------

def written(rows, delimiter, line_end="\n", quoting=csv.QUOTE_MINIMAL):
    if line_end == "\r":  # csv would not quote a cell with a line feed
        return written(rows, delimiter, "\r\n", quoting).replace("\r\n", "\r")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue()


def permuted(rows, sample, seed):
    """The columns in another order. Repeated pairs stay together and behind each other: which of two charges of
    one name is the first goes by their order."""
    names = [name.strip() for name in rows[0]]
    units, i = [], 0
    while i < len(names):
        width = 2 if tuple(names[i:i + 2]) == sample.pairs else 1
        units.append(range(i, i + width))
        i += width
    random.Random(seed).shuffle(units)
    pairs = iter(sorted((unit for unit in units if len(unit) == 2), key=lambda unit: unit.start))
    order = list(itertools.chain.from_iterable(next(pairs) if len(unit) == 2 else unit for unit in units))
    return [[row[i] if i < len(row) else "" for i in order] for row in rows]


def with_nuls(content, seed):
    """A NUL byte about every 40 bytes, also inside characters, quotes and line ends."""
    chance = random.Random(seed)
    return b"".join(b"\0" + bytes([byte]) if chance.randrange(40) == 0 else bytes([byte]) for byte in content)


def as_windows_1252(cell):
    """The cell's bytes in Windows-1252, or in UTF-8 where Windows-1252 lacks a character of it or where its
    bytes would pass for UTF-8."""
    try:
        recoded = cell.encode("cp1252")
    except UnicodeEncodeError:
        return cell.encode()
    try:
        recoded.decode()
    except UnicodeDecodeError:
        return recoded
    return cell.encode()


def in_windows_1252(rows, delimiter):
    lines = []
    for row in rows:
        # A second, empty cell: csv would quote an empty one that stands alone.
        cells = [written([[cell, ""]], delimiter)[:-2] for cell in row]
        lines.append(delimiter.encode().join(as_windows_1252(cell) for cell in cells) + b"\n")
    return b"".join(lines)


def respelled(rows, change):
    return [[change(name) for name in rows[0]]] + rows[1:]


# --- The variants -----------------------------------------------------------------------------

def variants(sample, rows):
    heads, body = rows[:max(sample.header_rows - 1, 0)], rows[max(sample.header_rows - 1, 0):]
    plain = written(rows, sample.delimiter)
    repeats = len(set(body[0])) < len(body[0])

    yield Variant("as-it-is", plain.encode())
    for delimiter, name in ((",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")):
        if delimiter != sample.delimiter:
            yield Variant(name, written(rows, delimiter).encode())
    yield Variant("crlf", written(rows, sample.delimiter, "\r\n").encode())
    yield Variant("cr", written(rows, sample.delimiter, "\r").encode())
    yield Variant("no-last-line-end", plain[:-1].encode())
    yield Variant("blank-lines", written([row for one in rows for row in (one, [])], sample.delimiter, "\r\n").encode())
    yield Variant("blank-rows", written([row for one in rows for row in (one, [""] * len(one))], sample.delimiter).encode())
    yield Variant("byte-order-mark", plain.encode("utf-8-sig"))
    yield Variant("utf-16le", b"\xff\xfe" + plain.encode("utf-16-le"))
    yield Variant("utf-16be", b"\xfe\xff" + plain.encode("utf-16-be"))
    yield Variant("utf-16le-semicolon-crlf", b"\xff\xfe" + written(rows, ";", "\r\n").encode("utf-16-le"))
    yield Variant("windows-1252", in_windows_1252(rows, sample.delimiter))
    yield Variant("quoted", written(rows, sample.delimiter, quoting=csv.QUOTE_ALL).encode())
    yield Variant("quoted-crlf-mark", written(rows, ";", "\r\n", csv.QUOTE_ALL).encode("utf-8-sig"))
    for seed in (1, 2):
        yield Variant(f"nul-{seed}", with_nuls(plain.encode(), seed))
    yield Variant("nul-quoted", with_nuls(written(rows, sample.delimiter, quoting=csv.QUOTE_ALL).encode(), 3))

    if sample.header_optional:
        yield Variant("headerless", written(body[1:], sample.delimiter).encode())
        yield Variant("headerless-semicolon-quoted", written(body[1:], ";", quoting=csv.QUOTE_ALL).encode())
        yield Variant("headerless-cr-mark", written(body[1:], sample.delimiter, "\r").encode("utf-8-sig"))
    if sample.header_rows == 0:
        return
    middle = len(body) // 2
    yield Variant("header-at-the-end", written([*rows, body[0]], sample.delimiter).encode())
    yield Variant("header-in-the-middle", written([*heads, *body[:middle], body[0], *body[middle:]], sample.delimiter).encode())
    yield Variant("preamble", (f"Invoice export\nRun date{sample.delimiter}2026-05-31\n\n" + plain).encode())
    yield Variant("preamble-18", ("a line of text\n" * (19 - len(heads) - 1) + plain).encode())
    if sample.by_name:
        for name, change in (("upper", str.upper), ("lower", str.lower), ("padded", lambda text: f"  {text}\t"),
                             ("punctuated", lambda text: text.replace(" ", "_"))):
            if sample.names_are_texts and name != "padded":
                continue
            yield Variant(f"header-{name}", written(heads + respelled(body, change), sample.delimiter).encode(),
                          compares_raw=name == "padded")
        for seed in range(1, 9):
            other = written(heads + permuted(body, sample, seed), ";" if seed % 2 else sample.delimiter)
            yield Variant(f"permuted-{seed}", other.encode(), any_order=sample.in_column_order, compares_raw=not repeats)


# --- Comparing --------------------------------------------------------------------------------

def items_of(lines, with_raw):
    """JSON Lines as dictionaries whose numbers are text, so that no digit is lost or forgiven."""
    number = lambda text: ("number", text)
    items = [json.loads(line, parse_float=number, parse_int=number) for line in lines.decode().splitlines()]
    for item in items:
        if not with_raw:
            del item["raw"]
    return items


def first_difference(wanted, got, any_order):
    if any_order:
        wanted, got = sorted(wanted, key=str), sorted(got, key=str)
    for n, (one, other) in enumerate(itertools.zip_longest(wanted, got), 1):
        if one == other:
            continue
        if one is None or other is None:
            return f"{len(wanted)} items expected, {len(got)} came"
        keys = [key for key in {**one, **other} if one.get(key) != other.get(key)]
        return f"item {n}: " + "; ".join(f"{key}: expected {one.get(key)!r}, got {other.get(key)!r}" for key in keys)[:600]
    return None


def block_sizes(length, number):
    """The block sizes for the variant of this number of a sample of this length."""
    small = BLOCK_SIZES[1:]
    return BLOCK_SIZES if length <= LARGE else (BLOCK_SIZES[0], small[number % len(small)])


def check(program, options, sizes, variant, path, golden):
    """Runs one variant with each block size; yields (block size, what is wrong or None)."""
    for size in sizes:
        blocks = () if size is None else ("--block-size", str(size))
        run = subprocess.run([program, "normalize", *options, *blocks, str(path)], capture_output=True,
                             timeout=60, check=False)
        if run.returncode != 0:
            yield size, f"exit status {run.returncode}: {run.stderr.decode(errors='replace')[:600].strip()}"
            continue
        yield size, first_difference(items_of(golden, variant.compares_raw), items_of(run.stdout, variant.compares_raw),
                                     variant.any_order)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("names", nargs="*", metavar="SAMPLE")
    options = parser.parse_args()

    runs = failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for sample in SAMPLES:
            if options.names and sample.name not in options.names:
                continue
            text = (options.samples / f"{sample.file or sample.name}.csv").read_bytes().decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sample.delimiter, strict=True))
            golden = (options.samples / f"{sample.name}.jsonl").read_bytes()
            given = [option.format(samples=options.samples) for option in sample.options]
            for number, variant in enumerate(variants(sample, [row for row in rows if row])):
                path = folder / f"{sample.name}.{variant.name}.csv"
                path.write_bytes(variant.content)
                sizes = block_sizes(len(text), number)
                for size, wrong in check(options.linehaul, given, sizes, variant, path, golden):
                    runs += 1
                    if wrong:
                        failures += 1
                        print(f"FAILED {path.name}{f' --block-size {size}' if size else ''}: {wrong}")
    print(f"{runs} runs, {failures} failed")
    return 1 if failures or runs == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
