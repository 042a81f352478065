import json


def put(name, text):
    with open(name, "w") as file:
        file.write(text + "\n")


put("long.jsonl", json.dumps({"id": "a" * 30000000}))
tags = ["t%d" % i for i in range(20000)]
put("tags.jsonl", json.dumps({"id": "a", "trackstar_tags": tags}, separators=(",", ":")))
put("tags.csv", "id,tags\na," + '"' + json.dumps(tags).replace('"', '""') + '"')
put("deep.jsonl", '{"a":' * 100000 + "1" + "}" * 100000)
put("open.jsonl", '{"a":' + "[" * 1000000)
