#!/usr/bin/python3
"""schemas/tag_rules.schema.json and the loader of rule files take and refuse the same files.

    schema_and_loader.py --linehaul PROGRAM

good/*.json and the rules of samples/: the schema takes each, and `linehaul tags check` ends with 0 or 1. bad/*.json:
`linehaul tags check` ends with 2 and names the place and the reason that NAME.expect states, `LINE:COLUMN PART OF THE
MESSAGE`, or `- PART` where the file as a whole is refused; and the schema refuses it too, but for the EXCEPTIONS.
Limits too large for a file in the tree are made here. It needs Debian's python3-jsonschema, and so Debian's own
python3."""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "golden"))
from validate_output import SCHEMAS, parse, validator_for  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MIB = 1 << 20

# Bad files that the schema accepts, by what a JSON Schema cannot say.
EXCEPTIONS = {
    "whether a regular expression is one of RE2": {
        "matches_bad_pattern", "matches_look_ahead", "matches_back_reference", "date_matches_bad_pattern"},
    "bytes: maxLength counts characters": {"matches_bytes_not_characters"},
    "whether a month has such a day": {"date_february_30", "date_not_a_leap_year"},
    "digits of a number as it is written, or of a text with point and exponent": {
        "amount_too_many_digits", "amount_number_too_many_digits"},
    "a limit that another place of the file sets": {"tag_name_over_own_limit", "tag_name_over_wider_limit"},
    "how deep a file is nested": {"nested_too_deep"},
    "how many patterns a file has, how large it is": {"patterns_1001", "size_over_16_mib"},
}
# Bad files that are no JSON, so that no schema ever sees them: a parser must refuse them.
NOT_JSON = ("json_", "duplicate_key_", "not_utf8", "empty", "blank")


def rules_text(rules):
    return '{"rules": [' + ",\n".join(rules) + "]}\n"


def pattern_rule(number):
    return json.dumps({"when": {"charge_detail": {"matches": f"^{number}$"}}, "add": ["x"]})


def made_files(folder):
    """Writes the large ones; the same tables as good/ and bad/ hold for them."""
    good = {"patterns_1000": rules_text(pattern_rule(n) for n in range(1000)),
            "size_16_mib": rules_text(['{"add": ["x"]}'])}
    good["size_16_mib"] += " " * (16 * MIB - len(good["size_16_mib"]))
    column = pattern_rule(1000).index('"^1000') + 1
    bad = {"patterns_1001": (rules_text(pattern_rule(n) for n in range(1001)), f"1001:{column} 1000 patterns"),
           "size_over_16_mib": (good["size_16_mib"] + " ", "- 16 MiB")}
    for name, text in good.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        yield folder / f"{name}.json", None
    for name, (text, expected) in bad.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        yield folder / f"{name}.json", expected


def all_files(folder):
    """Each file with what is expected of it; None for a good one."""
    for path in [*sorted((HERE / "good").glob("*.json")), *sorted((HERE.parents[1] / "samples").glob("*.json"))]:
        yield path, None
    for path in sorted((HERE / "bad").glob("*.json")):
        yield path, path.with_suffix(".expect").read_text(encoding="utf-8").removesuffix("\n")
    yield from made_files(folder)


def schema_takes(path, validator):
    """Whether the schema does; None where the file is not even JSON."""
    try:
        value = parse(path.read_bytes().decode("utf-8-sig"))
    except ValueError:
        return None
    return validator.is_valid(value)


def loader_problem(program, path, expected):
    run = subprocess.run([program, "tags", "check", str(path)], capture_output=True, timeout=60, check=False)
    said = run.stderr.decode("utf-8", "replace")
    if expected is None:
        return None if run.returncode in (0, 1) else f"status {run.returncode}: {said.strip()[:300]}"
    place, _, part = expected.partition(" ")
    start = f"linehaul: {path}" + ("" if place == "-" else f":{place}") + ": bad-rules: "
    if run.returncode != 2 or not said.startswith(start) or part not in said:
        return f"status {run.returncode}, expected {start}...{part}\n    said: {said.strip()[:300]}"
    return f"wrote to standard output: {run.stdout[:80]}" if run.stdout else None


def schema_problem(path, expected, taken, excepted):
    if expected is None:
        return None if taken else "the schema refuses it"
    if path.stem.startswith(NOT_JSON):
        return None if taken is None else "is read as JSON"
    if path.stem in excepted:
        return None if taken else "is no exception: the schema refuses it"
    return None if taken is False else "the schema accepts it" if taken else "is not JSON"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    program = parser.parse_args().linehaul
    validator = validator_for(SCHEMAS / "tag_rules.schema.json")
    excepted = set().union(*EXCEPTIONS.values())

    counts = {"good": 0, "bad": 0}
    problems, seen = [], set()
    with tempfile.TemporaryDirectory() as scratch:
        for path, expected in all_files(pathlib.Path(scratch)):
            counts["good" if expected is None else "bad"] += 1
            seen.add(path.stem)
            for problem in (loader_problem(program, path, expected),
                            schema_problem(path, expected, schema_takes(path, validator), excepted)):
                if problem:
                    problems.append(f"{path.parent.name}/{path.name}: {problem}")
    problems += [f"no file for the exception {name}" for name in sorted(excepted - seen)]
    problems += [f"{path.name} belongs to no file" for path in sorted((HERE / "bad").glob("*.expect"))
                 if not path.with_suffix(".json").exists()]

    print("\n".join(problems))
    print(f"{counts['good']} good and {counts['bad']} bad files, of which the schema cannot refuse {len(excepted)}; "
          f"{len(problems)} problems")
    sys.exit(1 if problems or not counts["good"] or not counts["bad"] else 0)


if __name__ == "__main__":
    main()
