#!/usr/bin/env python3
"""Every command that README.md shows does what it shows there.

    readme_test.py --linehaul PROGRAM [--readme FILE]

Runs the fenced blocks in order, in a copy of the project, with PROGRAM first in PATH: of a `console` block each
`$ command` (`> ` goes on with it) with its output compared, of a `sh` block the whole, which must succeed and say
nothing. A block behind the comment <!-- not run: NAME --> is skipped and named; any other block of commands that is
not run is an error.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?:<!-- not run: (?P<skipped>[^>]+) -->\n+)?^```(?P<kind>\S*)\n(?P<text>.*?)^```$", re.M | re.S)
KINDS = {"console", "sh"}  # others, such as text, hold no commands
SECONDS = 60


@dataclass
class Command:
    script: str
    output: str


def commands(block):
    """The commands of a console block, each with the output that stands below it."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append(Command(line[2:], ""))
        elif line.startswith("> ") and found and not found[-1].output:
            found[-1].script += line[2:]
        elif found:
            found[-1].output += line
        else:
            sys.exit(f"FAILED: a console block begins with output: {line}")
    return found


def run(script, folder, environment):
    """Both streams as a terminal shows them: in the order written."""
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, encoding="utf-8")
    return done.stdout, done.returncode


def check_block(kind, text, folder, environment):
    """How many commands it holds, and what is wrong with them."""
    if kind == "sh":
        output, status = run("set -e\n" + text, folder, environment)
        return 1, [f"$ {text}--- status {status}, written:\n{output}"] if status or output else []
    problems = []
    shown = commands(text)
    for command in shown:
        output, _ = run(command.script, folder, environment)
        if output != command.output:
            problems.append(f"$ {command.script}--- README.md shows:\n{command.output}--- written:\n{output}")
    return len(shown), problems


def check_install_line(readme):
    """The packages to be installed by hand are those that ./dev installs to build."""
    by_hand = re.search(r"^apt-get install (.+)$", readme, re.M).group(1).split()
    by_dev = re.search(r"^build_packages=\((.+)\)$", (ROOT / "dev").read_text(), re.M).group(1).split()
    return [] if by_hand == by_dev else [f"packages: README.md has {by_hand}, ./dev has {by_dev}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    parser.add_argument("--readme", default=ROOT / "README.md", type=pathlib.Path)
    options = parser.parse_args()
    readme = options.readme.read_text(encoding="utf-8")
    environment = dict(os.environ, PATH=f"{options.linehaul.resolve().parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8",
                       TZ="UTC")

    problems, skipped, count = check_install_line(readme), [], 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch, "linehaul")
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", "build"))
        for block in BLOCK.finditer(readme):
            if block["skipped"]:
                skipped.append(block["skipped"])
            elif block["kind"] in KINDS:
                ran, wrong = check_block(block["kind"], block["text"], folder, environment)
                count += ran
                problems += wrong
            elif block["kind"] != "text":
                problems.append(f"a block of {block['kind'] or 'no kind'} is neither run nor marked as not run:\n"
                                + block["text"])

    print("\n".join(problems))
    print(f"{count} commands of {options.readme.name} run, {len(problems)} problems")
    print(f"{len(skipped)} blocks not run: {', '.join(skipped)}")
    if count == 0:
        sys.exit("FAILED: no command found")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
