"""linehaul, and the other programs of the table doing what is nearest to its work: a CSV file as JSON."""

import pathlib
import shutil
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NPM = ROOT / "build" / "bench"  # where ./dev bench has npm put @duckdb/node-api


@dataclass(frozen=True)
class Program:
    name: str
    tool: tuple  # the command
    convert: tuple  # its further words that make it convert
    to: str = "> {}"  # how it is told the output file

    def shown(self):
        """As the table's heading names it."""
        words = [pathlib.Path(self.tool[0]).name, *self.tool[1:], *self.convert]
        return " ".join(f"'{word}'" if "(" in word else word for word in words)


def linehaul(path):
    return Program("linehaul", (str(path),), ("normalize",), "-o {}")


def others(npm, scratch):
    """Those that are installed, and the names of those that are not."""
    found, missing = [], []
    for name, command, words in (
            ("cat", "cat", ()),
            ("jq", "jq", ("-Rc", 'split(",")')),
            ("Miller", "mlr", ("--icsv", "--ojsonl", "cat")),
            ("csvkit", "csvjson", ("--stream", "--no-inference", "--snifflimit", "0"))):
        path = shutil.which(command)
        if path:
            found.append(Program(name, (path,), words))
        else:
            missing.append(name)
    node = shutil.which("node")
    if node and (npm / "node_modules" / "@duckdb" / "node-api").is_dir():
        # Its folder must be one that every user can read.
        script = shutil.copy(HERE / "duckdb.mjs", scratch)
        found.append(Program("DuckDB", (node, script, str(npm)), (), "-o {}"))
    else:
        missing.append("DuckDB")
    return found, missing
