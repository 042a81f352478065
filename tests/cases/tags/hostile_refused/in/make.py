import json


def put(name, data):
    with open(name + ".json", "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def rule(when):
    return '{"rules":[{"when":' + when + ',"add":["x"]}]}'


put("array_bomb", "[" * 1000000)
put("array_deep", '{"rules":' + "[" * 1000 + "]" * 1000 + "}")
put("not_bomb", rule('{"not":' * 100000 + "{}" + "}" * 100000))
put("not_65", rule('{"not":' * 65 + "{}" + "}" * 65))
put("all_deep", rule('{"all":[' * 5000 + "{}" + "]}" * 5000))
put("object_open", '{"rules":[{"when":' * 10000)
put("duplicate_key", '{"rules":[{"add":["x"],"add":["y"]}]}')
put("duplicate_top", '{"rules":[],"rules":[]}')
put("duplicate_escaped", rule('{"carrier":"ups","c\\u0061rrier":"dpd"}'))
put("duplicate_test", rule('{"carrier":{"eq":"a","eq":"b"}}'))
put("utf8_latin", b'{"rules":[{"name":"Gr\xfc\xdfe","add":["x"]}]}')
put("utf8_overlong", b'{"rules":[{"name":"\xc0\xaf","add":["x"]}]}')
put("utf8_surrogate", b'{"rules":[{"name":"\xed\xa0\x80","add":["x"]}]}')
put("utf8_cut", b'{"rules":[{"name":"\xe2\x82"}]}')
put("escape_surrogate", rule('{"carrier":"\\ud800"}'))
put("nul_in_text", b'{"rules":[{"name":"a\x00b","add":["x"]}]}')
put("nul_behind", b'{"rules":[{"add":["x"]}]}\x00')
put("nul_before", b'\x00{"rules":[{"add":["x"]}]}')
put("nul_only", b"\x00" * 4096)
put("utf16", '{"rules":[{"add":["x"]}]}'.encode("utf-16"))
put("large", '{"rules":[]}' + " " * (17 * 1024 * 1024))
put("empty", "")
put("blank", " \n\t ")
put("garbage", bytes(range(256)) * 100)
put("two", '{"rules":[]}{"rules":[]}')
put("trailing_comma", '{"rules":[{"add":["x"]},]}')
put("comment", '// rules\n{"rules":[]}')
put("open_text", '{"rules":[{"name":"' + "a" * 1000000)
put("list", '[{"add":["x"]}]')
put("text", '"rules"')
put("patterns_1001", json.dumps({"rules": [{"when": {"carrier": {"matches": "^a%d$" % i}}, "add": ["x"]} for i in range(1001)]}))
put("pattern_long", rule(json.dumps({"carrier": {"matches": "a" * 10001}})))
put("pattern_counted", rule('{"carrier":{"matches":"((a{100}){100}){100}"}}'))
put("pattern_back", rule('{"carrier":{"matches":"(a)\\\\1"}}'))
put("pattern_look", rule('{"carrier":{"matches":"(?=a)b"}}'))
put("zeros", '{"rules":[' + ",".join(["0"] * 500000) + "]}")
put("huge_limit", '{"limits":{"max_tags":99999999999999999999},"rules":[]}')
put("negative_limit", '{"limits":{"max_tags":-1},"rules":[]}')
put("null_value", rule('{"carrier":null}'))
