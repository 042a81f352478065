"""DuckDB, and why it may read a file otherwise."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"
COLUMNS = 64

# What may make DuckDB read otherwise. Where none of it is in a file the two must agree, but for empty cells at a
# row's end: those that DuckDB pads cannot be told from those of the file.
DIFFERENCES = {
    "encoding": "NULs, UTF-16, U+FEFF and what is not UTF-8 are refused, kept or lost",
    "odd quotes": "a quote that neither opens a cell, closes one nor is doubled is guessed at, and so are blanks "
                  "beside quotes; what cannot be read is left out without a word",
    "line ends": "more than one kind in a file, CR alone or in cells",
    "columns": f"a row has more than the {COLUMNS} that were asked for",
    "size": "linehaul was told to take no record so long",
}


def missing():
    """Why there is no DuckDB; empty where there is."""
    sys.path.insert(0, str(ROOT / "tests" / "bench"))
    from programs import DUCKDB, install_duckdb
    FOLDER.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(FOLDER):
        return "" if shutil.which("node") and install_duckdb() else f"npm could not install {DUCKDB}"


def read(texts, paths):
    """Of each text the rows, without empty cells at their ends; None where DuckDB refuses it."""
    dialects = {}
    for text, path in zip(texts, paths):
        dialects.setdefault((text.delimiter, text.quote), []).append(path)
    groups = [{"delimiter": delimiter, "quote": quote, "columns": COLUMNS, "files": files}
              for (delimiter, quote), files in dialects.items()]
    run = subprocess.run(["node", str(pathlib.Path(__file__).with_name("duckdb.mjs"))], check=True,
                         input=json.dumps(groups).encode(), stdout=subprocess.PIPE,
                         env={**os.environ, "NODE_FOLDER": str(FOLDER)})
    rows = dict(zip((path for group in groups for path in group["files"]), run.stdout.decode().split("\n")))
    return [json.loads(rows[path]) for path in paths]


def reasons(text, got, used):
    """The differences that the text can give rise to."""
    found = []
    if used & {"NUL", "UTF-16", "Windows-1252"} or b"\xef\xbb\xbf" in text.data:
        found.append("encoding")
    if not is_rfc_4180(text):
        found.append("odd quotes")
    if len(set(re.findall(rb"\r\n|\r|\n", text.data))) > 1:
        found.append("line ends")
    if any(len(record) > COLUMNS for record in got.records):
        found.append("columns")
    if "longer than --max-record-size" in used:
        found.append("size")
    return found


def is_rfc_4180(text):
    if not text.quote:
        return True
    quote, delimiter = re.escape(text.quote), re.escape(text.delimiter)
    cell = f"(?:{quote}(?:[^{quote}]|{quote}{quote})*+{quote}|[^{quote}{delimiter}\r\n]*+)"
    return re.fullmatch(f"(?:{cell}(?:{delimiter}|\r\n|\r|\n))*+{cell}", text.data.decode("latin-1")) is not None
