#!/usr/bin/env python3
"""The completions offer what the program takes: each command, option and value, in bash, zsh and fish themselves.

    completions_test.py --linehaul PROGRAM

The options and values that the program takes are those that it names when it is given one that it does not know.
"""

import argparse
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "completions"
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True
import make  # noqa: E402: the table, as the generator reads it

SECONDS = 60
UNKNOWN = "zzzzzzzzzzzz"


def known_to(program, *arguments):
    """What the program says that it would have known; empty where it takes the word."""
    done = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    found = re.search(r"; known: (.+)$", done.stderr, re.M)
    return set(found[1].split(", ")) if found else set(), done.stderr


def bash_offers(line):
    """The function itself: words cut as readline cuts them."""
    words = [word for word in re.split(r"( |=)", line) if word not in ("", " ")]
    if line[-1] in " =":
        words.append("")
    script = f"""source "$1"; shift
        [[ $(complete -p linehaul) == *_linehaul* ]] || exit 9
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _linehaul; printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "--norc", "-c", script, "bash", FOLDER / "linehaul.bash", *words], text=True,
                          capture_output=True, check=True)
    return set(done.stdout.split()), done.stderr


def fish_offers(line):
    done = subprocess.run(["fish", "--no-config", "-c", f"source {FOLDER}/linehaul.fish; complete -C '{line}'"], text=True,
                          capture_output=True, check=True)
    return {offer.split("\t")[0] for offer in done.stdout.splitlines()}, done.stderr


class Terminal:
    """A shell that believes that somebody types; what it shows is read, so that it never waits to be read."""

    def __init__(self, arguments, environment):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(arguments[0], arguments, environment)
        os.set_blocking(self.terminal, False)
        self.shown = ""

    def type(self, text):
        os.write(self.terminal, text.encode())

    def wait_for(self, is_there, what):
        end = time.monotonic() + SECONDS
        while not is_there():
            if time.monotonic() > end:
                sys.exit(f"FAILED: {what}: nothing came in {SECONDS} s; shown: {self.shown[-2000:]}")
            try:
                self.shown += os.read(self.terminal, 65536).decode(errors="replace")
            except BlockingIOError:
                time.sleep(0.002)

    def close(self):
        os.close(self.terminal)
        os.waitpid(self.process, 0)


class Zsh:
    """Completion runs as the Tab key starts it; every word that a completion function adds is written to a file."""

    SETUP = r"""
        fpath=($COMPLETIONS $fpath); autoload -Uz compinit; compinit -D -u; bindkey -e; setopt no_beep
        compadd() {
          if (( ${argv[(I)-[OAD]]} && ${argv[(I)-[OAD]]} < ${argv[(i)--]} )); then builtin compadd "$@"; return; fi
          local -a offered; builtin compadd -O offered "$@"; print -rl -- $offered >> $OFFERED
          builtin compadd "$@"
        }
        capture() { _main_complete; print -r -- /end/ >> $OFFERED }
        zle -C capture complete-word capture; bindkey '^I' capture
        print -r -- /ready/ >> $OFFERED
    """

    def __init__(self, scratch):
        self.offered = pathlib.Path(scratch, "offered")
        self.offered.write_text("")
        setup = pathlib.Path(scratch, "setup.zsh")
        setup.write_text(self.SETUP)
        self.terminal = Terminal(["zsh", "-f", "-i"], dict(os.environ, TERM="dumb", COMPLETIONS=str(FOLDER),
                                                           OFFERED=str(self.offered), PS1="", HOME=scratch))
        self.terminal.type(f"source {setup}\n")
        self.terminal.wait_for(lambda: "/ready/" in self.offered.read_text(), "zsh")

    def __call__(self, line):
        self.offered.write_text("")
        self.terminal.type(line + "\t")
        self.terminal.wait_for(lambda: "/end/" in self.offered.read_text(), line)
        self.terminal.type("\x15")
        return set(self.offered.read_text().split()) - {"/end/", ""}, ""


def completes_in_bash():
    """The Tab key in a bash with nothing but our file: a word comes out whole, behind a command and `=` too."""
    terminal = Terminal(["bash", "--norc", "-i"], dict(os.environ, TERM="dumb", PS1=""))
    terminal.type(f"source {FOLDER}/linehaul.bash; echo rea''dy\n")
    terminal.wait_for(lambda: "ready" in terminal.shown, "bash")
    terminal.type("linehaul norm\t--raw=nonem\t--fr\t=rare\x01echo is: \n")  # Ctrl-A: in front of the line
    terminal.wait_for(lambda: re.search(r"^is: .*=rare", terminal.shown.replace("\r", ""), re.M), "the Tab key in bash")
    terminal.close()
    return re.search(r"^is: (.*)$", terminal.shown.replace("\r", ""), re.M)[1]


class Comparison:
    def __init__(self):
        self.count, self.problems = 0, []

    def same(self, what, expected, got, errors=""):
        self.count += 1
        if errors:
            self.problems.append(f"{what}: {errors}")
        for word in sorted(expected - got):
            self.problems.append(f"{what}: {word} is missing")
        for word in sorted(got - expected):
            self.problems.append(f"{what}: {word} should not be there")


def compare_table(program, commands, compare):
    """The table with what the program takes."""
    for command in commands:
        words = command.name.split()
        if command.name == "help" or command.takes == "COMMAND":
            continue
        known, _ = known_to(program, *words, f"--{UNKNOWN}")
        compare.same(f"options of {command.name}", known, {o.long for o in command.options} | {"--help", "--version"})
        for option in command.options:
            if option.short:
                _, message = known_to(program, *words, option.short, "x", f"--{UNKNOWN}")
                compare.same(f"{command.name} {option.short}", {UNKNOWN}, set(re.findall("z{6,}", message)))
            if option.words and option.long != "--threads":
                known, _ = known_to(program, *words, option.long, UNKNOWN)
                compare.same(f"{command.name} {option.long}", known or {"known words in the message"}, set(option.words))


def compare_shell(name, offers, commands, formats, compare):
    """What a shell offers with the table."""
    top = {c.name for c in commands if " " not in c.name}
    compare.same(f"{name}: commands", top, *offers("linehaul "))
    compare.same(f"{name}: tags", {c.name.split()[1] for c in commands if " " in c.name}, *offers("linehaul tags "))
    compare.same(f"{name}: help", top - {"help"}, *offers("linehaul help "))
    compare.same(f"{name}: formats", formats, *offers("linehaul formats "))
    for command in commands:
        if command.takes == "COMMAND":
            continue
        got, errors = offers(f"linehaul {command.name} --")
        options = {o.long for o in command.options} | {"--help"}
        compare.same(f"{name}: options of {command.name}", options, {g.rstrip("=") for g in got}, errors)
        for option in command.options:
            offered = {"FORMAT": formats, "FIELD": set(make.fields_with_equals())}.get(option.value, set(option.words))
            if offered:
                compare.same(f"{name}: {command.name} {option.long}", offered,
                             *offers(f"linehaul {command.name} {option.long} "))
    got, errors = offers("linehaul normalize --raw=")
    compare.same(f"{name}: --raw=", {"nonempty", "all", "none"}, {g.removeprefix("--raw=") for g in got}, errors)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    program = parser.parse_args().linehaul.resolve()
    os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    os.environ["LC_ALL"] = "C.UTF-8"
    commands = make.read_table((FOLDER / "options.txt").read_text(encoding="utf-8"))
    formats = {path.stem for path in (ROOT / "schemas").glob("*.json") if "." not in path.stem}

    compare = Comparison()
    compare_table(program, commands, compare)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HOME"] = scratch
        os.chdir(scratch)
        pathlib.Path(scratch, "may.csv").write_text("")
        zsh = Zsh(scratch)
        for name, offers in {"bash": bash_offers, "fish": fish_offers, "zsh": zsh}.items():
            compare_shell(name, offers, commands, formats, compare)
        for name, offers in {"fish": fish_offers, "zsh": zsh}.items():
            compare.same(f"{name}: files", {"may.csv"}, *offers("linehaul normalize ma"))
            compare.same(f"{name}: files of -o", {"may.csv"}, *offers("linehaul normalize -o ma"))
        zsh.terminal.close()
        compare.same("bash: Tab", {"linehaul", "normalize", "--raw=nonempty", "--from", "=rare"}, set(completes_in_bash().split()))
    print("\n".join(compare.problems))
    print(f"{compare.count} comparisons, {len(compare.problems)} problems")
    sys.exit(1 if compare.problems or compare.count < 100 else 0)


if __name__ == "__main__":
    main()
