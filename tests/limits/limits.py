#!/usr/bin/env python3
"""Inputs far beyond the usual: memory stays bounded, and a message names the limit and the option that raises it.

    limits.py --linehaul PROGRAM --samples FOLDER [--all]

Without --all the inputs are smaller. Peak memory is what the system counted. Exit status 0 when all held.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass

MIB = 1 << 20


@dataclass
class Limit:
    name: str
    words: tuple  # of the command line, in a scratch folder
    make: object  # make(folder, samples, is_all): the input; returns what goes to standard input, or None
    status: int
    says: str = ""  # in the messages
    items: int = None  # lines on standard output, where they are known
    megabytes: int = 64  # of memory, at most


def usps(samples):
    header, *rows = (samples / "usps.csv").read_bytes().splitlines()
    return header, rows


def columns(folder, samples, _):
    """100,000 columns, whose names fit into the MiB in which a header must end."""
    header, rows = usps(samples)
    more = 100_000 - header.count(b",") - 1
    lines = [header + b"".join(b",x%d" % i for i in range(more)), *(row + b"," * more for row in rows)]
    (folder / "in.csv").write_bytes(b"\n".join(lines) + b"\n")


def write_with_cell(folder, samples, first, unit, times, last):
    """The sample with a cell of many units at the end of a row; piece by piece, because a process begins with the peak
    of the one that starts it."""
    header, rows = usps(samples)
    with open(folder / "in.csv", "wb") as file:
        file.write(b"\n".join([header, *rows[:5]]) + first)
        for _ in range(times):
            file.write(unit)
        file.write(b"\n".join([last, *rows[5:]]) + b"\n")


def long_cell(folder, samples, is_all):
    write_with_cell(folder, samples, b"", b"x" * MIB, 100 if is_all else 20, b"")


def long_quoted_cell(folder, samples, is_all):
    write_with_cell(folder, samples, b',"', b"x" * MIB + b"\n", 100 if is_all else 20, b'"')


def rejects(_, samples, is_all):
    header, rows = usps(samples)
    bad = b"".join(row.replace(b".", b".x") + b"\n" for row in rows)
    times = (1_000_000 if is_all else 20_000) // len(rows) + 1
    return (piece for piece in (header + b"\n", *[bad] * times))


def files(folder, samples, is_all):
    header, rows = usps(samples)
    (folder / "many").mkdir()
    for i in range(10_000 if is_all else 500):
        (folder / "many" / f"{i}.csv").write_bytes(header + b"\n" + rows[0].replace(b"7383001254299", b"%d" % i) + b"\n")


def bomb(folder, _, is_all):
    with zipfile.ZipFile(folder / "in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("in.csv", "w") as member:
            for _ in range(200 if is_all else 40):
                member.write(b"\0" * MIB)


def members(folder, _, __):
    with zipfile.ZipFile(folder / "in.zip", "w") as archive:
        for i in range(10_001):
            archive.writestr(f"{i}.csv", "")


def pattern(folder, samples, _):
    (folder / "rules.json").write_text('{"rules": [{"name": "x", "when": {"charge_description": '
                                       '{"matches": "((((a{1,100}){1,100}){1,100}){1,100})"}}, "add": ["x"]}]}')
    (folder / "in.csv").write_bytes((samples / "usps.csv").read_bytes())


def stream(_, samples, is_all):
    """The same ids again and again: the table of ids, which grows with them, stays small."""
    header, rows = usps(samples)
    block = (b"\n".join(rows) + b"\n") * 500
    size = (10 << 30) if is_all else 20 * MIB
    return (piece for part in ((header + b"\n",), (block for _ in range(size // len(block)))) for piece in part)


LIMITS = (
    Limit("columns", ("normalize", "in.csv"), columns, 0, "unknown-column", items=15),
    Limit("a long cell", ("normalize", "in.csv"), long_cell, 1, "--max-record-size", items=14),
    Limit("a long cell in quotes", ("normalize", "in.csv"), long_quoted_cell, 1, "--max-record-size", items=14,
          megabytes=160),
    Limit("rejected records", ("normalize", "--rejects", "rejects.jsonl"), rejects, 1, "rejected, written to", items=0),
    Limit("files", ("normalize", "-r", "many"), files, 0),
    Limit("files, an output each", ("normalize", "-r", "many", "--output-dir", "out"), files, 0, items=0),
    Limit("an archive that expands", ("normalize", "in.zip"), bomb, 3, "--max-expansion", items=0),
    Limit("members of an archive", ("normalize", "in.zip"), members, 3, "--max-members", items=0),
    Limit("a pattern", ("normalize", "--rules", "rules.json", "in.csv"), pattern, 2, "rules.json:1:", items=0),
    Limit("a stream", ("check",), stream, 0),
)


def measure(program, limit, folder, given):
    """Status, megabytes, lines of standard output and messages."""
    with open(folder / "out.txt", "wb") as out, open(folder / "err.txt", "wb") as err:
        run = subprocess.Popen([program, *limit.words], cwd=folder, stdout=out, stderr=err,
                               stdin=subprocess.PIPE if given else subprocess.DEVNULL)
        for piece in given or ():
            run.stdin.write(piece)
        if given:
            run.stdin.close()
        _, status, usage = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    with open(folder / "out.txt", "rb") as out:
        lines = sum(1 for _ in out)
    with open(folder / "err.txt", "rb") as err:
        return run.returncode, usage.ru_maxrss / 1024, lines, first_and_last(err).decode(errors="replace")


def first_and_last(file, size=65536):
    """Of a file that may be long."""
    first = file.read(size)
    file.seek(max(size, file.seek(0, os.SEEK_END) - size))
    return first + file.read()


def complaint(limit, status, megabytes, lines, messages):
    if status != limit.status:
        return f"status {status} instead of {limit.status}: {messages[:300]}"
    if limit.says not in messages:
        return f"no message has {limit.says!r}: {messages[:300]}"
    if limit.items is not None and lines != limit.items:
        return f"{lines} line items instead of {limit.items}"
    if megabytes > limit.megabytes:
        return f"{megabytes:.0f} MB of memory, more than {limit.megabytes}"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--linehaul", required=True, type=os.path.abspath)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    failed = 0
    for limit in LIMITS:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            given = limit.make(folder, options.samples, options.all)
            result = measure(options.linehaul, limit, folder, given)
        wrong = complaint(limit, *result)
        failed += bool(wrong)
        print(f"{limit.name}: {wrong and 'FAILED ' + wrong or 'held'} ({result[1]:.0f} MB of memory)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
