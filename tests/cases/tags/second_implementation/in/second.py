import json
import os
import random
import re
import subprocess
from decimal import Decimal, InvalidOperation

samples = os.environ["SAMPLES"]
chance = random.Random(5)
TEXTS = ["account_id", "invoice_id", "tracking_number", "charge_description", "carrier", "currency", "charge_code", "charge_detail", "id"]
PARTS = ["contains", "not_contains", "starts_with", "ends_with", "matches"]
ORDER = ["gt", "gte", "lt", "lte"]


def value_of(item, field):
    value = (item.get("raw") or {}).get(field[4:]) if field.startswith("raw.") else item.get(field)
    value = value.strip() if isinstance(value, str) else value
    return None if value == "" else value


def amount(text):
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def same_tag(tag, wanted):
    name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
    pair = None if value is None else f"{name.lower()}:{value}"
    return wanted.lower() == name.lower() or (pair is not None and wanted.lower()[: len(name)] + wanted[len(name) :] == pair)


def test_holds(item, tags, field, test, wanted):
    if field == "trackstar_tags":
        if test == "exists":
            return bool(tags) == wanted
        found = [any(same_tag(tag, one) for tag in tags) for one in wanted]
        return all(found) if test == "contains" else not any(found)
    have = value_of(item, field)
    if test == "exists":
        return (have is not None) == wanted
    if have is None:
        return test in ("neq", "nin", "not_contains")
    if test in ORDER and field.startswith("raw."):
        have, wanted = amount(have), amount(wanted)
        if have is None or wanted is None:
            return False
    elif field.endswith("_cost"):
        wanted = [Decimal(w) for w in wanted] if isinstance(wanted, list) else Decimal(wanted)
    elif field == "transaction_date" and test not in PARTS:
        have = have[:10]
    return {
        "eq": lambda: have == wanted,
        "neq": lambda: have != wanted,
        "in": lambda: have in wanted,
        "nin": lambda: have not in wanted,
        "gt": lambda: have > wanted,
        "gte": lambda: have >= wanted,
        "lt": lambda: have < wanted,
        "lte": lambda: have <= wanted,
        "contains": lambda: wanted.lower() in have.lower(),
        "not_contains": lambda: wanted.lower() not in have.lower(),
        "starts_with": lambda: have.lower().startswith(wanted.lower()),
        "ends_with": lambda: have.lower().endswith(wanted.lower()),
        "matches": lambda: re.search(wanted, have) is not None,
    }[test]()


def holds(item, tags, when):
    for key, value in when.items():
        if key == "all":
            good = all(holds(item, tags, part) for part in value)
        elif key == "any":
            good = any(holds(item, tags, part) for part in value)
        elif key == "not":
            good = not holds(item, tags, value)
        elif isinstance(value, dict):
            good = all(test_holds(item, tags, key, test, wanted) for test, wanted in value.items())
        else:
            good = test_holds(item, tags, key, "eq", value)
        if not good:
            return False
    return True


def name_of(tag):
    return (tag if isinstance(tag, str) else next(iter(tag))).lower()


def add(item, tags, tag):
    if isinstance(tag, str):
        made = tag.lower()
    else:
        (name, value), parts = next(iter(tag.items())), []
        for text, field in re.findall(r"([^{]*)(?:\{([^}]*)\})?", value):
            filled = value_of(item, field) if field else ""
            if filled is None:
                return
            parts.append(text + str(filled))
        made = {name.lower(): "".join(parts)}
    for i, other in enumerate(tags):
        if name_of(other) == name_of(made):
            tags[i] = made
            return
    tags.append(made)


def tagged(item, rules):
    tags = []
    for rule in rules:
        if not holds(item, tags, rule.get("when", {})):
            continue
        if "set" in rule:
            tags.clear()
        for tag in rule.get("set", []) + rule.get("add", []):
            add(item, tags, tag)
        gone = [name.lower() for name in rule.get("remove", [])]
        tags[:] = [tag for tag in tags if name_of(tag) not in gone]
        if rule.get("stop"):
            break
    return tags[:10]


def made_test(items, columns):
    item = chance.choice(items)
    field = chance.choice(TEXTS + ["net_cost", "gross_cost", "transaction_date", "trackstar_tags"] * 2 + ["raw." + c for c in chance.sample(columns, min(4, len(columns)))])
    some = value_of(item, field)
    if field == "trackstar_tags":
        test = chance.choice(["contains", "not_contains", "exists"])
        return field, test, chance.random() < 0.5 if test == "exists" else chance.sample(["t1", "T2", "t3:a", "t4", "t5"], 1 + chance.randrange(2))
    if some is None or chance.random() < 0.15:
        return field, "exists", chance.random() < 0.5
    if field.endswith("_cost"):
        test = chance.choice(ORDER + ["eq", "neq", "in", "nin"])
        return field, test, [str(some), "1"] if test in ("in", "nin") else str(some)
    if field == "transaction_date":
        test = chance.choice(ORDER + ["eq", "neq", "in", "nin", "starts_with"])
        return field, test, [some[:10]] if test in ("in", "nin") else some[:10]
    test = chance.choice(["eq", "neq", "in", "nin"] + PARTS)
    if test in ("in", "nin"):
        return field, test, [some, "x"]
    if test in ("eq", "neq"):
        return field, test, some
    start = chance.randrange(len(some))
    part = {"starts_with": some[: start + 1], "ends_with": some[start:]}.get(test, some[start : start + 3])
    if not part.isascii() or not part.strip() == part:
        part = "e"
    return field, test, re.sub(r"[^A-Za-z0-9 ]", ".", part) if test == "matches" else part.swapcase()


def made_when(items, columns, depth):
    when = {}
    for _ in range(1 + chance.randrange(2)):
        what = chance.random()
        if depth > 0 and what < 0.4:
            key = chance.choice(["all", "any", "not"])
            when[key] = made_when(items, columns, depth - 1) if key == "not" else [made_when(items, columns, depth - 1) for _ in range(1 + chance.randrange(3))]
        else:
            field, test, value = made_test(items, columns)
            when.setdefault(field, {})[test] = value
    return when


def made_rule(items, columns):
    tags = ["t1", "T2", {"t3": "a"}, {"t3": "b"}, {"T4": "{charge_description}"}, {"t5": "{charge_code}/{currency}"}, "t6", {"t7": "{tracking_number}"}]
    tags += ["n%d" % chance.randrange(30), {"r": "{raw.%s}" % chance.choice(columns)}]
    tags = [tag for tag in tags if isinstance(tag, str) or not re.search(r"\{[^}]*\{|\}[^{]*\}", next(iter(tag.values())))]
    rule = {key: chance.sample(tags, 1 + chance.randrange(3)) for key in ("add", "set") if chance.random() < (0.8 if key == "add" else 0.1)}
    if chance.random() < 0.3 or not rule:
        rule["remove"] = chance.sample(["T1", "t2", "t3", "t6", "r"], 2)
    if chance.random() < 0.05:
        rule["stop"] = True
    if chance.random() < 0.95:
        rule["when"] = made_when(items, columns, 3)
    return rule


compared = with_tags = 0
for golden in sorted(name for name in os.listdir(samples) if name.endswith(".jsonl")):
    with open(f"{samples}/{golden}", encoding="utf-8") as file:
        items = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in file]
    columns = sorted({c for item in items for c, v in item["raw"].items() if "{" not in c and "}" not in c and not any(x in "".join(str(i["raw"].get(c, "")) for i in items) for x in ",$€£-%")})
    name = golden[:-6]
    tracking = f"{samples}/{name}_tracking.csv"
    options = ["--tracking", tracking] if os.path.exists(tracking) else []
    for round in range(12):
        rules = [made_rule(items, columns) for _ in range(25)]
        with open("rules.json", "w", encoding="utf-8") as file:
            json.dump({"rules": rules}, file)
        run = subprocess.run(["linehaul", "normalize", "--rules", "rules.json", *options, f"{samples}/{name.removesuffix('_untracked')}.csv"], capture_output=True)
        lines = run.stdout.decode().splitlines()
        assert len(lines) == len(items), (name, run.stderr.decode())
        for line, item in zip(lines, items):
            tags, wanted = json.loads(line)["trackstar_tags"], tagged(item, rules)
            assert tags == wanted, (name, round, item["id"], tags, wanted)
            compared += 1
            with_tags += bool(tags)
assert compared > 1000 and with_tags > compared / 3, (compared, with_tags)
