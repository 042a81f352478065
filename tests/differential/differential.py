#!/usr/bin/env python3
"""linehaul's reader of CSV against Python's csv module and DuckDB, on awkward texts.

    differential.py --linehaul PROGRAM --runs RUNS [--count N | --only NUMBER] [--duckdb]

Each of N texts (of texts.py; 2000 without the option, and always the same) is read by `linehaul records` and by the
others. Where linehaul and Python's csv do not agree, the intended differences (readers.py) must explain it exactly:
Python with these and nothing else gives the same records, the same rejected lines and the same reasons. DuckDB must
agree on every text that has none of the properties in duckdb_reader.py. What was intended is printed with how often
it occurred. The test proves itself: faults planted in what linehaul wrote of the first texts must be found. --only
shows one text and what each makes of it. RUNS is made of runs.cpp and reads all texts in one process; every hundredth
PROGRAM reads again, from a pipe. Exit status 0 when all is explained. DuckDB, where it cannot be had, is skipped and
named.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import duckdb_reader
from readers import DIFFERENCES, Reading, intended, plain
from texts import make_text

BATCH = 1000  # texts
PLANTED = 100  # the texts in which faults are planted
PIPED = 100  # one of so many
SECONDS = 120  # for a batch


def command(text, path):
    delimiter = "\\t" if text.delimiter == "\t" else text.delimiter
    return ("records", "--log-format", "json", "--delimiter", delimiter, "--quote", text.quote, "--block-size",
            str(text.block_size), "--max-record-size", str(text.max_record_size), path)


def linehaul_readings(program, texts, paths):
    """Of each text the Reading, or what went wrong instead."""
    lines = "".join("\t".join(command(text, path)) + "\n" for text, path in zip(texts, paths))
    try:
        run = subprocess.run([program], input=lines.encode(), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        done = (error.stdout or b"").count(b"\nend ")
        sys.exit(f"{program} does not end, after {done} of the texts from {texts[0].number} on")
    out, err = ends(run.stdout), ends(run.stderr)
    if run.returncode or not len(out) == len(err) == len(texts):
        sys.exit(f"{program} ended with status {run.returncode}:\n{run.stderr.decode()[-2000:]}")
    return [reading(*parts) for parts in zip(out, err)]


def piped_reading(program, text):
    run = subprocess.run([program, *command(text, "-")], input=text.data, capture_output=True, check=False)
    return reading((run.returncode, run.stdout.decode().split("\n")[:-1]),
                   (run.returncode, run.stderr.decode().split("\n")[:-1]))


def ends(output):
    """The status of each run, and what it wrote."""
    found, lines = [], []
    for line in output.decode().split("\n"):
        if line.startswith("end "):
            found.append((int(line[4:]), lines))
            lines = []
        else:
            lines.append(line)
    return found


def reading(out, err):
    """Of what was written, each a status and lines."""
    status, lines = out
    messages = [json.loads(line) for line in err[1]]
    rejected = [(message.get("line"), message.get("problem")) for message in messages]
    if status != bool(rejected):
        return f"status {status} with {len(rejected)} rejected records"
    return Reading([json.loads(line) for line in lines], rejected)


def faults(got):
    """What a reader with a fault would give instead."""
    records = got.records
    for i, record in enumerate(records):
        if record[-1]:
            yield "the last byte of a cell is lost", Reading(records[:i] + [record[:-1] + [record[-1][:-1]]] +
                                                             records[i + 1:], got.rejected)
        if len(record) > 1:
            yield "two cells are one", Reading(records[:i] + [[record[0] + record[1]] + record[2:]] + records[i + 1:],
                                               got.rejected)
        yield "a record is lost", Reading(records[:i] + records[i + 1:], got.rejected)
    for i, (line, problem) in enumerate(got.rejected):
        yield "a record is lost without a word", Reading(records, got.rejected[:i] + got.rejected[i + 1:])
        yield "a message names another line", Reading(records, got.rejected[:i] + [(line + 1, problem)] +
                                                      got.rejected[i + 1:])


class Tally:
    def __init__(self):
        self.agreed, self.files = collections.Counter(), collections.Counter()
        self.differences, self.faults = collections.Counter(), collections.Counter()
        self.failures = []

    def add(self, other):
        for name in ("agreed", "files", "differences", "faults"):
            getattr(self, name).update(getattr(other, name))
        self.failures += other.failures

    def fail(self, text, what):
        self.failures.append(f"text {text.number} ({text.kind}): {what}; to see it: --only {text.number}")

    def compare_with_python(self, text, got):
        """Whether all is explained."""
        self.files["Python csv"] += 1
        expected, used = intended(text)
        if isinstance(got, str):
            self.fail(text, got)
        elif got != expected:
            self.fail(text, "linehaul and Python differ, and no intended difference explains it")
        elif got == plain(text):
            self.agreed["Python csv"] += 1
        elif used:
            self.differences.update(("Python csv", name) for name in used)
        else:
            self.fail(text, "linehaul and Python differ, and nothing says why")
        return got == expected

    def plant_faults(self, text, got):
        expected, _ = intended(text)
        for name, faulty in faults(got):
            self.faults[name] += 1
            if faulty == expected:
                self.fail(text, f"not found: {name}")

    def compare_with_duckdb(self, text, got, rows):
        if isinstance(got, str):
            return
        self.files["DuckDB"] += 1
        if rows == [without_empty_end(record) for record in got.records] and not got.rejected:
            self.agreed["DuckDB"] += 1
            return
        reasons = duckdb_reader.reasons(text, got, intended(text)[1])
        self.differences.update(("DuckDB", name) for name in reasons)
        if not reasons:
            self.fail(text, "linehaul and DuckDB differ, and nothing says why")


def without_empty_end(record):
    end = max((i for i, cell in enumerate(record) if cell), default=0)
    return record[:end + 1]


def read(options, texts):
    """Of each text linehaul's Reading and DuckDB's rows."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/{text.number}.csv" for text in texts]
        for text, path in zip(texts, paths):
            pathlib.Path(path).write_bytes(text.data)
        readings = linehaul_readings(options.runs, texts, paths)
        return readings, duckdb_reader.read(texts, paths) if options.duckdb else []


def compare(options, numbers):
    """One batch of texts, in a process of its own."""
    texts, tally = [make_text(number) for number in numbers], Tally()
    readings, rows = read(options, texts)
    for text, got in zip(texts, readings):
        if not tally.compare_with_python(text, got):
            continue
        if text.number < PLANTED:
            tally.plant_faults(text, got)
        if text.number % PIPED == 0 and piped_reading(options.linehaul, text) != got:
            tally.fail(text, "it is read otherwise from a pipe")
    for text, got, row in zip(texts, readings, rows):
        tally.compare_with_duckdb(text, got, row)
    return tally


def compare_all(options):
    tally = Tally()
    batches = [range(begin, min(begin + BATCH, options.count)) for begin in range(0, options.count, BATCH)]
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for part in pool.map(compare, [options] * len(batches), batches):
            tally.add(part)
    return tally


def report(tally):
    for name, files in tally.files.items():
        print(f"{name}: {files} texts, {tally.agreed[name]} read alike; where not:")
        reasons = DIFFERENCES if name == "Python csv" else duckdb_reader.DIFFERENCES
        for reason, why in reasons.items():
            print(f"{tally.differences[name, reason]:8} {reason}: {why}")
    for name, count in tally.faults.items():
        print(f"planted, must be found: {name}, {count} times")
    for failure in tally.failures[:20]:
        print(f"FAILED {failure}")
    if tally.failures:
        print(f"{len(tally.failures)} texts failed")


def show(options):
    text = make_text(options.only)
    readings, rows = read(options, [text])
    expected, used = intended(text)
    for name, value in (("text", text), ("linehaul", readings[0]), ("Python", plain(text)), ("intended", expected),
                        ("by", used), ("DuckDB", rows[0] if rows else "not asked")):
        print(f"{name}: {value}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--linehaul", required=True, type=os.path.abspath)
    parser.add_argument("--runs", required=True, type=os.path.abspath)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--only", type=int)
    parser.add_argument("--duckdb", action="store_true")
    options = parser.parse_args()
    if options.duckdb and (missing := duckdb_reader.missing()):
        print(f"skipped: DuckDB: {missing}")
        options.duckdb = False
    if options.only is not None:
        return show(options)
    tally = compare_all(options)
    report(tally)
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
