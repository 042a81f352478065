#!/usr/bin/env python3
"""The job of README.md's section Every night does what the section says, started as cron and systemd start it.

    cron_test.py --linehaul PROGRAM
"""

import argparse
import configparser
import fcntl
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = "/srv/invoices"


def recipe(name):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- cron: {re.escape(name)} -->\n```text\n(.*?)```", readme, re.S)[1]


def unit(name):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(recipe(name))
    return parser


def check(what, holds):
    if not holds:
        sys.exit(f"FAILED: {what}")


class Night:
    """The folder of the job, and one way to start it."""

    def __init__(self, start, program, folder):
        self.start, self.folder = start, folder
        # What cron gives a job, and no more.
        self.environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "HOME": "/root", "SHELL": "/bin/sh", "LOGNAME": "root"}
        (folder / "inbox").mkdir()

    def run(self):
        return subprocess.run(self.start(self.folder), cwd="/" if self.start is from_crontab else self.folder,
                              env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)

    def state(self):
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}


def from_crontab(folder):
    path, line = recipe("crontab").splitlines()
    check("the crontab sets PATH", path == "PATH=/usr/local/bin:/usr/bin:/bin")
    fields = line.split(" ", 5)
    check("the crontab line has five times and a command", re.fullmatch(r"[0-9*/,-]+", "".join(fields[:5])))
    check("% is special in a crontab", "%" not in fields[5])
    check(f"the job's folder is {FOLDER}", fields[5].startswith(f"cd {FOLDER} && "))
    return ["/bin/sh", "-c", fields[5].replace(FOLDER, shlex.quote(str(folder)))]


def from_systemd(_):
    service = unit("linehaul.service")["Service"]
    check("the service is in the folder, and runs once", service["WorkingDirectory"] == FOLDER and service["Type"] == "oneshot")
    check("a second run is no failure", service["SuccessExitStatus"] == "75")
    return shlex.split(service["ExecStart"])


def check_nights(start, program):
    with tempfile.TemporaryDirectory() as scratch:
        night = Night(start, program, pathlib.Path(scratch))
        done = night.run()
        failed = 0 if start is from_crontab else 3  # there the status is said, and cron does not look at it
        check(f"an empty inbox is said: {done}", done.returncode == failed and "inbox" in done.stderr)

        shutil.copy(ROOT / "samples" / "ups.csv", night.folder / "inbox")  # has a notice, which -q leaves out
        done = night.run()
        check(f"a quiet night: {done}", (done.returncode, done.stdout, done.stderr) == (0, "", ""))
        first = night.state()
        check("the files of a night", set(first) == {".lock", "items.jsonl", "rejects.jsonl", "summary.json"})
        check("the items", first["items.jsonl"].count(b"\n") == 23 and first["rejects.jsonl"] == b"")
        summary = json.loads(first["summary.json"])
        check("the summary", summary["exit_status"] == 0 and len(summary["files"][0]["input"]["sha256"]) == 64)

        broken = (ROOT / "samples" / "usps.csv").read_text().replace("6.87", "6.8O", 1)
        (night.folder / "inbox" / "usps.csv").write_text(broken)
        done = night.run()
        said = "status 1: see above, rejects.jsonl and summary.json (75: the run before is still at work)\n" if start is from_crontab else ""
        check(f"a rejected row: {done}", (done.returncode, done.stdout) == ((0, said) if said else (1, "")))
        second = night.state()
        check("the others came out", second["items.jsonl"].count(b"\n") == 23 + 14)
        check("the row was kept", json.loads(second["rejects.jsonl"])["line"] == 3)

        (night.folder / "inbox" / "list.csv").write_text("a,b\n1,2\n")
        done = night.run()
        check(f"a file that is no invoice: {done}", done.returncode == failed and "list.csv" in done.stderr)
        check("the old items stay", night.state()["items.jsonl"] == second["items.jsonl"])

        with open(night.folder / ".lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = night.state()
            done = night.run()
            check(f"a second run: {done}", done.stderr == "" and "75" in (done.stdout or str(done.returncode)))
            check("it changes nothing", night.state() == before)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    program = parser.parse_args().linehaul.resolve()
    command = recipe("crontab").split(" && ", 1)[1].split(" || ", 1)[0]
    check("cron and systemd run the same", unit("linehaul.service")["Service"]["ExecStart"] == f"/usr/bin/{command}")
    timer = unit("linehaul.timer")
    check("the timer", timer["Timer"]["OnCalendar"] == "02:15" and timer["Install"]["WantedBy"] == "timers.target")
    for start in (from_crontab, from_systemd):
        check_nights(start, program)
    print("the job runs from a crontab and from systemd's units")


if __name__ == "__main__":
    main()
