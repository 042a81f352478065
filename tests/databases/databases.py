#!/usr/bin/env python3
"""The recipes of README.md's section Databases, run with the databases themselves.

    databases.py --linehaul PROGRAM [--engine NAME]...

Each recipe, the block behind <!-- not run: NAME -->, is run on all samples, and on one invoice more with 36 digits and
with the characters that loaders stumble over. Its sums by carrier and currency must be those of `linehaul check
--json`, and every value in the table that of its line item, with amounts as numbers and as strings. Loading a second
time must add nothing, and what is not a line item must fail and load nothing. A database that is not there and cannot
be had is named and counted as skipped; where none is left, the test fails. BigQuery cannot be run here: its schema is
compared with schemas/invoice_line_item.schema.json.
"""

import argparse
import collections
import contextlib
import csv
import decimal
import glob
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"
KEYS = list(json.loads((SCHEMAS / "invoice_line_item.schema.json").read_text())["properties"])
NORMALIZE = "linehaul normalize -r invoices -o items.jsonl"  # the first line of every recipe
SUMS = "carrier,currency,items,gross,net"  # above what its last command writes
RULES = ROOT / "samples" / "gl_codes.json"  # so that there are tags
SECONDS = 120
TIME_ZONE = "America/New_York"  # not UTC: a time must not change with where it is read
NO_ITEM = """{"id":"n","gross_cost":1.0,"net_cost":1.0,"charge_description":"x","trackstar_tags":[],"carrier":"x"}
{"id":"bad"}
"""

decimal.getcontext().prec = 60


class Unavailable(Exception):
    """Why a database cannot be run here."""


@dataclass
class Engine:
    start: object  # start(scratch): a context that gives the environment of its programs, or raises Unavailable
    query: str  # a command that runs {sql} and writes CSV
    item: str  # SQL: the rows as JSON objects with the keys of a line item; {members} is filled in
    columns: dict  # SQL of a column where it is not the column itself
    added: tuple  # what the recipe says when it has loaded {count} new items of {lines} lines; empty: it loads nothing


def sqlite(_scratch):
    if not shutil.which("sqlite3"):
        raise Unavailable("sqlite3 is not installed")
    return contextlib.nullcontext({})


def duckdb(scratch):
    if shutil.which("duckdb"):
        return contextlib.nullcontext({})
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT / "tests" / "bench"))
    from programs import DUCKDB, install_duckdb
    with contextlib.chdir(folder):
        if not shutil.which("node") or not install_duckdb():
            raise Unavailable(f"there is no duckdb, and npm could not install {DUCKDB}")
    program = scratch / "bin" / "duckdb"
    program.write_text(f'#!/bin/sh\nexec node "{ROOT}/tests/databases/duckdb.mjs"\n')
    program.chmod(0o755)
    return contextlib.nullcontext({"NODE_FOLDER": str(folder)})


@contextlib.contextmanager
def postgresql(scratch):
    """A server of its own that only listens on a socket in the scratch folder."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    if not found or not shutil.which("psql"):
        raise Unavailable("postgresql is not installed")
    owner = {}
    folder = scratch / "server"
    folder.mkdir()
    if os.geteuid() == 0:  # a server does not run as root
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")

    def server(program, *arguments):
        subprocess.run([f"{found[-1]}/{program}", "-D", "data", *arguments], cwd=folder, check=True, timeout=SECONDS,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **owner)

    server("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    server("pg_ctl", "-w", "-l", "log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield {"PGHOST": str(folder), "PGUSER": "postgres", "PGTZ": TIME_ZONE}
    finally:
        server("pg_ctl", "-w", "-m", "fast", "stop")


ENGINES = {
    "DuckDB": Engine(
        duckdb, """cat schemas/line_items.duckdb.sql - <<'END' | duckdb -csv\n{sql}\nEND\n""",
        "SELECT json_object({members}) AS item FROM line_items('items.jsonl')",
        {"transaction_date": "strftime(transaction_date, '%Y-%m-%dT%H:%M:%SZ')", "raw": "to_json(raw)",
         "gross_cost": "CAST(gross_cost AS VARCHAR)", "net_cost": "CAST(net_cost AS VARCHAR)"}, ()),
    "PostgreSQL": Engine(
        postgresql, """psql -X --csv <<'END'\n{sql}\nEND\n""",
        "SELECT json_build_object({members}) AS item FROM line_items",
        {"transaction_date": """to_char(transaction_date, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""",
         "gross_cost": "gross_cost::text", "net_cost": "net_cost::text"},
        ("COPY {lines}\n", "INSERT 0 {count}\n")),
    "SQLite": Engine(
        sqlite, """sqlite3 -csv -header items.db <<'END'\n{sql}\nEND\n""",
        "SELECT json_object({members}) AS item FROM line_items",
        {"transaction_date": "transaction_date || 'Z'", "trackstar_tags": "json(trackstar_tags)", "raw": "json(raw)"},
        ("{lines} lines read, {count} of them new",)),
}


def recipe(readme, name):
    found = re.findall(rf"^<!-- not run: {name} -->\n+```sh\n(.*?)^```$", readme, re.M | re.S)
    if len(found) != 1 or NORMALIZE not in found[0]:
        sys.exit(f"FAILED: README.md must have one recipe for {name}, with the line {NORMALIZE}")
    return found[0]


def write_invoices(folder):
    folder.mkdir()
    for sample in (ROOT / "samples").glob("*.csv"):
        if not sample.name.endswith("_tracking.csv"):
            shutil.copy(sample, folder)
    text = (ROOT / "samples" / "royal_mail.csv").read_text(encoding="utf-8")
    for before, after in (("0091730442", "0091730443"), ("0091741518", "0091741519"),
                          (",1.9777777777777778,", ",-123456789012345678.977777777777777812,"),
                          ("Aberdâr", "\\. \\N \\n \\\\ ' ''; \"\"net_cost\"\":9, \x01\x02\t\u2028")):
        if before not in text:
            sys.exit(f"FAILED: samples/royal_mail.csv has no {before}")
        text = text.replace(before, after)
    (folder / "long.csv").write_text(text, encoding="utf-8")


def run(script, folder, environment):
    done = subprocess.run(["bash", "-c", "set -e\n" + script], cwd=folder, env=environment, text=True, timeout=SECONDS,
                          stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def csv_rows(text):
    csv.field_size_limit(1 << 24)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def wanted_sums(folder, environment):
    """What linehaul itself says: (carrier, currency) to number of items, gross, net."""
    _, text, errors = run("linehaul check -r invoices --json", folder, environment)
    sums = collections.defaultdict(lambda: (0, Decimal(0), Decimal(0)))
    for file in json.loads(text)["files"] if text else sys.exit(f"FAILED: linehaul check: {errors}"):
        for total in file["totals"]:
            items, gross, net = sums[file["carrier"], total["currency"]]
            sums[file["carrier"], total["currency"]] = (items + total["items"], gross + Decimal(total["gross"]),
                                                        net + Decimal(total["net"]))
    return dict(sums)


def sums_of(output):
    start = output.find(SUMS)
    rows = csv_rows(output[start:].replace("\r\n", "\n")) if start >= 0 else []
    return {(row["carrier"], row["currency"]): (int(row["items"]), Decimal(row["gross"]), Decimal(row["net"]))
            for row in rows}


def comparable(item):
    return {**item, "gross_cost": Decimal(item["gross_cost"]), "net_cost": Decimal(item["net_cost"])}


def differing_items(engine, folder, environment):
    """The first item of which the database has another value."""
    lines = (folder / "items.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    wanted = {item["id"]: comparable(item) for item in (json.loads(line, parse_float=str) for line in lines)}
    if not any(item["trackstar_tags"] for item in wanted.values()):
        return ["no item has a tag"]
    members = ", ".join(f"'{key}', {engine.columns.get(key, key)}" for key in KEYS)
    status, output, errors = run(engine.query.format(sql=engine.item.format(members=members) + ";"), folder,
                                 environment)
    if status:
        return [f"the items cannot be read back: {errors}"]
    found = {item["id"]: comparable(item) for item in (json.loads(row["item"]) for row in csv_rows(output))}
    if wanted.keys() != found.keys():
        return [f"{len(wanted)} items were written, {len(found)} are there"]
    return [f"{key}: {wanted[key]} has become {found[key]}" for key in wanted if wanted[key] != found[key]][:1]


def load(engine, script, wanted, new, folder, environment):
    """Runs the recipe; what is wrong."""
    status, output, errors = run(script, folder, environment)
    if status:
        return [f"status {status}: {errors}"]
    lines = sum(items for items, _, _ in wanted.values())
    problems = [f"it does not say {said!r}: {output}" for text in engine.added
                if (said := text.format(lines=lines, count=lines if new else 0)) not in output]
    if sums_of(output) != wanted:
        problems.append(f"sums: linehaul has\n{wanted}\nthe database\n{sums_of(output)}")
    return problems + differing_items(engine, folder, environment)


def refusals(engine, script, wanted, folder, environment):
    """What is wrong with how the recipe takes what it must refuse."""
    problems = []
    (folder / "bad.jsonl").write_text(NO_ITEM)
    if run(script.replace(NORMALIZE, "cp bad.jsonl items.jsonl"), folder, environment)[0] == 0:
        problems.append("a line that is no line item did not fail")
    if engine.added:
        if run(script.replace(NORMALIZE, f"{NORMALIZE} --compat trackstar"), folder, environment)[0] == 0:
            problems.append("items of --compat trackstar did not fail")
        count = "SELECT count(*) AS items FROM line_items;"
        rows = csv_rows(run(engine.query.format(sql=count), folder, environment)[1])
        if not rows or int(rows[0]["items"]) != sum(items for items, _, _ in wanted.values()):
            problems.append(f"what was refused has changed the table: {rows}")
    return problems


def try_recipe(name, script, scratch, environment):
    engine, problems = ENGINES[name], []
    with engine.start(scratch) as additions:
        for amounts in ("number", "string"):
            folder = scratch / f"{name}-{amounts}"
            folder.mkdir()
            (folder / "schemas").symlink_to(SCHEMAS)
            write_invoices(folder / "invoices")
            here = {**environment, **additions}
            if name == "PostgreSQL":
                subprocess.run(["createdb", amounts], env=here, check=True)
                here["PGDATABASE"] = amounts
            wanted = wanted_sums(folder, here)
            this = script.replace(NORMALIZE, f"{NORMALIZE} --rules {RULES} --amounts {amounts}")
            for new in (True, False):
                problems += [f"{name}, --amounts {amounts}, {'first' if new else 'second'} time: {problem}"
                             for problem in load(engine, this, wanted, new, folder, here)]
            problems += [f"{name}: {problem}" for problem in refusals(engine, script, wanted, folder, here)]
    return problems


def bigquery_problems():
    fields = json.loads((SCHEMAS / "line_items.bigquery.json").read_text())
    required = json.loads((SCHEMAS / "invoice_line_item.schema.json").read_text())["required"]
    types = {"transaction_date": "TIMESTAMP", "gross_cost": "BIGNUMERIC", "net_cost": "BIGNUMERIC",
             "trackstar_tags": "JSON", "raw": "JSON"}
    may_be_null = ("transaction_date", "account_id", "invoice_id", "tracking_number")

    def mode(key):
        if key == "trackstar_tags":
            return "REPEATED"
        return "REQUIRED" if key in required and key not in may_be_null else "NULLABLE"

    wanted = [(key, types.get(key, "STRING"), mode(key)) for key in KEYS]
    found = [(field["name"], field["type"], field["mode"]) for field in fields]
    return [] if wanted == found else [f"line_items.bigquery.json: {found} should be {wanted}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only this; default: all")
    options = parser.parse_args()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    problems, ran, skipped = bigquery_problems(), [], []
    for name in options.engine or ENGINES:
        with tempfile.TemporaryDirectory() as folder:
            scratch = pathlib.Path(folder)
            scratch.chmod(0o755)  # the server's user goes through it
            (scratch / "bin").mkdir()
            (scratch / "bin" / "linehaul").symlink_to(options.linehaul.resolve())
            environment = dict(os.environ, PATH=f"{scratch}/bin:{os.environ['PATH']}", HOME=folder, LC_ALL="C.UTF-8",
                               TZ=TIME_ZONE)
            try:
                problems += try_recipe(name, recipe(readme, name), scratch, environment)
                ran.append(name)
            except Unavailable as reason:
                skipped.append(f"{name} ({reason})")

    print("\n".join(problems))
    print(f"{len(ran)} databases run: {', '.join(ran)}; {len(problems)} problems")
    print(f"{len(skipped)} databases skipped: {', '.join(skipped)}" if skipped else "none skipped")
    sys.exit(1 if problems or not ran else 0)


if __name__ == "__main__":
    main()
