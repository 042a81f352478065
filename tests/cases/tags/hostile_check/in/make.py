import json

with open("many.json", "w") as file:
    json.dump({"rules": [{"add": ["a"]}] * 200000}, file)
with open("long.json", "w") as file:
    json.dump({"rules": [{"when": {"charge_description": "a" * 1500 + "%05d" % i}, "add": ["x"]} for i in range(10000)]}, file)
