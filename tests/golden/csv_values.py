#!/usr/bin/env python3
"""What --to csv writes for every sample holds what the JSON Lines hold.

    csv_values.py --linehaul PROGRAM --samples FOLDER

Python's csv module reads the CSV back; amounts are compared digit by digit.
"""

import argparse
import csv
import io
import json
import pathlib
import re
import subprocess
import sys

KEYS = ["id", "transaction_date", "account_id", "invoice_id", "tracking_number", "gross_cost", "net_cost",
        "charge_description", "trackstar_tags", "carrier", "currency", "charge_code", "charge_detail"]
FORMULA = re.compile(r"[=+\-@\t\r\n](?!(?<=[+-])(?=.*\d)[\d.,]*\Z)", re.S)


def run(program, *arguments):
    done = subprocess.run([program, "normalize", *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"FAILED: {arguments}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def rows(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def compare(what, header, table, items, guarded):
    if table[0] != header or len(table) != len(items) + 1:
        sys.exit(f"FAILED: {what}: {table[0]}, {len(table) - 1} rows for {len(items)} items")
    for row, item in zip(table[1:], items):
        for key, text in zip(header, row, strict=True):
            value = item["raw"].get(key[4:]) if key.startswith("raw.") else item[key]
            if key in ("trackstar_tags", "raw"):
                text = json.loads(text)
            elif guarded and text.startswith("'") and FORMULA.match(text[1:]):
                text = text[1:]
            elif guarded and FORMULA.match(text):
                sys.exit(f"FAILED: {what}: {key}: {text!r} is not guarded")
            if text != ("" if value is None else value):
                sys.exit(f"FAILED: {what}: {key}: {text!r} is not {value!r}")


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    options = parser.parse_args()
    program = options.linehaul
    compared = 0
    for sample in sorted(options.samples.glob("*.csv")):
        if sample.stem.endswith("_tracking"):
            continue
        path = str(sample)
        rules = ["--rules", str(options.samples / "gl_codes.json")]
        items = [json.loads(line, parse_float=str, parse_int=str)
                 for line in run(program, path, *rules).splitlines()]
        for guard in ([], ["--no-formula-guard"]):
            text = run(program, path, *rules, "--to", "csv", "--raw", "nonempty", *guard)
            compare(f"{sample.name} {guard}", [*KEYS, "raw"], rows(text), items, not guard)
        columns = list(dict.fromkeys(name for item in items for name in item["raw"]))
        header = ["net_cost", *("raw." + name for name in columns), "id"]
        asked = ["--columns", ",".join(map(quoted, header))]
        table = run(program, path, "--to", "csv", *asked)
        compare(f"{sample.name} with columns", header, rows(table), items, True)
        as_json = [json.loads(line, parse_float=str, parse_int=str)
                   for line in run(program, path, *asked).splitlines()]
        if as_json != [{key: item["raw"].get(key[4:]) if key.startswith("raw.") else item[key] for key in header}
                       for item in items]:
            sys.exit(f"FAILED: {sample.name}: JSON Lines with columns")
        if run(program, path, "--to", "csv", *asked, "--threads", "2", "--block-size", "300") != table:
            sys.exit(f"FAILED: {sample.name}: another table with two threads")
        compared += len(items)
    print(f"{compared} items")
    sys.exit(0 if compared > 100 else 1)


if __name__ == "__main__":
    main()
