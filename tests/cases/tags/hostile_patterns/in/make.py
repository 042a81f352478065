import json

patterns = [r"(a*)*b", r"(a+)+$", r"(a|aa)+$", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"(.*)(.*)(.*)(.*)(.*)x", r"(a?){50}a{50}!", r"[ab]*a[ab]{12}!"]
with open("rules.json", "w") as file:
    json.dump({"rules": [{"when": {"charge_description": {"matches": p}}, "add": ["p%d" % i]} for i, p in enumerate(patterns)]}, file)
with open("items.jsonl", "w") as file:
    for text in ("a" * 100000, "a" * 100000 + "b", "ab" * 50000):
        file.write(json.dumps({"charge_description": text}) + "\n")
