#!/usr/bin/env python3
"""Every example of man/linehaul-tag-rules.5 does what the page says, and the page has one for everything.

    man_examples.py --linehaul PROGRAM

A block of rules in the page stands behind a comment:

    .\\" example: NAME; sample: FILE; items: N; tags: TAG = N, TAG = N
    .\\"   KEY: TEXT; KEY: TEXT

It is a rule file, or a single rule. The sample of samples/ is normalized with it; then `items` of its charges have a
tag, and `tags` are all of these with their numbers; NAME:* are all values of a name together. Further keys:
    options  for `normalize`
    with     the name of an example whose rules come first in the same run
    after    likewise, in a run before; this one is `tags apply` to what that wrote
    command  apply: `tags apply` to the charges as they are without rules
    status   the exit status, else 0
schemas/tag_rules.schema.json says what must have an example of its name: each test, each action, each combinator, both
limits, `names` and `template`. Each kind of field must occur in one."""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "man" / "linehaul-tag-rules.5"
BLOCK = re.compile(r"^\.Bd -literal.*\n(?P<text>(?:.*\n)*?)^\.Ed$", re.M)
KEYS = {"example", "sample", "items", "tags", "options", "with", "after", "command", "status"}


def fail(message):
    sys.exit(f"FAILED: {message}")


def stated(comment):
    """The keys of an example's comment."""
    text = "; ".join(line.removeprefix('.\\"').strip() for line in comment.splitlines())
    found = dict(part.strip().split(": ", 1) for part in text.split("; "))
    if set(found) - KEYS or not {"example", "sample", "items", "tags"} <= set(found):
        fail(f"the comment of an example has other keys than it should: {comment}")
    return found


def examples(page):
    """Each with its rules as the page shows them; a block that looks like rules must be one."""
    result = {}
    for block in BLOCK.finditer(page):
        text = block["text"].replace("\\e", "\\").replace("\\&", "")
        if not text.startswith("{"):
            continue
        comment = re.search(r'^\.\\" example: .*\n(?:^\.\\"   .*\n)*\Z', page[:block.start()], re.M)
        if not comment:
            fail(f"this block is no example:\n{text}")
        example = stated(comment.group(0))
        rules = json.loads(text)
        example["rules"] = rules if "rules" in rules else {"rules": [rules]}
        if result.setdefault(example["example"], example) is not example:
            fail(f"two examples are called {example['example']}")
    if len(result) != len(re.findall(r'^\.\\" example: ', page, re.M)):
        fail("a comment of an example has no block of rules behind it")
    return result


def expected_tags(text):
    return {tag: int(count) for tag, count in (part.rsplit(" = ", 1) for part in text.split(", "))}


def counted_tags(items, expected):
    """Tags as `name` or `name:value`, values counted together where the page does so."""
    counts = collections.Counter()
    for item in items:
        for tag in item["trackstar_tags"]:
            name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
            label = name if value is None else f"{name}:{value}"
            counts[f"{name}:*" if f"{name}:*" in expected and value is not None else label] += 1
    return dict(counts)


class Runner:
    def __init__(self, program, folder, all_examples):
        self.program, self.folder, self.examples = program, folder, all_examples

    def rule_file(self, name):
        if name not in self.examples:
            fail(f"no example is called {name}")
        path = self.folder / f"{name}.json"
        path.write_text(json.dumps(self.examples[name]["rules"]), encoding="utf-8")
        return str(path)

    def run(self, *arguments, given=None):
        done = subprocess.run([self.program, *arguments], input=given, capture_output=True, timeout=60, check=False)
        return done.stdout, done.returncode, done.stderr.decode()

    def normalize(self, example, names):
        rules = [part for name in names for part in ("--rules", self.rule_file(name))]
        options = example.get("options", "").split()
        return self.run("normalize", *rules, *options, str(ROOT / "samples" / example["sample"]))

    def output(self, example):
        name = example["example"]
        if "after" in example or example.get("command") == "apply":
            before = self.normalize(example, [example["after"]] if "after" in example else [])[0]
            return self.run("tags", "apply", self.rule_file(name), given=before)
        return self.normalize(example, [*([example["with"]] if "with" in example else []), name])

    def problems(self, example):
        written, status, said = self.output(example)
        items = [json.loads(line) for line in written.splitlines()]
        expected = expected_tags(example["tags"])
        facts = {"items": (int(example["items"]), sum(1 for item in items if item["trackstar_tags"])),
                 "tags": (expected, counted_tags(items, expected)),
                 "status": (int(example.get("status", 0)), status)}
        return [f"{example['example']}: {what}: the page says {page}, the program gives {program} {said[:300]}"
                for what, (page, program) in facts.items() if page != program]


def keys_of(value):
    """All keys of objects in it, at any depth."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from keys_of(inside)
    elif isinstance(value, list):
        for entry in value:
            yield from keys_of(entry)


def missing(found):
    """What of the schema the examples do not show."""
    schema = json.loads((ROOT / "schemas" / "tag_rules.schema.json").read_text(encoding="utf-8"))
    definitions = schema["$defs"]
    fields = {name: part for name, part in definitions.items() if name.endswith("Field")}
    names = {key for part in fields.values() for alternative in [part, *part.get("oneOf", [])]
             for key in alternative.get("properties", {})}
    names |= {"all", "any", "not", "names", *schema["properties"]["limits"]["properties"]}
    names |= set(definitions["rule"]["properties"]) - {"name", "when"}
    result = [f"no example of {name}" for name in sorted(names)
              if name not in found or name not in set(keys_of(found[name]["rules"]))]
    if "{" not in json.dumps([rule["add"] for rule in found.get("template", {}).get("rules", {}).get("rules", [])])[2:]:
        result.append("no example of template")

    when = definitions["when"]
    kinds = {name: part["$ref"].rpartition("/")[2] for name, part in when["properties"].items() if "$ref" in part}
    column_kind = next(iter(when["patternProperties"].values()))["$ref"].rpartition("/")[2]
    shown = {kinds.get(key, column_kind if key.startswith("raw.") else "") for example in found.values()
             for rule in example["rules"]["rules"] for key in keys_of(rule.get("when", {}))}
    return result + [f"no example has a field of the kind {kind}" for kind in sorted(set(fields) - shown)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    program = parser.parse_args().linehaul
    found = examples(PAGE.read_text(encoding="utf-8"))
    problems = missing(found)
    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(program, pathlib.Path(scratch), found)
        for example in found.values():
            problems += runner.problems(example)
    print("\n".join(problems))
    print(f"{len(found)} examples of {PAGE.name} run, {len(problems)} problems")
    sys.exit(1 if problems or not found else 0)


if __name__ == "__main__":
    main()
