#!/usr/bin/env python3
"""Two threads and one give the same bytes.

    threads.py --linehaul PROGRAM --samples FOLDER [--quick]

Every sample and many awkward files made of them (stray quotes, rows that a quote has swallowed, all line ends, bytes
that are no UTF-8, records that are cut or huge, blank lines, lines longer than a record may be) with several numbers
of threads and block sizes: standard output and error, exit status, rejects and summary are compared. A live pipe must
bring out what is complete before it brings more, and end the run where a record stops it.
"""

import argparse
import os
import pathlib
import random
import select
import subprocess
import sys
import tempfile
import threading

# Block size and number of threads; all are compared with one thread and blocks of 128 KiB.
WAYS = ((64, "2"), (1000, "1"), (1000, "2"), (4096, "8"), (65536, "2"))
FEW = ((4096, "2"),)


class Comparison:
    def __init__(self, program, folder):
        self.program, self.folder = program, pathlib.Path(folder)
        self.compared = self.failed = 0

    def run(self, path, options, threads, block, piped):
        kept = [self.folder / "rejects", self.folder / "summary"]
        files = [f"--rejects={kept[0]}", f"--summary={kept[1]}"]
        if options[0] == "check" or "--strict" in options:
            files = []
        command = [self.program, *options, *files, "--threads", threads, f"--block-size={block}"]
        for name in kept:
            name.unlink(missing_ok=True)
        with path.open("rb") as source:
            if piped:
                cat = subprocess.Popen(["cat"], stdin=source, stdout=subprocess.PIPE)
                done = subprocess.run([*command, "-"], stdin=cat.stdout, capture_output=True, timeout=120)
                cat.stdout.close()
                cat.wait()
            else:
                done = subprocess.run([*command, str(path)], capture_output=True, timeout=120)
        contents = [name.read_bytes() if name.exists() else None for name in kept]
        return done.returncode, done.stdout, done.stderr, *contents

    def same(self, path, options=("normalize",), ways=FEW, piped=False):
        expected = self.run(path, options, "1", 131072, piped)
        for block, threads in ways:
            self.compared += 1
            actual = self.run(path, options, threads, block, piped)
            what = ("status", "output", "messages", "rejects", "summary")
            differing = [name for name, a, b in zip(what, expected, actual) if a != b]
            if not differing:
                continue
            self.failed += 1
            print(f"FAILED: {path.name} {' '.join(options)} --threads {threads} --block-size {block}"
                  f"{' from a pipe' if piped else ''}: {', '.join(differing)}", flush=True)


def awkward_files(sample, rng):
    """Files by name, made of the sample's header and rows."""
    lines = sample.split(b"\n")
    header, rows = lines[0], [line for line in lines[1:] if line]
    many = [rng.choice(rows) for _ in range(400)]

    def text(changed, end=b"\n"):
        return end.join([header, *changed]) + end

    def changed(change, share):
        return [change(row) if rng.random() < share else row for row in many]

    def quote_somewhere(row):
        at = rng.randrange(len(row))
        return row[:at] + b'"' + row[at:]

    def quote_a_cell_open(row):
        cells = row.split(b",")
        cell = rng.randrange(len(cells))
        cells[cell] = b'"' + cells[cell]
        return b",".join(cells)

    def quote_a_cell_closed(row):
        cells = row.split(b",")
        cell = rng.randrange(len(cells))
        cells[cell] = cells[cell] + b'"'
        return b",".join(cells)

    def pair(row):
        return quote_a_cell_open(row) + b"\n" + quote_a_cell_closed(row)

    def latin(row):
        return row.replace(b"e", b"\xe9").replace(b"a", b"\x80\x99", 1)

    def break_lines(row):
        cells = row.split(b",")
        cells[3] = b'"' + cells[3].replace(b'"', b"") + b'\r\nand ""more""\n\r"'
        return b",".join(cells)

    plain = text(many)
    yield "plain", plain
    yield "stray_quotes", text(changed(quote_somewhere, 0.1))
    yield "many_stray_quotes", text(changed(quote_somewhere, 0.7))
    yield "open_cells", text(changed(quote_a_cell_open, 0.05))
    yield "swallowed", text(changed(pair, 0.05))
    yield "swallowed_once", text([*many[:250], pair(many[0]), *many[250:]])
    yield "swallowed_first", text([pair(many[0]), *many])
    yield "swallowed_last", text([*many, pair(many[0])])
    yield "swallowed_many_lines", text(
        [*many[:50], quote_a_cell_open(many[0]), *many[50:90], quote_a_cell_closed(many[1]), *many[90:]])
    yield "line_breaks", text(changed(break_lines, 0.5))
    yield "never_closed", text([*many[:100], quote_a_cell_open(many[0]), *many[100:]])
    yield "cr", text(many, b"\r")
    yield "crlf", text(many, b"\r\n")
    mixed = b"".join(row + rng.choice((b"\n", b"\r", b"\r\n", b"\n\n\r\n\r", b"\n" * 300)) for row in many)
    yield "mixed_ends", header + b"\r\n" + mixed
    yield "mixed_ends_swallowed", header + b"\r\n" + mixed[:len(mixed) // 2] + pair(many[0]) + b"\r\n" + mixed
    yield "windows_1252", text(changed(latin, 0.3))
    yield "windows_1252_swallowed", text([*changed(latin, 0.3), pair(latin(many[0])), *changed(latin, 0.3)])
    yield "utf_16", (header + b"\n" + b"\n".join(many)).decode("utf-8", "replace").encode("utf-16")
    yield "nul", text(changed(lambda row: row[:30] + b"\0\0" + row[30:], 0.3))
    yield "truncated", plain[:-len(many[-1]) // 2]
    yield "no_line_end", plain[:-1]
    yield "truncated_in_quotes", plain + b'"' + many[0]
    long_cell = b'"' + b"long, \n" * 30000 + b'"'
    yield "huge_records", text([*many[:99], long_cell, *many[:99], many[0] + long_cell, *many, b"," * 200000, *many])
    yield "repeated_header", text([*many[:200], header, *many[200:]])
    yield "another_header", text([*many[:200], b",".join(reversed(header.split(b","))), *many[200:]])
    yield "blank_rows", text([b"," * (header.count(b",")) if rng.random() < 0.2 else row for row in many])
    yield "no_rows", header + b"\n"
    yield "blank_lines_at_end", plain + b"\n\r\n" * 5000


def check_live(program, sample):
    """What is complete comes out though the pipe stays open; a run that stops does not wait for its end."""
    lines = sample.split(b"\n")
    rows = [line for line in lines[1:] if line] * 150
    text = lines[0] + b"\n" + b"\n".join(rows) + b"\n"
    wanted = subprocess.run([program, "normalize", "--threads", "1"], input=text, capture_output=True,
                            check=False).stdout.count(b"\n")
    rejected = b'"' + rows[0].replace(b",", b'"x,', 1)
    for stops in (False, True):
        command = [program, "normalize", "--threads", "2", "-"] + (["--strict"] if stops else [])
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        # Both pipes are smaller than what goes through them.
        writer = threading.Thread(target=lambda pipe=process.stdin: (pipe.write(text), pipe.flush()))
        writer.start()
        got = 0
        while select.select([process.stdout], [], [], 20)[0]:
            got += os.read(process.stdout.fileno(), 1 << 16).count(b"\n")
            if got == wanted:
                break
        else:
            process.kill()
            sys.exit("FAILED: a live pipe's records do not come out")
        writer.join()
        if stops:
            process.stdin.write(rejected + b"\n")
            process.stdin.flush()
            if process.wait(20) != 1:
                sys.exit("FAILED: --strict does not end a live run with status 1")
        process.stdin.close()
        process.stdout.read()
        process.wait(20)


def check_each_record(program, sample):
    """Of a live pipe each record comes out before the next is written, and so within any time."""
    lines = sample.split(b"\n")
    rows = [line for line in lines[1:] if line]
    first = lines[0] + b"\n" + b"\n".join(rows * 150) + b"\n"
    for threads in ("1", "2", "8"):
        count = subprocess.run([program, "normalize"], input=first, capture_output=True, check=False).stdout.count(b"\n")
        process = subprocess.Popen([program, "normalize", "--threads", threads, "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        writer = threading.Thread(target=lambda pipe=process.stdin: (pipe.write(first), pipe.flush()))
        writer.start()
        for row in [None, *rows]:
            if row is not None:
                process.stdin.write(row + b"\n")
                process.stdin.flush()
                count = subprocess.run([program, "normalize"], input=lines[0] + b"\n" + row + b"\n", capture_output=True,
                                       check=False).stdout.count(b"\n")
            while count > 0 and select.select([process.stdout], [], [], 20)[0]:
                count -= os.read(process.stdout.fileno(), 1 << 16).count(b"\n")
            if count != 0:
                process.kill()
                sys.exit(f"FAILED: {threads} threads, a record of a live pipe does not come out before the next")
            writer.join()
        process.stdin.close()
        process.wait(20)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="fewer block sizes, for a program with a sanitizer")
    arguments = parser.parse_args()
    rng = random.Random("threads")
    ways = FEW if arguments.quick else WAYS
    with tempfile.TemporaryDirectory() as folder:
        compare = Comparison(arguments.linehaul, folder)
        for sample in sorted(arguments.samples.glob("*.csv")):
            compare.same(sample, ways=((64, "2"), (777, "8")))
            compare.same(sample, ("check",), ways=((64, "2"),))
        for name in ("ups", "dhl_express"):
            sample = (arguments.samples / f"{name}.csv").read_bytes().replace(b"\r\n", b"\n")
            for kind, content in awkward_files(sample, rng):
                path = pathlib.Path(folder) / f"{name}_{kind}.csv"
                path.write_bytes(content)
                compare.same(path, ways=ways)
                if arguments.quick or name != "ups":
                    continue
                compare.same(path, ("normalize", "--max-record-size=3000", "--raw=all"))
                compare.same(path, ("check",))
                compare.same(path, ("normalize", "--strict", "--raw=none"))
                compare.same(path, ("normalize", "--encoding=utf-8"), piped=True)
        check_live(arguments.linehaul, (arguments.samples / "ups.csv").read_bytes())
        check_each_record(arguments.linehaul, (arguments.samples / "ups.csv").read_bytes().replace(b"\r\n", b"\n"))
    print(f"{compare.compared} runs compared, {compare.failed} differ")
    sys.exit(1 if compare.failed or not compare.compared else 0)


if __name__ == "__main__":
    main()
