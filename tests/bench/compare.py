"""Whether another program's line items say what linehaul's say."""

import json
from decimal import Decimal

AMOUNTS = ("gross_cost", "net_cost")


def read(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in file]


def amount(value):
    return Decimal(value) if isinstance(value, str) else value


def differences(ours, theirs):
    """{what differs: an example}. Amounts must be equal as decimals, whether number or text; blank is null."""
    found = {}
    if len(ours) != len(theirs):
        found["number of items"] = f"{len(ours)}, {len(theirs)}"
    for line, (mine, other) in enumerate(zip(ours, theirs), 1):
        for key in mine:
            want, have = mine[key], other.get(key)
            same = amount(want) == amount(have) if key in AMOUNTS else want == (have if have != "" else None)
            if not same:
                found.setdefault(key, f"line {line}: {want!r}, {have!r}")
    return found


def only_cells(ours, theirs):
    """The same, where the other program only turns rows into objects of all their cells."""
    cells = [{"raw": {name: text for name, text in row.items() if text not in ("", None)}} for row in theirs]
    return differences([{"raw": item["raw"]} for item in ours], cells)
