#!/usr/bin/env python3
"""Writes the completions of linehaul for bash, zsh and fish from options.txt.

    make.py [--check]    --check writes nothing and fails where a file is not what it would write
"""

import dataclasses
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
MADE_BY = "Made by make.py from options.txt, which is the file to change."
FORMATS = "linehaul formats 2>/dev/null | sed -n 's/^\\([a-z0-9_]\\{1,\\}\\) .*/\\1/p'"


@dataclasses.dataclass
class Option:
    long: str
    short: str
    value: str  # empty: takes none
    text: str

    @property
    def words(self):
        return self.value.split("|") if "|" in self.value or self.value.islower() else []

    @property
    def names(self):
        return [self.short, self.long] if self.short else [self.long]


@dataclasses.dataclass
class Command:
    name: str  # two words: a command of a command
    takes: str
    text: str
    options: list


HELP = Option("--help", "-h", "", "show the options")


def read_table(text):
    """The commands in the order of the table, groups put in."""
    groups, commands, options = {}, [], None
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if found := re.fullmatch(r"group (\S+):", line):
            options = groups.setdefault(found[1], [])
        elif found := re.fullmatch(r"command ([a-z ]+?)(?: ([A-Z]+))?: (.+)", line):
            options = []
            commands.append(Command(found[1], found[2] or "", found[3], options))
        elif found := re.fullmatch(r"  &(\S+)", line):
            options += groups[found[1]]
        elif found := re.fullmatch(r"  (?:(-\w), )?(--[a-z0-9-]+)(?: (\S+))?: (.+)", line):
            options.append(Option(found[2], found[1] or "", found[3] or "", found[4]))
        else:
            sys.exit(f"options.txt: not understood: {line}")
    return commands


def fields():
    """What --where can ask for: the keys of a line item, and the columns of the source row by name."""
    schema = json.loads((FOLDER.parent / "schemas" / "invoice_line_item.schema.json").read_text(encoding="utf-8"))
    return [*(name for name in schema["properties"] if name != "raw"), "raw."]


def fields_with_equals():
    return [field if field.endswith(".") else f"{field}=" for field in fields()]


def children(commands, name):
    """The commands under one; of the program itself where name is empty."""
    prefix = f"{name} " if name else ""
    return [c for c in commands if c.name.startswith(prefix) and " " not in c.name[len(prefix):]]


# ---- bash

BASH = r"""# Completion of linehaul for bash. {made_by}

_linehaul() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD - 1]}} command='' options='' words='' i
  # bash makes three words of --raw=all
  if [[ $cur == = ]]; then
    cur=''
  elif [[ $prev == = ]]; then
    prev=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case "$command:${{COMP_WORDS[i]}}" in
      {top}) command=${{COMP_WORDS[i]}} ;;
{nested}    esac
  done
  case $command in
{commands}  esac
  # What an option takes; where nothing is offered, bash offers files.
  case $prev in
{values}  esac
  if [[ $cur == -* ]]; then words="$options --help"; fi
  [[ -z $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
  if [[ ${{COMPREPLY[*]}} == *[=.] ]]; then compopt -o nospace 2> /dev/null; fi
}}

complete -o default -F _linehaul linehaul
"""


def bash_words(kind, commands, name=""):
    """What to offer for a word of the table; None: files."""
    if kind == "FORMAT":
        return f"$({FORMATS})"
    if kind == "FIELD":
        return " ".join(fields_with_equals())
    if kind == "COMMAND":
        under = "" if name == "help" else name
        return " ".join(c.name.rsplit(" ", 1)[-1] for c in children(commands, under) if c.name != "help")
    return None


def make_bash(commands):
    nested, branches, values = "", "", {}
    for command in commands:
        inner = children(commands, command.name)
        if inner:
            names = " | ".join(f"{command.name}:{c.name.split()[-1]}" for c in inner)
            nested += f"      {names}) command=\"{command.name} ${{COMP_WORDS[i]}}\" ;;\n"
        words = bash_words(command.takes, commands, command.name)
        options = " ".join(name for option in command.options for name in option.names)
        branch = [f"options='{options}'"] if options else []
        branch += [f"words=\"{words}\""] if words else []
        branches += f"    '{command.name}') {'; '.join(branch) or ':'} ;;\n"
        for option in command.options:
            if option.value:
                offered = " ".join(option.words) or bash_words(option.value, commands)
                for name in option.names:
                    values.setdefault('return' if offered is None else f'words="{offered}"; options=\'\'',
                                      {})[name] = True
    top = children(commands, "")
    branches += f"    '') words=\"{' '.join(c.name for c in top)}\"; options='--version' ;;\n"
    cases = "".join(f"    {' | '.join(names)}) {action} ;;\n" for action, names in values.items())
    return BASH.format(made_by=MADE_BY, top=" | ".join(f":{c.name}" for c in top), nested=nested,
                       commands=branches, values=cases)


# ---- zsh

ZSH = r"""#compdef linehaul
# Completion of linehaul for zsh. {made_by}

_linehaul_formats() {{
  local -a formats=(${{(f)"$({formats})"}})
  compadd -a formats
}}

_linehaul_fields() {{
  compadd -S '' -- {fields}
}}

_linehaul_options() {{
  case $1 in
{commands}  esac
}}

_linehaul() {{
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C '(- *)'{{-h,--help}}'[show the options]' '(- *)--version[show the version]' \
    '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands=({top})
      _describe -t commands command commands ;;
    argument) _linehaul_options $words[1] ;;
  esac
}}

_linehaul "$@"
"""


def zsh_quoted(text):
    return "'" + text.replace("'", "'\\''") + "'"


def zsh_action(kind, words):
    if words:
        return f":value:({' '.join(words)})"
    return {"FILE": ":file:_files", "DIR": ":folder:_files -/", "FORMAT": ":format:_linehaul_formats",
            "FIELD": ":field:_linehaul_fields"}.get(kind, f":{kind.lower()}: ")


def zsh_option(option):
    several = "*" if option.value in ("FIELD",) or option.long in ("--schema", "--rules") else ""
    text = option.text.replace(":", "\\:")
    sign = "=" if option.value else ""
    action = zsh_action(option.value, option.words) if option.value else ""
    spec = zsh_quoted(f"[{text}]{action}")
    if option.short:
        return f"'({option.short} {option.long})'{{{option.short}{'+' if option.value else ''},{option.long}{sign}}}{spec}"
    return zsh_quoted(f"{several}{option.long}{sign}[{text}]{action}")


def zsh_described(commands):
    return " ".join(zsh_quoted(f"{c.name.rsplit(' ', 1)[-1]}:{c.text}") for c in commands)


def make_zsh(commands):
    branches = ""
    for command in commands:
        if command.takes == "COMMAND":
            inner = children(commands, "" if command.name == "help" else command.name)
            inner = [c for c in inner if c.name != "help"]
            branches += (f"    {command.name})\n      if ((CURRENT == 2)); then\n"
                         f"        local -a commands=({zsh_described(inner)})\n"
                         "        _describe -t commands command commands\n")
            if children(commands, command.name):
                branches += "      else\n        words[2]=\"$words[1] $words[2]\"; shift words; ((CURRENT--))\n" \
                            "        _linehaul_options $words[1]\n"
            branches += "      fi ;;\n"
            continue
        pattern = zsh_quoted(command.name) if " " in command.name else command.name
        branches += f"    {pattern})\n      _arguments '(- *)'{{-h,--help}}'[show the options]' \\\n"
        branches += "".join(f"        {zsh_option(option)} \\\n" for option in command.options)
        branches += f"        {zsh_quoted('*' + zsh_action(command.takes, []))} ;;\n"
    return ZSH.format(made_by=MADE_BY, formats=FORMATS, fields=" ".join(fields_with_equals()), commands=branches,
                      top=zsh_described(children(commands, "")))


# ---- fish

FISH = r"""# Completion of linehaul for fish. {made_by}

function __linehaul_command
    set -l command
    for word in (commandline -opc)[2..-1]
        switch "$command:$word"
            case {top}
                set command $word
{nested}        end
    end
    echo $command
end

function __linehaul_is
    set -l command (__linehaul_command)
    test "$command" = "$argv"
end

function __linehaul_formats
    {formats}
end

complete -c linehaul -s h -l help -d 'show the options'
complete -c linehaul -n '__linehaul_is ""' -l version -d 'show the version'
"""


def fish_value(option):
    if option.words:
        return f" -x -a '{' '.join(option.words)}'"
    return {"": "", "FILE": " -r -F", "DIR": " -x -a '(__fish_complete_directories)'",
            "FORMAT": " -x -a '(__linehaul_formats)'",
            "FIELD": f" -x -a '{' '.join(fields_with_equals())}'"}.get(option.value, " -x")


def fish_quoted(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def make_fish(commands):
    top = children(commands, "")
    nested = ""
    for command in top:
        if inner := children(commands, command.name):
            names = " ".join(f"{command.name}:{c.name.split()[-1]}" for c in inner)
            nested += f"            case {names}\n                set command \"{command.name} $word\"\n"
    lines = FISH.format(made_by=MADE_BY, top=" ".join(f":{c.name}" for c in top), nested=nested, formats=FORMATS)
    for command in commands:
        parent, _, word = command.name.rpartition(" ")
        lines += (f"complete -c linehaul -n '__linehaul_is \"{parent}\"' -f -a {word} "
                  f"-d {fish_quoted(command.text)}\n")
        if command.name != "help" and not parent:
            lines += f"complete -c linehaul -n '__linehaul_is help' -f -a {word} -d {fish_quoted(command.text)}\n"
    for command in commands:
        condition = f"-n '__linehaul_is {command.name}'"
        if command.takes == "FORMAT":
            lines += f"complete -c linehaul {condition} -f -a '(__linehaul_formats)'\n"
        for option in command.options:
            short = f" -s {option.short[1:]}" if option.short else ""
            lines += (f"complete -c linehaul {condition}{short} -l {option.long[2:]}{fish_value(option)} "
                      f"-d {fish_quoted(option.text)}\n")
    return lines


def main():
    commands = read_table((FOLDER / "options.txt").read_text(encoding="utf-8"))
    wrong = False
    for name, make in {"linehaul.bash": make_bash, "_linehaul": make_zsh, "linehaul.fish": make_fish}.items():
        made, path = make(commands), FOLDER / name
        if "--check" not in sys.argv[1:]:
            path.write_text(made, encoding="utf-8")
        elif path.read_text(encoding="utf-8") != made:
            print(f"FAILED: completions/{name} is not what completions/make.py writes")
            wrong = True
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
