#!/usr/bin/env python3
"""What linehaul does in forty everyday situations: exit status, one clear line or none, nothing left behind.

    situations.py --linehaul PROGRAM --samples FOLDER [--only TEXT]
    situations.py --linehaul PROGRAM --samples FOLDER --table [--npm FOLDER] [--write-readme]

situation_list.py has them. --only runs those whose name holds TEXT. --table runs them with other programs too, as far
as they are installed, and prints what each did; --write-readme puts the table into README.md. FOLDER/node_modules has
DuckDB (build/bench without the option, where ./dev bench puts it).
"""

import argparse
import array
import fcntl
import os
import pathlib
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass

sys.dont_write_bytecode = True  # leave nothing among the sources

import programs
from situation_list import SITUATIONS

SECONDS = 120  # no situation takes so long; linehaul with sanitizers needs some
TABLE_SECONDS = 30  # and no program that ends at all takes so long in the table
LARGEST_FILE = 256 << 20  # bytes: Miller writes without end where it cannot read
LONGEST_LINE = 2000  # bytes of a message that somebody still reads
NOBODY = 65534
AS_NOBODY = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@dataclass
class Outcome:
    """What a program did."""
    status: object  # 128 and the signal's number where a signal ended it; "hangs"
    out: bytes
    err: bytes
    left: list  # new files
    changed: list  # files that were there and are not the same now
    made: bytes  # what the situation's output file holds

    def has_one_line(self):
        """Printable UTF-8 that ends in its only line feed."""
        try:
            text = self.err.decode()
        except UnicodeDecodeError:
            return False
        return text.endswith("\n") and text[:-1].isprintable() and 1 < len(self.err) <= LONGEST_LINE


class Bench:
    """A scratch folder, and in it for each program the commands `convert` and `tool`."""

    def __init__(self, scratch, samples, seconds):
        self.scratch, self.samples, self.seconds, self.runs = scratch, samples, seconds, 0
        scratch.chmod(0o755)
        shutil.copy(samples / "usps.csv", scratch)
        (scratch / "bin").mkdir()
        (scratch / "tmp").mkdir()
        (scratch / "tmp").chmod(0o777)

    def add(self, program):
        folder = self.scratch / f"with-{program.name}"
        folder.mkdir()
        for name, words in (("tool", program.tool), ("convert", program.tool + program.convert)):
            (folder / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
            (folder / name).chmod(0o755)

    def run(self, situation, program):
        self.runs += 1
        folder = self.scratch / f"run{self.runs}"
        folder.mkdir()
        environment = {"PATH": f"{self.scratch}/with-{program.name}:{os.environ['PATH']}", "HOME": str(self.scratch),
                       "USPS": str(self.scratch / "usps.csv"), "TMPDIR": str(self.scratch / "tmp"), "TZ": "UTC",
                       "LC_ALL": "C.UTF-8"}
        subprocess.run(["bash", "-euc", situation.setup], cwd=folder, env=environment, check=True)
        before = contents(folder)
        typed = re.sub(r"\{to (\S+)\}", lambda to: program.to.format(to[1]), situation.typed)
        arguments = ["bash", "-o", "pipefail", "-c", typed.removeprefix("@nobody ")]
        if typed.startswith("@nobody ") and os.geteuid() == 0:
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
            arguments = [*AS_NOBODY, *arguments]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = start(arguments, folder, environment, out, err, situation.signal)
            status = wait(process, situation.signal, folder, self.seconds)
            out.seek(0)
            err.seek(0)
            after = contents(folder)
            return Outcome(status, out.read(), err.read(), sorted(after.keys() - before.keys()),
                           sorted(name for name in before if after.get(name) != before[name]),
                           after.get(situation.made) or b"")

    def clear(self):
        """Removes the folders of runs; returns what is in the folder of temporary files."""
        for folder in self.scratch.glob("run*"):
            shutil.rmtree(folder)
        return sorted(os.listdir(self.scratch / "tmp"))


def contents(folder):
    """What is in the folder, by name; of what is no regular file only that it is there."""
    found = {}
    for path in folder.rglob("*"):
        try:
            found[str(path.relative_to(folder))] = path.read_bytes() if path.is_file() else None
        except PermissionError:  # of a user who is not root
            found[str(path.relative_to(folder))] = None
    return found


def start(arguments, folder, environment, out, err, has_signal):
    def prepare():
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell in the background ignores it, and so would its children
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))

    return subprocess.Popen(arguments, cwd=folder, env=environment, stdout=out, stderr=err, start_new_session=True,
                            stdin=subprocess.PIPE if has_signal else subprocess.DEVNULL, preexec_fn=prepare)


def wait(process, signal_name, folder, seconds):
    """The exit status, as a shell has it; whatever else the run has started is ended."""
    try:
        if signal_name:
            process.stdin.write((folder / "in.csv").read_bytes())
            process.stdin.flush()
            until_read(process, seconds)
            process.send_signal(signal.Signals[signal_name])
        status = process.wait(seconds)
        return status if status >= 0 else 128 - status
    except (subprocess.TimeoutExpired, TimeoutError):
        return "hangs"
    finally:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        if process.stdin:
            process.stdin.close()


def until_read(process, seconds):
    """Returns when nothing is left in the pipe: the program has read it all and wants more."""
    end = time.monotonic() + seconds
    left = array.array("i", [1])
    while left[0] and process.poll() is None:
        if time.monotonic() > end:
            raise TimeoutError
        fcntl.ioctl(process.stdin, termios.FIONREAD, left)
        time.sleep(0.01)


def problems_of(situation, outcome, golden):
    """What is not as it must be, in words."""
    found = []
    if outcome.status != situation.status:
        found.append(f"status {outcome.status}, wanted {situation.status}")
    if situation.words is None:
        if outcome.err:
            found.append("standard error must be empty")
    elif not outcome.has_one_line():
        found.append("standard error must be one line")
    else:
        found += [f"standard error lacks {word!r}" for word in situation.words if word not in outcome.err.decode()]
    if outcome.left != ([situation.made] if situation.made else []):
        found.append(f"new files: {outcome.left}")
    if outcome.changed:
        found.append(f"changed files: {outcome.changed}")
    items = outcome.made if situation.made else outcome.out
    if situation.items == "golden":
        if items != golden:
            found.append("the line items are not those of usps.jsonl")
    elif len(items.splitlines()) != situation.items:
        found.append(f"{len(items.splitlines())} line items, wanted {situation.items}")
    if outcome.err and found:
        found.append("standard error: " + ascii(outcome.err[:300]))
    return found


def run_test(bench, program, situations):
    golden = (bench.samples / "usps.jsonl").read_bytes()
    held, skipped = 0, []
    for situation in situations:
        if situation.typed.startswith("@nobody ") and os.geteuid() == 0 and not shutil.which(AS_NOBODY[0]):
            skipped.append(situation.name)
            continue
        outcome = bench.run(situation, program)
        problems = problems_of(situation, outcome, golden)
        temporary = bench.clear()
        if temporary:
            problems.append(f"left in TMPDIR: {temporary}")
        held += not problems
        for problem in problems:
            print(f"{situation.name}: `{situation.typed}`: {problem}")
    if skipped:
        print(f"{len(skipped)} skipped, because root is bound by no permissions and {AS_NOBODY[0]} is missing: "
              + ", ".join(skipped))
    print(f"{held} of {len(situations)}")
    return held == len(situations)


def cell(situation, outcome):
    """One cell of the table."""
    if outcome is None:
        return "-"
    words = [str(outcome.status)]
    if outcome.status != "hangs":
        lines = len(outcome.err.splitlines())
        words.append("silent" if not outcome.err else "one line" if outcome.has_one_line()
                     else "a raw line" if lines == 1 else f"{lines} lines")
    if outcome.status != 0 and set(outcome.left) - {situation.made}:
        words.append("file left")
    if outcome.changed:
        words.append("file lost")
    return ", ".join(words)


def table(bench, all_programs, missing, situations):
    """The Markdown table, with what its words mean."""
    names = [program.name for program in all_programs]
    rows = ["| situation | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    for situation in situations:
        cells = []
        for program in all_programs:
            applies = not situation.only or program.name in situation.only
            cells.append(cell(situation, bench.run(situation, program) if applies else None))
            bench.clear()
        rows.append("| " + " | ".join([situation.name, *cells]) + " |")
    shown = ", ".join(f"`{program.shown()}`" for program in all_programs if program.name != "DuckDB")
    with_duckdb = " and `tests/situations/duckdb.mjs`" if "DuckDB" in names else ""
    return "\n".join([
        "The exit status (128 and the signal's number where a signal ends the program) and what stands on standard",
        "error. `file left`: the program failed, but an output file is there; `file lost`: a file that was there is",
        f"not as it was; `a raw line`: longer than {LONGEST_LINE} bytes, or holds control characters or what is not",
        f"UTF-8; `hangs`: did not end within {bench.seconds} s.",
        "", *rows, "", f"Run were {shown}{with_duckdb}; what has no `-o` got `>`.",
        "Skipped: " + (", ".join(missing) + " (not installed)." if missing else "none.")])


def write_readme(text):
    path = programs.ROOT / "README.md"
    readme = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(<!-- situations -->\n).*(<!-- /situations -->)",
                           lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", readme, flags=re.S), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--npm", default=programs.NPM, type=pathlib.Path)
    parser.add_argument("--write-readme", action="store_true")
    options = parser.parse_args()
    situations = [situation for situation in SITUATIONS if options.only in situation.name]
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(pathlib.Path(scratch), options.samples, TABLE_SECONDS if options.table else SECONDS)
        # Its folder must be one that every user can read.
        linehaul = programs.linehaul(shutil.copy(options.linehaul, bench.scratch / "bin" / "linehaul"))
        bench.add(linehaul)
        if not options.table:
            sys.exit(0 if run_test(bench, linehaul, situations) else 1)
        others, missing = programs.others(options.npm.resolve(), bench.scratch)
        for program in others:
            bench.add(program)
        text = table(bench, [linehaul, *others], missing, situations)
        write_readme(text) if options.write_readme else print(text)


if __name__ == "__main__":
    main()
