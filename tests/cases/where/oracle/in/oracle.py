import json, os, re, subprocess, sys
from decimal import Decimal

samples = os.environ["SAMPLES"]


def holds(item, field, test, value):
    have = item.get(field)
    have = None if have in (None, "") else have
    if test == "exists":
        return (have is not None) == (value == "true")
    if have is None:
        return test in ("neq", "nin", "not_contains")
    low = str(have).lower()
    if field.endswith("_cost"):
        convert = Decimal
    elif field == "transaction_date":
        convert = str
        have = have[:10]
    else:
        convert = str
    if test in ("in", "nin"):
        return (have in [convert(v) for v in value.split(",")]) == (test == "in")
    return {
        "eq": lambda: have == convert(value),
        "neq": lambda: have != convert(value),
        "gt": lambda: have > convert(value),
        "gte": lambda: have >= convert(value),
        "lt": lambda: have < convert(value),
        "lte": lambda: have <= convert(value),
        "contains": lambda: value.lower() in low,
        "not_contains": lambda: value.lower() not in low,
        "starts_with": lambda: low.startswith(value.lower()),
        "ends_with": lambda: low.endswith(value.lower()),
        "matches": lambda: re.search(value, have) is not None,
    }[test]()


def run(*arguments):
    return subprocess.run(["linehaul", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


picked = 0
for golden in sorted(name for name in os.listdir(samples) if name.endswith(".jsonl")):
    name = golden[:-6]
    tracking = f"{samples}/{name}_tracking.csv"
    options = ["--tracking", tracking] if os.path.exists(tracking) else []
    source = f"{samples}/{name.removesuffix('_untracked')}.csv"
    items = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in open(f"{samples}/{golden}", encoding="utf-8")]
    unfiltered = json.loads(run("check", "--json", *options, source).stdout)["files"][0]
    for line in open(sys.argv[1], encoding="utf-8"):
        field, test, value = re.fullmatch(r"(\w+)\[(\w+)\]=(.*)", line.strip()).groups()
        wanted = [item["id"] for item in items if holds(item, field, test, value)]
        where = ["--where", line.strip()]
        out = run("normalize", *options, *where, source).stdout
        assert [json.loads(row)["id"] for row in out.splitlines()] == wanted, (name, line)
        proof = json.loads(run("check", "--json", *options, *where, source).stdout)["files"][0]
        assert proof["filtered_items"] == len(items) - len(wanted), (name, line, proof["filtered_items"])
        verdicts = [[i["verdict"] for i in p["invoices"]] for p in (unfiltered, proof)]
        assert verdicts[0] == verdicts[1], (name, line, verdicts)
        picked += len(wanted)
assert picked > 500, picked
