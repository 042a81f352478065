"""The command lines that are measured: linehaul's and those of other programs doing the same work."""

import os
import shutil
import subprocess
from dataclasses import dataclass

from measure import Command, say

DUCKDB = "@duckdb/node-api@1.5.6-r.1"
INVOICES = ("ups", "usps")  # of which the others make line items: the widest rows and the shortest


@dataclass(frozen=True)
class Program:
    name: str
    needs: str  # the program that must be there
    line: str  # {format} and {file} are filled in
    version: str  # a command
    megabytes: dict  # of input, by mode: the slow ones get less
    floor: dict  # how many times linehaul must be faster, by format
    only_cells: bool = False  # it makes no line items
    note: str = ""


PROGRAMS = [
    Program("DuckDB, 2 threads", "node", "node tools/duckdb.mjs {format} {file} 2", "",
            {"quick": 10, "default": 100, "full": 100}, {"ups": 20, "usps": 10}),
    Program("Python csv + json", "python3", "python3 tools/python_csv.py {format} {file}", "python3 --version",
            {"quick": 2, "default": 10, "full": 20}, {"ups": 50, "usps": 50},
            note="writes amounts as strings, as its json knows no decimals"),
    Program("Miller", "mlr", "mlr -S --icsv --ojsonl put -q -s format={format} -f tools/normalize.mlr {file}",
            "mlr --version", {"quick": 1, "default": 5, "full": 20}, {"ups": 50, "usps": 50},
            note="adds in binary floating point and rounds to cents; null is an empty string"),
    Program("jq", "jq", "jq -ncR --arg format {format} -f tools/normalize.jq {file}", "jq --version",
            {"quick": 1, "default": 3, "full": 5}, {"ups": 50, "usps": 50},
            note="adds whole cents in binary floating point, so 8.30 becomes 8.3; reads no line break within quotes"),
    Program("csvkit", "csvjson", "csvjson --stream --no-inference --blanks --snifflimit 0 {file}",
            "csvjson --version", {"quick": 1, "default": 3, "full": 5}, {"ups": 50, "usps": 50}, only_cells=True,
            note="makes no line items: it only writes every cell of each row, the empty ones too"),
]

YARDSTICKS = ["cat {file}", "wc -l {file}"]


def fill(line, path, carrier=""):
    return Command(tuple(line.format(format=carrier, file=path).split()), os.path.getsize(path))


@dataclass(frozen=True)
class Linehaul:
    """What the linehaul on hand can do, and its command lines."""
    threads: bool
    rules: bool

    @classmethod
    def found(cls):
        text = subprocess.run(("linehaul", "normalize", "--help"), capture_output=True, text=True, check=True).stdout
        return cls("--threads" in text, "--rules" in text)

    def command(self, path, threads=1, raw="nonempty", rules=False, sink="/dev/null"):
        """`path` None is a pipe."""
        options = ["--threads", str(threads)] if self.threads else []
        options += ["--raw", raw] if raw != "nonempty" else []
        options += ["--rules", "tools/rules.json"] if rules else []
        size = os.path.getsize(path) if path else 0
        return Command(("linehaul", "normalize", *options, *([path] if path else [])), size, sink)


def install_duckdb():
    """Into the bench folder's node_modules, once; False where it cannot be had."""
    if not shutil.which("npm"):
        return False
    at = "node_modules/@duckdb/node-api/package.json"
    if not (os.path.exists(at) and f'"version": "{DUCKDB.rpartition("@")[2]}"' in open(at).read()):
        say(f"installing {DUCKDB}")
        with open("npm.txt", "w") as log:
            subprocess.run(("npm", "install", "--prefix", ".", "--no-audit", "--no-fund", "--no-save", DUCKDB),
                           check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    return os.path.exists(at)


def installed():
    """The programs that can be run, and why the others cannot."""
    there, missing = [], []
    for program in PROGRAMS:
        if not shutil.which(program.needs):
            missing.append(f"{program.name}: {program.needs} is not installed")
        elif program.needs == "node" and not install_duckdb():
            missing.append(f"{program.name}: npm could not install {DUCKDB}")
        else:
            there.append(program)
    return there, missing


def versions(programs):
    found = []
    for program in programs:
        if program.version:
            lines = subprocess.run(program.version.split(), capture_output=True, text=True, check=False)
            found.append((lines.stdout or lines.stderr).splitlines()[0])
        else:
            found.append(DUCKDB)
    return found
