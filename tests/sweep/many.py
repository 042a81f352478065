"""Many inputs converted in one run, and what became of each: a process for every one of them would be slow."""

import itertools
import json
import pathlib
import re
import subprocess
from dataclasses import dataclass, field

SECONDS = 300
MAN_PAGE = pathlib.Path(__file__).resolve().parents[2] / "man/linehaul.1"


@dataclass
class Outcome:
    """What one input became."""
    status: int
    items: list = field(default_factory=list)     # lines of JSON, as bytes
    problems: dict = field(default_factory=dict)  # how often each occurred
    verdicts: list = field(default_factory=list)  # of the invoices, in their order
    rejects: list = field(default_factory=list)   # (line, problem) of each rejected record
    format: str = ""


def kinds_of_status(status):
    """The problems with which a run ends so, by the manual page."""
    section, found = None, set()
    for line in MAN_PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith((".Sh", ".Ss")):
            section = line
        name = re.fullmatch(r"\.It Li ([a-z0-9-]+)", line)
        if name and section.endswith(f": exit status {status}"):
            found.add(name.group(1))
    return found


LOOK_AGAIN = kinds_of_status(1)


def status_of(summary):
    """The exit status of a run with this input alone. Informational money alone does not change it where the
    totals match without it."""
    kinds = LOOK_AGAIN & summary["problems"].keys()
    if kinds == {"informational-money"}:
        return 1 if {invoice["verdict"] for invoice in summary["invoices"]} != {"matched"} else 0
    return 1 if kinds else 0


def run(program, folder, names, options):
    words = [program, "normalize", "-q", "--amounts", "string", "--threads", "1", "--summary", "summary", "--rejects", "rejects", *options]
    return subprocess.run([*words, *names], cwd=folder, capture_output=True, timeout=SECONDS, check=False)


def convert(program, contents, folder, options=()):
    """An Outcome for each of `contents`. Raises an error where the run itself failed or its exit status is not the
    highest of the inputs'."""
    names = [f"{number:05}.csv" for number in range(len(contents))]
    for name, content in zip(names, contents, strict=True):
        (folder / name).write_bytes(content)
    done = run(program, folder, names, options)
    if done.returncode not in (0, 1, 3):
        raise RuntimeError(f"exit status {done.returncode}: {done.stderr[-500:]}")
    lines = iter(done.stdout.splitlines())
    outcomes = {name: Outcome(3) for name in names}
    for summary in json.loads((folder / "summary").read_bytes())["files"]:
        count = sum(total["items"] for total in summary["totals"])
        items = list(itertools.islice(lines, count))
        outcomes[summary["name"]] = Outcome(
            status_of(summary), items, summary["problems"],
            [invoice["verdict"] for invoice in summary["invoices"]], format=summary["format"])
    for line in (folder / "rejects").read_bytes().splitlines():
        reject = json.loads(line)
        outcomes[reject["file"]].rejects.append((reject["line"], reject["problem"]))
    found = list(outcomes.values())
    if next(lines, None) is not None or done.returncode != max(outcome.status for outcome in found):
        raise RuntimeError(f"exit status {done.returncode} and items are not those of the summary")
    return found


def status_alone(program, content, folder, options=()):
    (folder / "alone.csv").write_bytes(content)
    return run(program, folder, ["alone.csv"], options).returncode
