import json

with open("rules.json", "w") as file:
    json.dump({"rules": [{"when": {"charge_description": {"contains": "a" * i}}, "add": ["x"]} for i in range(1, 5000)]}, file)
with open("items.jsonl", "w") as file:
    file.write(json.dumps({"charge_description": "a" * 4000000}) + "\n")
