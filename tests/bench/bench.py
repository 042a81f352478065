#!/usr/bin/env python3
"""Measures linehaul beside other programs and prints the tables of README.md.

    bench.py --linehaul PROGRAM [--quick | --full] [--write-readme]

Data, results and what npm installs are in build/bench. Exit status 1: a program's line items are not linehaul's,
so that its figures mean nothing. A floor that is not met changes no status: this is a benchmark, not a test.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

import compare
import data
import programs
import report
from measure import Command, Runner, say

ROOT = pathlib.Path(__file__).resolve().parents[2]
MB, GB = 10 ** 6, 10 ** 9
MIB = 2 ** 20

# By mode: bytes of the invoices, of those whose output is many times their size, of the files by number of columns,
# and the largest size by which growth is shown.
SIZES = {"quick": (10 * MB, 4 * MB, 4 * MB, 10 * MB),
         "default": (100 * MB, 40 * MB, 40 * MB, GB),
         "full": (100 * MB, 40 * MB, 40 * MB, 10 * GB)}
LARGEST_FILE = GB  # what is larger comes out of a pipe
SHORT_FILE_RUNS = 51

VARIANTS = [("nonempty", {}), ("all", {"raw": "all"}), ("none", {"raw": "none"}),
            ("nonempty, 10 tag rules", {"rules": True}), ("nonempty, to a file", {"sink": "file"}),
            ("nonempty, to a pipe", {"sink": "pipe"})]


# What makes ids, counts the money of cells and of items, and compares stated totals.
PROOF = [f"linehaul::{name}" for name in
         ("ChargeIds::prepare", "ChargeIds::prepared", "OccurrenceTable::count", "OccurrenceTable::clear",
          "Ledger::enter", "Ledger::accept", "RowParser::count_money", "RowParser::stated_total")]


@dataclass(frozen=True)
class Floor:
    what: str
    wanted: str
    measured: str
    verdict: str


class Bench:
    def __init__(self, mode):
        self.mode = mode
        self.main_size, self.small_size, self.columns_size, self.largest = SIZES[mode]
        self.runner = Runner()
        self.linehaul = programs.Linehaul.found()
        self.programs, self.skipped = programs.installed()
        self.floors = []
        self.peaks = []  # (bytes besides the documented tables, of what)
        self.differ = False
        if self.runner.cycles_missing:
            self.skipped.append(f"user cycles per byte: {self.runner.cycles_missing}")
        if not self.linehaul.threads:
            self.skipped.append("everything on two threads: this linehaul has no --threads")
        if not self.linehaul.rules:
            self.skipped.append("10 tag rules: this linehaul has no --rules")

    def floor(self, what, value, bound, unit="", at_least=False, missing=""):
        """`value` None: not measured, because of `missing`."""
        wanted = f"{'at least' if at_least else 'at most'} {bound}{unit}"
        if value is None:
            self.floors.append(Floor(what, wanted, "-", f"skipped: {missing}"))
            return
        met = value >= bound if at_least else value <= bound
        self.floors.append(Floor(what, wanted, f"{report.number(value)}{unit}", "met" if met else "**not met**"))

    def invoice(self, carrier):
        return data.invoice(carrier, self.main_size if carrier in programs.INVOICES else self.small_size)

    # --- Whether the others do the same -------------------------------------------------------

    def compare_outputs(self):
        """{(format, program's name): what differs}"""
        same = {}
        for carrier in programs.INVOICES:
            path = data.invoice(carrier, MB)
            ours = self.items(self.linehaul.command(path))
            for program in self.programs:
                say(f"comparing {program.name}, {carrier}")
                judge = compare.only_cells if program.only_cells else compare.differences
                found = judge(ours, self.items(programs.fill(program.line, path, carrier)))
                for key, example in found.items():
                    self.differ = True
                    say(f"DIFFERENT: {program.name}, {carrier}, {key}: {example}")
                good = "only cells, the same" if program.only_cells else "the same"
                same[carrier, program.name] = f"**differ: {', '.join(found)}**" if found else good
        return same

    def items(self, command):
        with open("compare.jsonl", "wb") as out:
            done = subprocess.run(command.argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE,
                                  check=False)
        if done.returncode or (command.argv[0] == "linehaul" and done.stderr):
            sys.exit(f"bench: status {done.returncode}: {command}\n{done.stderr.decode()}")
        return compare.read("compare.jsonl")

    # --- The tables ---------------------------------------------------------------------------

    def costs(self):
        """Every carrier; what is written of the source row; rules; where it goes; one thread and two."""
        rows = []
        for carrier in report.NAMES:
            path = self.invoice(carrier)
            for what, options in VARIANTS:
                if options.get("rules") and not self.linehaul.rules:
                    continue
                say(f"{carrier}, {what}")
                one = self.linehaul.command(path, **options)
                output = self.runner.output(one)
                if output.errors:
                    sys.exit(f"bench: the file must give no messages: {one}\n{output.errors}")
                two = [self.linehaul.command(path, threads=2, **options)] if self.linehaul.threads else []
                timings = self.runner.interleaved([one, *two])
                cycles = self.runner.cycles(one) if one.sink == "/dev/null" else None
                rows.append((carrier, what, timings[0], timings[1] if two else None, output, cycles))
                self.peaks.append((timings[-1].peak - documented_tables(output.lines), report.NAMES[carrier]))
        self.cost_floors(rows[0])
        return rows

    def cost_floors(self, row):
        _, _, one, two, _, cycles = row
        self.floor("UPS, raw nonempty: user cycles per input byte", cycles and cycles / one.command.size, 4.5,
                   missing=self.runner.cycles_missing)
        self.floor("UPS, raw nonempty: two threads against one", two and two.wall / one.wall, 0.66, " of the time",
                   missing="no --threads")

    def side_by_side(self):
        """{format: [(name, Timing)]}: all of a format interleaved."""
        groups = {}
        for carrier in programs.INVOICES:
            say(f"side by side, {carrier}")
            path = self.invoice(carrier)
            best = [("linehaul, 2 threads", self.linehaul.command(path, threads=2))] if self.linehaul.threads else []
            entries = [*best, ("linehaul", self.linehaul.command(path))]
            entries += [(line.split()[0], programs.fill(line, path)) for line in programs.YARDSTICKS]
            for program in self.programs:
                file = data.invoice(carrier, program.megabytes[self.mode] * MB)
                entries.append((program.name, programs.fill(program.line, file, carrier)))
            timings = self.runner.interleaved([command for _, command in entries])
            groups[carrier] = list(zip([name for name, _ in entries], timings))
            self.side_by_side_floors(carrier, dict(groups[carrier]))
        return groups

    def side_by_side_floors(self, carrier, timings):
        name, one, two = report.NAMES[carrier], timings["linehaul"], timings.get("linehaul, 2 threads")
        fastest = two or one
        for program in programs.PROGRAMS:
            other = timings.get(program.name)
            self.floor(f"{name}, raw nonempty: linehaul{'' if two else ' (one thread)'} against {program.name}",
                       other and fastest.rate / other.rate, program.floor[carrier], " times as fast", at_least=True,
                       missing=f"no {program.needs}")
        if carrier == "ups":
            against = "UPS, raw nonempty: time against `cat FILE > /dev/null`"
            self.floor(f"{against}, one thread", one.wall / timings["cat"].wall, 10, " times")
            self.floor(f"{against}, two threads", two and two.wall / timings["cat"].wall, 6, " times",
                       missing="no --threads")

    def growth(self):
        """UPS by size and by number of columns."""
        rows, shares = [], []
        for size in (MB, 10 * MB, 100 * MB, GB, 10 * GB):
            name = data.size_name(size)
            if size > self.largest:
                when = "only with --full" if size > LARGEST_FILE else "not with --quick"
                self.skipped.append(f"UPS of {name}: {when}")
            elif size <= LARGEST_FILE and shutil.disk_usage(".").free < 3 * size:
                self.skipped.append(f"UPS of {name}: the disk is too full")
            elif size <= LARGEST_FILE:
                rows.append(self.grown(name, data.invoice("ups", size)))
                shares.append(rows[-1][2] / rows[-1][1].command.size)
            else:
                say(f"{name} through a pipe")
                feed = data.command("ups", size)
                command = Command(self.linehaul.command(None).argv, size, feed=feed)
                timing, = self.runner.interleaved([command], runs=1)
                count = round(size * shares[-1])
                rows.append((f"{name} through a pipe", timing, count, documented_tables(count)))
        self.peaks += [(timing.peak - tables, f"UPS, {name}") for name, timing, _, tables in rows]
        for columns in (10, 250, 1000):
            path = data.invoice("ups", self.columns_size, columns)
            rows.append(self.grown(f"{columns} columns, {data.size_name(self.columns_size)}", path))
        return rows

    def grown(self, name, path):
        say(f"growth: {name}")
        count = self.runner.output(programs.fill("cat {file}", path)).lines - 1
        timing, = self.runner.interleaved([self.linehaul.command(path)])
        return name, timing, count, documented_tables(count)

    def short_file(self):
        """GNU time would be a tenth of the time here: without it, and so without memory."""
        command = self.linehaul.command(data.rows("ups", 25))
        if self.runner.output(command).lines != 25:
            sys.exit(f"bench: not 25 line items: {command}")
        timing, = self.runner.interleaved([command], SHORT_FILE_RUNS, memory=False)
        self.floor(f"UPS, 25 rows, start to end, of {SHORT_FILE_RUNS} runs", timing.wall * 1000, 5, " ms")

    def proof(self):
        share = self.runner.shares(self.linehaul.command(data.invoice("ups", 4 * MB)), PROOF)
        self.floor("UPS, 4 MB: instructions spent on ids, totals and conservation", share and share * 100, 25, " %",
                   missing="valgrind is not installed")

    def report(self):
        same = self.compare_outputs()
        costs, groups, growth = self.costs(), self.side_by_side(), self.growth()
        peak, where = max(self.peaks)
        self.floor(f"peak memory besides the documented tables, the most: {where}", peak / MIB, 32, " MiB")
        self.short_file()
        self.proof()
        version = subprocess.run(("linehaul", "--version"), capture_output=True, text=True, check=True).stdout.strip()
        return "\n\n".join([
            report.machine(self.mode, [version, *programs.versions(self.programs)]), report.floors(self.floors),
            report.side_by_side(groups, same),
            report.notes(self.programs, report.commands_shown(self.programs, self.linehaul)),
            report.grid(costs), report.growth(growth), report.skipped(self.skipped)]) + "\n"


def documented_tables(ids):
    """Bytes of the table of ids (README.md, Memory), with the smaller one that it replaces while it grows."""
    entries = 256
    while ids > entries // 2:
        entries *= 2
    return 16 * (entries + entries // 2)


def write_readme(text):
    path = ROOT / "README.md"
    old = path.read_text("utf-8")
    new, count = re.subn(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", lambda _: text, old, flags=re.S)
    if count != 1:
        sys.exit("bench: README.md does not have <!-- bench --> and <!-- /bench --> once")
    path.write_text(new, "utf-8")


def enter_folder(linehaul):
    """The bench folder, laid out so that every command line can be typed there as it is printed."""
    folder = ROOT / "build" / "bench"
    (folder / "bin").mkdir(parents=True, exist_ok=True)
    links = {"bin/linehaul": linehaul.resolve(), "tools": ROOT / "tests" / "bench"}
    for name, target in links.items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    os.environ["PATH"] = f"{folder / 'bin'}:{os.environ['PATH']}"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.chdir(folder)
    data.prepare()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small files, to try the benchmark itself")
    size.add_argument("--full", action="store_true", help="up to 10 GB, which come out of a pipe")
    parser.add_argument("--write-readme", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    enter_folder(options.linehaul)
    bench = Bench("quick" if options.quick else "full" if options.full else "default")
    text = bench.report()
    pathlib.Path("result.md").write_text(text, "utf-8")
    print(text, end="")
    if options.write_readme:
        write_readme("\n" + text + "\n")
    sys.exit(1 if bench.differ else 0)


if __name__ == "__main__":
    main()
