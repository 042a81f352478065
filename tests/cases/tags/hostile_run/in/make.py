import json

SIZE = 10000


def put(name, rules, **top):
    with open(name + ".json", "w") as file:
        json.dump({"rules": rules, **top}, file)


def rule(**when):
    return {"when": when, "add": ["miss"]}


hit = {"when": {"charge_description": "Fuel Surcharges"}, "add": ["hit"]}
put("eq", [rule(charge_description="x%d" % i) for i in range(SIZE)] + [hit])
put("in", [rule(charge_description={"in": ["x%d" % i, "y%d" % i]}) for i in range(SIZE)] + [hit])
put("contains", [rule(charge_description={"contains": "xy%d" % i}) for i in range(SIZE)] + [hit])
put("starts", [rule(charge_description={"starts_with": "xy%d" % i}) for i in range(SIZE)] + [hit])
put("negated", [rule(charge_description={"nin": ["Fuel Surcharges"]}, carrier="x%d" % i) for i in range(SIZE)] + [hit])
put("amounts", [rule(net_cost={"gt": 100000 + i}) for i in range(SIZE)] + [hit])
put("columns", [rule(**{"raw.x%d" % i: "1"}) for i in range(SIZE)] + [hit])
put("all_apply", [{"add": ["t%d" % (i % 9)]} for i in range(SIZE)] + [hit])
put("set_always", [{"set": ["t%d" % i, {"v": "{id}{id}{id}{id}"}]} for i in range(SIZE)] + [hit])
put("patterns", [rule(charge_description={"matches": "^x%d$" % i}) for i in range(1000)] + [hit])
put("pattern_long", [rule(charge_description={"matches": "x" * 10000}), hit])
put("not_deep", [{"when": json.loads('{"not":' * 58 + "{}" + "}" * 58), "add": ["hit"]}])
put("any_wide", [{"when": {"any": [{"charge_description": "x%d" % i} for i in range(100000)] + [hit["when"]]}, "add": ["hit"]}])
put("in_wide", [{"when": {"charge_description": {"in": ["x%d" % i for i in range(200000)] + ["Fuel Surcharges"]}}, "add": ["hit"]}])
put("name_long", [{**hit, "name": "n" * 1000000}])
put("thousand_tags", [{"add": ["t%d" % i for i in range(1000)]}, {"set": ["hit"]}], limits={"max_tags": 1000})
