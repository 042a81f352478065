#!/usr/bin/python3
"""Validates what linehaul says of a run against schemas/summary.schema.json.

    summary_schema.py --linehaul PROGRAM --samples FOLDER

For every sample: `check --json`, and what `check` and `normalize --summary FILE` write; then runs with
rejected rows, a missing input, standard input, several files, duplicates, tag rules and filters. Exit status 0
when all are valid. It needs Debian's python3-jsonschema, and so Debian's own python3."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))
from validate_output import SCHEMAS, problems_of, validator_for  # noqa: E402


def runs(samples, scratch):
    """Of each run: the arguments without those that say where the summary goes, and the standard input."""
    files = sorted(path for path in samples.glob("*.csv") if not path.stem.endswith("_tracking"))
    for path in files:
        yield [str(path)], b""
    yield [], files[0].read_bytes()
    yield [str(path) for path in files] * 2, b""
    yield ["--duplicates", "skip", *[str(path) for path in files] * 2], b""
    yield ["--informational", *map(str, files)], b""
    yield ["--compat", "trackstar", *map(str, files)], b""
    rules = ["--rules", str(samples / "charge_categories.json"), "--rules", str(samples / "gl_codes.json")]
    yield [*rules, *map(str, files)], b""
    yield [*rules, "--where", "net_cost[gte]=5", "--where", "trackstar_tags[contains]=gl:6110", *map(str, files)], b""
    yield ["--where", "carrier=nobody", *map(str, files)], b""
    limited = scratch / "limited.json"
    limited.write_text('{"limits": {"max_tags": 1}, "rules": [{"add": ["first", "second"]}]}', encoding="utf-8")
    yield ["--rules", str(limited), *map(str, files)], b""
    tracking = samples / "royal_mail_sap_bex_tracking.csv"
    yield ["--tracking", str(tracking), str(samples / "royal_mail_sap_bex.csv")], b""
    damaged = scratch / "damaged.csv"
    damaged.write_bytes((samples / "ups.csv").read_bytes().replace(b"2026-", b"2O26-", 3)[:-40])
    yield [str(scratch / "missing.csv"), str(damaged)], b""
    yield ["--strict", str(damaged)], b""
    yield [str(scratch / "missing.csv")], b""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    options = parser.parse_args()
    validator = validator_for(SCHEMAS / "summary.schema.json")

    count = failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        summary = pathlib.Path(scratch) / "summary.json"
        for arguments, given in runs(options.samples, pathlib.Path(scratch)):
            for command in (["check", "--json"], ["check", "--summary", str(summary)],
                            ["normalize", "--summary", str(summary)]):
                if command[0] == "check" and "--compat" in arguments:
                    continue  # an option of the output, which check has not
                summary.unlink(missing_ok=True)
                run = subprocess.run([options.linehaul, *command, *arguments], input=given, capture_output=True,
                                     timeout=60, check=False)
                written = run.stdout if "--json" in command else summary.read_bytes()
                problems = problems_of(written.decode(), validator)
                if run.returncode > 3:
                    problems.append(f"exit status {run.returncode}: {run.stderr.decode()[:300]}")
                count += 1
                failures += bool(problems)
                for problem in problems:
                    print(f"FAILED {' '.join(command + arguments)}: {problem}")
    print(f"{count} summaries validated, {failures} failed")
    return 1 if failures or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
