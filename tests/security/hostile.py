#!/usr/bin/env python3
"""Hostile names, cells, archives, schemas and rule files get nothing done that the user has not asked for.

    hostile.py --linehaul PROGRAM --samples FOLDER --shim LIBRARY

Every run is watched by strace: it starts no other program, and what it opens for writing, renames, makes or removes
lies where the command line says. Nothing that a run prints to standard error would do anything to a terminal. Symbolic
links that somebody planted in an output folder, or under the names of temporary files, are not written through. Two programs that do what must not be done are
run first, and must be found out. Exit status 0 when all held, 77 when strace may not trace here.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

WATCHED = ("execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,"
           "unlinkat,mkdir,mkdirat,rmdir,chmod,fchmodat,chown,fchownat,lchown,truncate,mknod,mknodat,socket")
WORDS = "$(touch pwned) `touch pwned` ; touch pwned | touch pwned & \x1b[31mred\x1b]0;title\x07 \r\x08\x7f\u009b1m"
QUOTED = '"' + WORDS.replace('"', "") + '"'
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")  # a line feed ends a message

failures = []
checks = 0


def hold(is_right, what):
    global checks
    checks += 1
    if not is_right:
        failures.append(what)


class Watch:
    """Runs commands in a folder, and knows what they did to the file system."""

    def __init__(self, folder):
        self.folder, self.log = folder, folder.parent / "log"

    def run(self, *words, given=b""):
        self.log.write_text("")
        run = subprocess.run(["strace", "-f", "-qq", "-s", "4096", "-o", self.log, "-e", f"trace={WATCHED}", *words],
                             cwd=self.folder, input=given, capture_output=True, check=False,
                             env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        return run, self.log.read_text(errors="replace").splitlines()


def programs_started(log):
    return sum("execve" in line and "= 0" in line for line in log)


def changes(log, folder):
    """The paths that a run wrote, made, named or removed, as far as it succeeded."""
    paths = set()
    for line in log:
        call = re.match(r"\d+ +(\w+)\((.*)\) += (-?\d+)", line)
        if not call or int(call[3]) < 0 or call[1] in ("execve", "execveat"):
            continue
        if call[1] == "socket":
            paths.add("a socket")
        if call[1].startswith(("open", "creat")) and not re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat", line):
            continue
        for path in re.findall(r'"((?:[^"\\]|\\.)*)"', call[2]):
            if not path.startswith("/proc/self/fd/"):
                paths.add(os.path.normpath(os.path.join(folder, path)))
    return paths


def watch(what, run_and_log, folder, allowed=(), statuses=(0, 1, 2, 3)):
    run, log = run_and_log
    text = run.stderr.decode("utf-8", "surrogateescape")
    hold(run.returncode in statuses, f"{what}: status {run.returncode}\n{text}")
    hold(programs_started(log) == 1, f"{what}: starts another program")
    outside = [path for path in changes(log, folder) if not any(is_within(path, place) for place in allowed)]
    hold(not outside, f"{what}: writes {outside}")
    hold(not UNSAFE.search(text), f"{what}: sends a control sequence: {UNSAFE.findall(text)} in {text!r}")
    hold(not list(folder.parent.rglob("pwned")), f"{what}: ran a command")
    return run


def is_within(path, place):
    """A place is a file, of which temporary neighbours are allowed, or a folder with all that is in it."""
    temporary = os.path.join(os.path.dirname(place), ".linehaul-")
    return path == place or path.startswith(place + os.sep) or path.startswith(temporary) or \
        path == os.path.dirname(place)


def prove_the_watch(watched, folder):
    """What a run must not do is noticed."""
    _, log = watched.run("sh", "-c", "echo x > out/../../outside; /bin/true")
    hold(programs_started(log) == 2, "the watch does not see a program that is started")
    hold(str(folder.parent / "outside") in changes(log, folder), "the watch does not see a file outside")


def hostile_inputs(folder, sample):
    """{what: path} of inputs whose names or cells are hostile."""
    text = sample.read_text()
    header, first, *rest = text.splitlines()
    inputs = {"a name that is a command": folder / "$(touch pwned);`touch pwned`|touch pwned&.csv",
              "a name that is an option": folder / "--output=pwned.csv",
              "a name with control bytes": folder / "\x1b[31m\x07\r\nx\u009b.csv",
              "a name that is no UTF-8": folder / os.fsdecode(b"\xff\xfe\x9b31m.csv")}
    for path in inputs.values():
        path.write_text(text)
    cells = {"cells with commands and control bytes": (header, re.sub(r",[^,]*$", "," + QUOTED, first)),
             "an amount of control bytes": (header, re.sub(r"\d+\.\d\d", WORDS.replace(",", ""), first)),
             "column names of control bytes": (header + "," + QUOTED, first + ","),
             "renamed columns of control bytes": (re.sub("Amount", "Amount\x1b[2J", header), first),
             "surplus cells of control bytes": (header, first + "," + QUOTED),
             "no invoice, of control bytes": (QUOTED, QUOTED)}
    for number, (what, lines) in enumerate(cells.items()):
        inputs[what] = folder / f"cells{number}.csv"
        inputs[what].write_text("\n".join([*lines, *rest]) + "\n")
    return inputs


def hostile_archive(folder, sample):
    path = folder / "hostile.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("good.csv", "../../up.csv", "/tmp/absolute.csv", "a/../../up.csv", "\x1b[31mred.csv"):
            archive.writestr(name, sample.read_text())
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return path


def sweep_inputs(watched, linehaul, folder, sample):
    for what, path in hostile_inputs(folder, sample).items():
        name = "./" + path.name
        for words in (("normalize", "--"), ("check", "--"), ("records", "--"), ("explain", "--"),
                      ("normalize", "--to", "csv", "--"), ("normalize", "-v", "--log-format", "json", "--")):
            watch(f"{' '.join(words)}, {what}", watched.run(linehaul, *words, name), folder)
        watch(f"normalize, {what}, on standard input", watched.run(linehaul, "normalize", given=path.read_bytes()),
              folder)
        out = folder / "out"
        watch(f"normalize --output-dir, {what}", watched.run(linehaul, "normalize", "--output-dir", "out", "--", name),
              folder, (str(out),))
        watch(f"normalize, reports, {what}",
              watched.run(linehaul, "normalize", "-o", "i.jsonl", "--rejects", "r.jsonl", "--summary", "s.json", "--",
                          name), folder, [str(folder / file) for file in ("i.jsonl", "r.jsonl", "s.json")])


def sweep_archive(watched, linehaul, folder, sample):
    path = hostile_archive(folder, sample)
    for words in (("normalize",), ("check",), ("records",), ("normalize", "--output-dir", "out")):
        watch(f"{' '.join(words)}, archive", watched.run(linehaul, *words, path.name), folder, (str(folder / "out"),))
    for member in ("../../up.csv", "/tmp/absolute.csv", "link.csv"):
        run = watch(f"member {member}", watched.run(linehaul, "normalize", f"{path.name}/{member}"), folder)
        hold(run.returncode == 3 and not run.stdout, f"member {member}: it is read")


def sweep_configuration(watched, linehaul, folder, sample):
    (folder / "schema.json").write_text('{"format": "../../x\\u001b[31m", "extends": "$(touch pwned)", "a": 1}')
    (folder / "rules.json").write_text('{"rules": [{"name": "\\u001b[2J$(touch pwned)", "if": 1}], "\\u009b": 2}')
    (folder / "good.json").write_text('{"rules": [{"tag": "x\\u001b[31m", "when": {"carrier": "usps"}}]}')
    given = str(sample)
    for words in (("normalize", "--schema", "schema.json"), ("normalize", "--schema-file", "schema.json"),
                  ("normalize", "--rules", "rules.json"), ("normalize", "--rules", "good.json"),
                  ("tags", "check", "rules.json"), ("normalize", "--where", WORDS), ("normalize", "--columns", WORDS),
                  ("normalize", "--from", WORDS), (WORDS,), ("normalize", "--" + WORDS), ("tags", WORDS)):
        watch(f"{words}", watched.run(linehaul, *words, given), folder)


def sweep_links(watched, linehaul, folder, sample):
    secret = folder.parent / "secret"
    secret.write_text("secret\n")
    planted = folder / "planted"
    planted.mkdir()
    (planted / (sample.stem + ".jsonl")).symlink_to(secret)
    run = watch("a planted link", watched.run(linehaul, "normalize", "--output-dir", "planted", str(sample)), folder,
                (str(planted),), (0, 1, 2, 3, 4))
    hold(secret.read_text() == "secret\n", "a symbolic link in the output folder is written through")
    hold(run.returncode == 4 or not (planted / (sample.stem + ".jsonl")).is_symlink(), "neither refused nor replaced")


def sweep_temporary_names(linehaul, shim, folder, sample):
    """Links under the names that the temporary files of a run will try first: the number of the process is known."""
    secret = folder.parent / "secret"
    clean = subprocess.run([linehaul, "normalize", sample], capture_output=True, check=True).stdout
    for preload in ({}, {"LD_PRELOAD": shim, "LINEHAUL_SHIM": "no-tmpfile"}):
        secret.write_text("secret\n")
        script = 'ln -s "$1" .linehaul-$$-0; ln -s absent .linehaul-$$-1; exec env "${@:4}" "$2" normalize -o t.jsonl "$3"'
        words = ["bash", "-c", script, "bash", secret, linehaul, sample, *(f"{k}={v}" for k, v in preload.items())]
        run = subprocess.run(words, cwd=folder, capture_output=True, check=False)
        hold(run.returncode == 0 and (folder / "t.jsonl").read_bytes() == clean, f"planted temporary names: {run}")
        hold(secret.read_text() == "secret\n" and not (folder / "absent").exists(),
             f"a temporary file is written through a planted link, with {preload}")
        hold(len(list(folder.glob(".linehaul-*"))) == 2, f"a temporary file is left, or a planted link gone: {preload}")
        for path in (*folder.glob(".linehaul-*"), folder / "t.jsonl"):
            path.unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--shim", required=True, help="the library that tests/sweep/shim.cpp makes")
    options = parser.parse_args()
    linehaul, sample = os.path.abspath(options.linehaul), (options.samples / "usps.csv").resolve()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "work"
        (folder / "out").mkdir(parents=True)
        watched = Watch(folder)
        if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode != 0:
            print("SKIPPED: hostile: strace may not trace here")
            sys.exit(77)
        prove_the_watch(watched, folder)
        sweep_inputs(watched, linehaul, folder, sample)
        sweep_archive(watched, linehaul, folder, sample)
        sweep_configuration(watched, linehaul, folder, sample)
        sweep_links(watched, linehaul, folder, sample)
        sweep_temporary_names(linehaul, os.path.abspath(options.shim), folder, sample)
    for failure in failures:
        print(f"FAILED: {failure}")
    print(f"{checks} checks, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()
