#!/usr/bin/python3
"""Validates samples/*.jsonl against schemas/invoice_line_item.schema.json, and every format schema,
schemas/<format>.json, against schemas/format.schema.json. Exit status 0: at least one of each, and all valid.

It needs Debian's python3-jsonschema, and so Debian's own python3, whatever else is on the PATH."""

import decimal
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "schemas"


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def unique_keys(pairs):
    keys = [key for key, _ in pairs]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    if repeated:
        raise ValueError(f"repeated keys: {', '.join(repeated)}")
    return dict(pairs)


def parse(text):
    """Stricter than json.loads, and exact: no amount becomes binary floating point."""
    return json.loads(
        text, parse_float=decimal.Decimal, parse_constant=refuse_constant, object_pairs_hook=unique_keys
    )


def validator_for(path):
    schema = parse(path.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    validator.check_schema(schema)
    return validator(schema)


def problems_of(text, validator):
    """One message for each way in which the JSON text is not what the schema says."""
    try:
        value = parse(text)
    except ValueError as error:
        return [str(error)]
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def validate_line_items():
    validator = validator_for(SCHEMAS / "invoice_line_item.schema.json")
    count, problems = 0, []
    for path in sorted((ROOT / "samples").glob("*.jsonl")):
        data = path.read_bytes()
        if not data.endswith(b"\n"):
            problems.append(f"{path.name}: no newline at the end")
        # Not splitlines(): it also splits at U+2028 and others, which JSON strings may hold.
        for number, line in enumerate(data.decode("utf-8").removesuffix("\n").split("\n"), start=1):
            count += 1
            problems += [f"{path.name}:{number}: {problem}" for problem in problems_of(line, validator)]
    return count, problems


def validate_format_schemas():
    validator = validator_for(SCHEMAS / "format.schema.json")
    count, problems = 0, []
    for path in sorted(SCHEMAS.glob("*.json")):
        if "." not in path.stem:  # *.schema.json and tables of databases are no formats
            count += 1
            text = path.read_text(encoding="utf-8")
            problems += [f"{path.name}: {problem}" for problem in problems_of(text, validator)]
    return count, problems


def main():
    items, item_problems = validate_line_items()
    formats, format_problems = validate_format_schemas()
    problems = item_problems + format_problems
    for problem in problems:
        print(problem)
    print(f"{items} line items and {formats} format schemas validated, {len(problems)} problems")
    return 0 if items and formats and not problems else 1


if __name__ == "__main__":
    sys.exit(main())
