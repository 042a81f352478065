"""What the sweeps of faults and of kills share: the commands, how one is run under strace, and what a run may leave.

A run has its own folder, in which the outputs of an earlier one lie; the inputs lie beside it, in `../in`.
"""

import argparse
import bz2
import gzip
import io
import json
import lzma
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass, field

SECONDS = 120  # no run takes so long, and one that waits for ever is a failure
OLD = b'{"old":true}\n'
OLD_MODE = 0o640
REFUSALS = (2, 3, 4)
FIRST_CALL_OF_MAIN = "fcntl(0, F_GETFD"  # what main() does first; the calls before it are the dynamic loader's


@dataclass(frozen=True)
class Command:
    name: str
    words: tuple
    outputs: tuple = ()  # final names, each of which an earlier run has left
    said_anyway: tuple = ()  # of these, those that are written about a run that failed too
    given: bytes = b""  # on standard input
    threads: bool = False
    shim: str = ""  # see shim.cpp
    must_refuse: bool = False  # also without a fault


COMMANDS = (
    Command("stdout", ("normalize", "../in/usps.csv")),
    Command("file", ("normalize", "../in/usps.csv", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("reports", ("normalize", "../in/damaged.csv", "../in/usps.csv", "-o", "items.jsonl", "--rejects",
                        "rejects.jsonl", "--summary", "summary.json"),
            ("items.jsonl", "rejects.jsonl", "summary.json"), ("rejects.jsonl", "summary.json")),
    Command("folder", ("normalize", "../in/usps.csv", "../in/royal_mail.csv", "--output-dir", "out", "--summary",
                       "summary.json"),
            ("out/usps.jsonl", "out/royal_mail.jsonl", "summary.json"), ("summary.json",)),
    Command("new-folder", ("normalize", "../in/usps.csv", "--output-dir", "made")),
    Command("link", ("normalize", "../in/usps.csv", "-o", "link.jsonl"), ("out/target.jsonl",)),
    Command("threads", ("normalize", "--threads", "2", "--block-size", "256", "../in/ups.csv", "-o", "items.jsonl"),
            ("items.jsonl",), threads=True),
    Command("shared", ("normalize", "--threads", "2", "../in/ups.csv", "../in/usps.csv", "../in/dpd.csv", "-o",
                       "items.jsonl"), ("items.jsonl",), threads=True),
    Command("large", ("normalize", "../in/large.csv", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("ahead", ("normalize", "../in/large.csv.gz", "-o", "items.jsonl"), ("items.jsonl",), threads=True),
    Command("gzip-in", ("normalize", "../in/usps.csv.gz", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("bzip2-in", ("normalize", "../in/usps.csv.bz2", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("xz-in", ("normalize", "../in/usps.csv.xz", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("gzip-out", ("normalize", "../in/usps.csv", "-o", "items.jsonl.gz"), ("items.jsonl.gz",)),
    Command("zip", ("normalize", "../in/two.zip", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("zip-pipe", ("normalize", "-o", "items.jsonl"), ("items.jsonl",), given=b"two.zip"),
    Command("rules", ("normalize", "--rules", "../in/charge_categories.json", "../in/usps.csv", "-o", "items.jsonl"),
            ("items.jsonl",)),
    Command("tracking", ("normalize", "--tracking", "../in/royal_mail_sap_bex_tracking.csv",
                         "../in/royal_mail_sap_bex.csv", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("recursive", ("normalize", "-r", "../in/tree", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("check", ("check", "../in/ups.csv", "../in/dpd.csv")),
    Command("tags-list", ("tags", "list", "../in/items.jsonl")),
    Command("tags-apply", ("tags", "apply", "../in/charge_categories.json", "../in/items.jsonl", "-o", "items.jsonl",
                           "--rejects", "rejects.jsonl"),
            ("items.jsonl", "rejects.jsonl"), ("rejects.jsonl",)),
    Command("tags-import", ("tags", "import", "../in/changes.csv", "../in/items.jsonl", "-o", "items.jsonl"),
            ("items.jsonl",)),
    Command("files-from", ("normalize", "--files-from", "../in/list", "-o", "items.jsonl"), ("items.jsonl",)),
    Command("schema", ("normalize", "--schema", "../in/usps.json", "../in/usps.csv", "-o", "items.csv"),
            ("items.csv",)),
    Command("zstd-out", ("normalize", "../in/usps.csv", "-o", "items.jsonl.zst"), ("items.jsonl.zst",)),
    Command("explain", ("explain", "../in/usps.csv:2", "--rules", "../in/charge_categories.json")),
    Command("records", ("records", "../in/usps.csv")),
    Command("no-tmpfile", ("normalize", "../in/usps.csv", "-o", "items.jsonl"), ("items.jsonl",), shim="no-tmpfile"),
    Command("own-input", ("normalize", "../in/usps.csv", "-o", "same.csv"), must_refuse=True),
    Command("own-archive", ("normalize", "../in/two.zip/usps.csv", "-o", "same.zip"), must_refuse=True),
    Command("same-target", ("normalize", "../in/usps.csv", "-o", "items.jsonl", "--rejects", "./items.jsonl"),
            ("items.jsonl",), must_refuse=True),
)


def parse_arguments(description, *more):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--shim", required=True, help="the library that shim.cpp makes")
    parser.add_argument("--fast", action="store_true", help="a part of it")
    parser.add_argument("--only", action="append", default=[], metavar="COMMAND", help="of the commands these")
    for name in more:
        parser.add_argument(name)
    options = parser.parse_args()
    options.linehaul, options.shim = os.path.abspath(options.linehaul), os.path.abspath(options.shim)
    return options


@dataclass
class Outcome:
    status: int  # negative: the signal that ended it
    out: bytes
    err: str
    files: dict  # name in the run's folder: (permissions, bytes)
    log: str = ""  # what strace wrote

    def injected(self):
        """The calls that failed, as strace shows them."""
        return [line for line in self.log.splitlines() if "(INJECTED" in line]


class Bench:
    """A scratch folder with the inputs, in which runs get folders of their own."""

    def __init__(self, scratch, options):
        self.scratch, self.program, self.shim = pathlib.Path(scratch), options.linehaul, options.shim
        self.runs = iter(range(1 << 30))
        make_inputs(self.scratch / "in", options.samples)
        self.inputs = contents(self.scratch / "in")

    def run(self, command, wrapper=(), traced=(), folder=None, prepare=None):
        """Runs a command, with `wrapper` in front of it, or under strace with the options `traced`."""
        number = next(self.runs)
        folder = folder or self.make_folder(command)
        log = self.scratch / f"log{number}"
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC", "TMPDIR": str(self.temporary())}
        if command.shim:
            environment["LINEHAUL_SHIM"] = command.shim
        words = [*wrapper, self.program, *command.words]
        preload = f"LD_PRELOAD={self.shim}" if command.shim else ""
        if traced:
            words = ["strace", "-f", "-q", "-o", str(log), *(("-E", preload) if preload else ()), *traced, *words]
        elif preload:
            words = ["env", preload, *words]
        given = (self.scratch / "in" / command.given.decode()).read_bytes() if command.given else b""
        try:
            run = subprocess.run(words, cwd=folder, env=environment, input=given, capture_output=True, timeout=SECONDS,
                                 check=False, preexec_fn=prepare)
        except subprocess.TimeoutExpired:
            return Outcome(-99, b"", "it does not end", {})
        outcome = Outcome(run.returncode, run.stdout, run.stderr.decode(errors="replace"), contents(folder),
                          log.read_text(errors="replace") if log.exists() else "")
        log.unlink(missing_ok=True)
        return outcome

    def make_folder(self, command):
        """A folder as an earlier run of the command has left it."""
        folder = self.scratch / f"run{next(self.runs)}"
        (folder / "out").mkdir(parents=True)
        for name in command.outputs:
            (folder / name).write_bytes(OLD)
            (folder / name).chmod(OLD_MODE)
        if command.name == "link":
            (folder / "link.jsonl").symlink_to("out/target.jsonl")
        if command.name == "own-input":
            os.link(self.scratch / "in" / "usps.csv", folder / "same.csv")
        if command.name == "own-archive":
            os.link(self.scratch / "in" / "two.zip", folder / "same.zip")
        return folder

    def run_once(self, command, **how):
        folder = self.make_folder(command)
        outcome = self.run(command, folder=folder, **how)
        shutil.rmtree(folder)
        return outcome

    def temporary(self):
        folder = self.scratch / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def calls(self, command):
        """Of each thread the calls in their order, and of the first how many of each the dynamic loader makes."""
        log = self.run_once(command, traced=("-e", "trace=all")).log
        threads, at_start = {}, None
        for line in log.splitlines():
            found = re.match(r"(\d+) +([a-z_0-9]+)\(", line)
            if not found:
                continue
            thread, name = found.groups()
            if at_start is None and FIRST_CALL_OF_MAIN in line:
                at_start = Counter(call for call in threads[thread] if call != "execve")
                threads = {}
            threads.setdefault(thread, []).append(name)
        if at_start is None:
            sys.exit(f"strace does not show where main() begins:\n{log[:2000]}")
        first, *others = threads.values()
        return at_start, [name for name in first if name != "exit_group"], others

    def spoilt_inputs(self):
        now = contents(self.scratch / "in")
        return sorted(name for name in self.inputs.keys() | now.keys() if self.inputs.get(name) != now.get(name))


def contents(folder):
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = (0, os.readlink(path).encode())
        elif path.is_file():
            found[name] = (stat.S_IMODE(path.stat().st_mode), path.read_bytes())
    return found


def make_inputs(folder, samples):
    folder.mkdir()
    for name in ("usps.csv", "ups.csv", "dpd.csv", "royal_mail.csv", "royal_mail_sap_bex.csv",
                 "royal_mail_sap_bex_tracking.csv", "charge_categories.json"):
        shutil.copyfile(samples / name, folder / name)
    usps = (samples / "usps.csv").read_bytes()
    (folder / "damaged.csv").write_bytes(usps.replace(b"9.35", b"9.3S", 1))
    header, rows = usps.split(b"\n", 1)
    large = header + b"\n" + rows * 60  # several blocks
    (folder / "large.csv").write_bytes(large)
    (folder / "large.csv.gz").write_bytes(gzip.compress(large, mtime=0))
    (folder / "usps.csv.gz").write_bytes(gzip.compress(usps, mtime=0))
    (folder / "usps.csv.bz2").write_bytes(bz2.compress(usps))
    (folder / "usps.csv.xz").write_bytes(lzma.compress(usps))
    shutil.copyfile(samples / "usps.jsonl", folder / "items.jsonl")
    shutil.copyfile(samples.parent / "schemas" / "usps.json", folder / "usps.json")
    first = json.loads((samples / "usps.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (folder / "changes.csv").write_text(f"id,_add_tags\n{first['id']},reviewed\n", encoding="utf-8")
    (folder / "list").write_text("../in/usps.csv\n../in/dpd.csv\n", encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("usps.csv", "royal_mail.csv"):
            archive.writestr(zipfile.ZipInfo(name), (samples / name).read_bytes())
    (folder / "two.zip").write_bytes(packed.getvalue())
    (folder / "tree" / "may").mkdir(parents=True)
    (folder / "tree" / "usps.csv").write_bytes(usps)
    shutil.copyfile(samples / "dpd.csv", folder / "tree" / "may" / "dpd.csv")


# --- What a run may leave ------------------------------------------------------------------------

def complaint(command, clean, got, *, message_lost=False, may_leave=False):
    """What is wrong with a run that was disturbed; None for one as if it had not been, and for one that refused."""
    if is_clean(command, clean, got):
        return None if got.err == clean.err or message_lost else "the messages are others"
    if got.status not in REFUSALS:
        return f"status {got.status}, and not what a clean run writes"
    if not message_lost and not set(got.err.splitlines()) - set(clean.err.splitlines()):
        return "refused without a word"
    if "internal error" in got.err or "terminate called" in got.err:
        return "an internal error"
    if command.must_refuse and got.files != clean.files:
        return "must be refused, but files changed"
    return bad_file(command, clean, got, may_leave) or bad_lines(clean.out, got.out)


def is_clean(command, clean, got):
    return got.status == clean.status and got.out == clean.out and got.files == clean.files


def bad_file(command, clean, got, may_leave):
    """The first file that is neither old nor what a clean run writes."""
    for name in sorted(got.files.keys() | set(command.outputs)):
        if name not in got.files:
            return f"{name} is gone"
        if got.files[name] in (clean.files.get(name), (OLD_MODE, OLD) if name in command.outputs else None):
            continue
        if name in command.said_anyway:
            if is_report(got.files[name][1], got.status):
                continue
            return f"{name} does not say how the run ended"
        if not may_leave or ".linehaul-" not in name:
            return f"{name} is " + ("neither old nor whole" if name in clean.files else "left behind")
    return None


def is_report(text, status):
    """A summary that knows how the run ended, or whole lines of rejected records."""
    try:
        lines = [json.loads(line) for line in text.decode().splitlines(keepends=True) if line.endswith("\n")]
    except ValueError:
        return False
    if not text.endswith(b"\n") and text:
        return False
    return all(line.get("exit_status", status) == status for line in lines)


def bad_lines(clean, got):
    """Lines on standard output that a clean run does not write; the last may be cut off."""
    if clean.startswith(got):
        return None
    *lines, last = got.split(b"\n")
    known = set(clean.split(b"\n"))
    wrong = [line for line in lines if line not in known]
    if not wrong and not any(line.startswith(last) for line in known):
        wrong = [last]
    return f"writes {wrong[0][:100]!r}, which a clean run does not" if wrong else None


# --- Counting ------------------------------------------------------------------------------------

@dataclass
class Tally:
    """What was tried, what failed and what could not be tried."""
    counts: dict = field(default_factory=dict)
    outcomes: Counter = field(default_factory=Counter)
    skipped: list = field(default_factory=list)
    failures: list = field(default_factory=list)

    def count(self, group, what):
        self.counts.setdefault(group, Counter())[what] += 1

    def fail(self, what):
        self.failures.append(what)
        print(f"FAILED {what}", flush=True)

    def skip(self, what):
        self.skipped.append(what)

    def status(self):
        """What the sweep ends with: a skip is not a pass."""
        return 1 if self.failures else 77 if self.skipped else 0


def can_trace():
    """Whether strace is there and may do what it is for."""
    if not shutil.which("strace"):
        return False
    with tempfile.NamedTemporaryFile() as log:
        run = subprocess.run(["strace", "-f", "-q", "-o", log.name, "-e", "inject=close:error=EIO:when=1", "true"],
                             capture_output=True, check=False)
        return b"INJECTED" in pathlib.Path(log.name).read_bytes() and not run.stderr
