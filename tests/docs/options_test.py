#!/usr/bin/env python3
"""The manual page, the --help texts and the program speak of the same things.

    options_test.py --linehaul PROGRAM

Long options, names of problems, exit statuses, verdicts and reasons for skipped money: each that the program has
is in man/linehaul.1, and the other way round.
"""

import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMANDS = ("", "normalize", "check", "explain", "formats", "records", "tags", "tags check", "tags apply", "tags export",
            "tags import", "tags list")
LINES, COLUMNS, LINES_ALONE = 24, 80, 12  # of a --help text; of that without a command
NOT_IN_HELP = {"version"}  # not an option of any command, so no --help text of theirs lists it


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def section(page, title, level="Sh"):
    """The lines of a section of the page, its subsections with it."""
    end = r"^\.Sh " if level == "Sh" else r"^\.S[hs] "
    found = re.search(rf"^\.{level} {re.escape(title)}\n(.*?)(?={end}|\Z)", page, re.M | re.S)
    if not found:
        sys.exit(f"FAILED: man/linehaul.1 has no section {title}")
    return found.group(1)


def items(text, macro=r"Li ", kind=r"[a-z0-9-]+"):
    """What the lists of a piece of the page explain: `.It Li name`."""
    return set(re.findall(rf"^\.It {macro}({kind})$", text, re.M))


def help_options(program):
    texts = [subprocess.run([program, *command.split(), "--help"], capture_output=True, text=True, check=True).stdout
             for command in COMMANDS]
    if len(set(texts)) != len(COMMANDS):
        sys.exit("FAILED: two commands have the same --help text")
    for command, text in zip(COMMANDS, texts):
        lines = text.splitlines()
        if len(lines) > LINES or max(map(len, lines)) > COLUMNS or (command == "" and len(lines) != LINES_ALONE):
            sys.exit(f"FAILED: linehaul {command} --help has {len(lines)} lines of up to {max(map(len, lines))} columns")
    return set(re.findall(r"(?<![\w-])--([a-z][a-z-]*)", "\n".join(texts))) | NOT_IN_HELP


def page_options(page):
    return set(re.findall(r"(?:Fl|\|) -([a-z][a-z-]*)", page))


def explained_options(page):
    return set(re.findall(r"^\.It .*?Fl -([a-z][a-z-]*)", page, re.M))


def program_problems():
    """Those of single records and files, those that end a file or the run, and those of configuration files."""
    names = set(re.findall(r'\{Problem::\w+, "([a-z0-9-]+)"\}', read("src/diagnostic.cpp"))) - {"none"}
    for path in [*(ROOT / "src").rglob("*.cpp"), *(ROOT / "parsers").rglob("*.cpp")]:
        source = path.read_text(encoding="utf-8")
        names |= set(re.findall(r'"(?:\{\}|:1)?: ([a-z0-9]+(?:-[a-z0-9]+)*): ', source))
        names |= set(re.findall(r'\bread_configuration\([^;]*?"([a-z]+-[a-z]+)"', source))
        names |= set(re.findall(r'\bUnfit\{fmt::format\(\s*"([a-z]+-[a-z]+): ', source))
    return names


def exit_statuses():
    return set(re.findall(r"^  \w+ = (\d+),", read("src/exit_status.h"), re.M))


def returned_texts(path, function):
    """What a function that names things can return."""
    body = re.search(rf"\b{function}\(.*?^}}", read(path), re.M | re.S).group(0)
    return set(re.findall(r'return "([^"]+)"', body))


class Comparison:
    def __init__(self):
        self.problems = []

    def same(self, what, program, page):
        if not program or not page:
            self.problems.append(f"{what}: found nothing to compare")
        for name in sorted(program - page):
            self.problems.append(f"{what}: {name} is not in the documents")
        for name in sorted(page - program):
            self.problems.append(f"{what}: {name} is documented, but the program does not have it")
        print(f"{what}: {len(program)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    program = parser.parse_args().linehaul
    page = read("man/linehaul.1")

    compare = Comparison()
    compare.same("options", help_options(program), page_options(page))
    compare.same("options that are explained", help_options(program), explained_options(page))
    compare.same("problems", program_problems(), items(section(page, "PROBLEMS")))
    compare.same("exit statuses, manual", exit_statuses(), items(section(page, "EXIT STATUS"), macro=""))
    compare.same("exit statuses, README.md", exit_statuses(),
                 set(re.findall(r"^\| (\d+) \|", read("README.md"), re.M)))
    compare.same("verdicts", returned_texts("src/summary/invoice.cpp", "verdict_name"),
                 items(section(page, "Verdicts", "Ss"), kind=".+"))
    compare.same("reasons", returned_texts("src/model/row_money.cpp", "skip_reason_name"),
                 items(section(page, "The books", "Ss")))
    print("\n".join(compare.problems))
    sys.exit(1 if compare.problems else 0)


if __name__ == "__main__":
    main()
