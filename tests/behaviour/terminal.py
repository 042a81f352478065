#!/usr/bin/env python3
"""What linehaul shows to somebody who looks on, and only to them: colours, the progress line, the result.

    terminal.py --linehaul PROGRAM --samples FOLDER

Standard error is a terminal (a pseudo-terminal); standard output a file, a pipe or the same terminal.
"""

import argparse
import os
import pathlib
import pty
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time

ESCAPE = "\x1b"
QUIET_MS = 500  # the progress line comes after so long
SECONDS = 60  # to wait for what must come


class Run:
    """A run with a terminal as its standard error."""

    def __init__(self, arguments, environment=None, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
        self.ours, theirs = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "TERM": "xterm", **(environment or {})}
        self.process = subprocess.Popen(arguments, stdin=stdin, stderr=theirs, env=environment,
                                        stdout=theirs if stdout == "terminal" else stdout)
        os.close(theirs)

    def shown(self):
        """All that the terminal got, to the end of the run."""
        parts = []
        while True:
            try:
                part = os.read(self.ours, 65536)
            except OSError:  # the other end is closed
                break
            parts.append(part)
        self.process.wait(60)
        os.close(self.ours)
        return b"".join(parts).decode(errors="replace").replace("\r\n", "\n")


class Checks:
    def __init__(self):
        self.count, self.problems = 0, []

    def that(self, what, holds, text):
        self.count += 1
        if not holds:
            self.problems.append(f"{what}: {text!r}")


def with_typed_input(arguments):
    """What is shown where standard input is a terminal at which somebody ends it at once."""
    ours, theirs = pty.openpty()
    os.write(ours, b"\x04")  # Ctrl-D
    shown = Run(arguments, stdin=theirs).shown()
    os.close(ours)
    os.close(theirs)
    return shown


def progress_lines(program, ups, options, environment=None):
    """A pipe whose rows come slowly: what stands on standard error in the end."""
    run = Run([program, "normalize", "--raw", "none", *options], environment, subprocess.PIPE, subprocess.PIPE)
    lines = queue.Queue()
    threading.Thread(target=lambda: [lines.put(line) for line in run.process.stdout], daemon=True).start()
    header, *rows = ups.read_bytes().splitlines(keepends=True)
    run.process.stdin.write(header + b"".join(rows * 150))  # enough to settle how the file writes amounts and dates
    for _ in range(3):
        run.process.stdin.write(rows[0])
        run.process.stdin.flush()
        lines.get(timeout=SECONDS)
        time.sleep(QUIET_MS * 1.4 / 1000)  # longer than that in all, however slow the machine is
        while not lines.empty():
            lines.get()
    run.process.stdin.close()
    return run.shown()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    options = parser.parse_args()
    program, ups, usps = options.linehaul, options.samples / "ups.csv", options.samples / "usps.csv"
    check = Checks()

    shown = Run([program, "normalize", ups]).shown()
    check.that("the problem has a colour", f"{ESCAPE}[36munknown-charge-code{ESCAPE}[0m: " in shown, shown)
    result = r"linehaul:\S* 1 input: 24 records read, 23 gave items, 0 rejected; 23 items; \S+ kB in \d+\.\d s\n\Z"
    check.that("the result is the last line", re.search(result, shown), shown)
    check.that("a short run has no progress line", "\r" not in shown, shown)

    shown = Run([program, "normalize", ups], {"NO_COLOR": "1"}).shown()
    check.that("NO_COLOR", ESCAPE not in shown and "23 items" in shown, shown)
    shown = Run([program, "normalize", ups], {"NO_COLOR": ""}).shown()
    check.that("an empty NO_COLOR", ESCAPE in shown, shown)
    shown = Run([program, "normalize", ups], {"TERM": "dumb"}).shown()
    check.that("a dumb terminal", ESCAPE not in shown and "23 items" not in shown, shown)
    shown = Run([program, "normalize", "-q", ups]).shown()
    check.that("-q", shown == "", shown)
    shown = Run([program, "normalize", "--log-format", "json", ups]).shown()
    check.that("JSON has no colours and no result", ESCAPE not in shown and shown.count("\n") == 1, shown)
    shown = Run([program, "check", ups]).shown()
    check.that("check has its proof and no result", "23 items" not in shown, shown)
    done = subprocess.run([program, "normalize", ups], capture_output=True, text=True, check=True)
    check.that("no terminal", ESCAPE not in done.stderr and "23 items" not in done.stderr, done.stderr)

    for words, told in (([], True), (["-q"], False), (["-"], False), (["--log-format", "json"], True)):
        for command in ("normalize", "check"):
            shown = with_typed_input([program, command, *words])
            check.that(f"{command} {words} waits for somebody", ("Ctrl-D" in shown) == told, shown)
    check.that("nobody is told where input is no terminal", "Ctrl-D" not in Run([program, "normalize"]).shown(), "")

    line = r"\r[\d.]+ [kM]?B  [\d.]+ [kM]?B/s\x1b\[K"
    shown = progress_lines(program, ups, [])
    check.that("progress on a terminal", re.search(line, shown), shown)
    check.that("it is gone in the end", re.search(r"\r\x1b\[K[^\r]*\n\Z", shown), shown)
    for words in (["--progress", "never"], ["-q"], ["--log-format", "json"]):
        shown = progress_lines(program, ups, words)
        check.that(f"no progress with {words}", not re.search(line, shown), shown)
    shown = progress_lines(program, ups, ["--progress", "always"], {"TERM": "dumb"})
    check.that("--progress always", re.search(line, shown), shown)

    with tempfile.TemporaryDirectory() as scratch:
        hostile = pathlib.Path(scratch, "evil\x1b[2J\x07.csv")
        text = usps.read_text().replace("6.87", "6\x1b]0;x\x07\x9b31m", 1).replace("Label", "La\x1b[2Jbel", 1)
        hostile.write_text(text, encoding="utf-8")
        for words in ([], ["--log-format", "json"]):
            shown = Run([program, "normalize", *words, hostile], {"NO_COLOR": "1"}).shown()
            raw = re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
            check.that(f"control characters {words}", not raw and "bad-amount" in shown, shown)

    print("\n".join(check.problems))
    print(f"{check.count} checks, {len(check.problems)} problems")
    sys.exit(1 if check.problems else 0)


if __name__ == "__main__":
    main()
