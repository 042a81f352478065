#!/usr/bin/env python3
"""A signal ends a run with the status that shells know, and leaves the old output or none, never a part of one.

    signals.py --linehaul PROGRAM --samples FOLDER

The run writes an output for each of two inputs, of which the second is a pipe that nobody writes to: once the first
output is there, it is known to be waiting in the middle of its work.
"""

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SECONDS = 60


def start(program, samples, folder, ignored=None):
    """The run, as a shell would start it, when it waits for its second input."""
    shutil.copy(samples / "usps.csv", folder / "first.csv")
    os.mkfifo(folder / "second.csv")
    (folder / "out").mkdir()
    (folder / "out" / "second.jsonl").write_text("old\n")
    command = [program, "normalize", "--output-dir", "out", "--rejects", "rejects.jsonl", "first.csv", "second.csv"]
    run = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                           preexec_fn=(lambda: signal.signal(ignored, signal.SIG_IGN)) if ignored else None)
    writer = os.open(folder / "second.csv", os.O_WRONLY)  # waits until the run opens it to read
    return run, writer


def check(what, expected, got):
    if expected != got:
        sys.exit(f"FAILED: {what}: {got!r} instead of {expected!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    options = parser.parse_args()
    program = os.path.abspath(options.linehaul)
    samples = options.samples.resolve()
    whole = subprocess.run([program, "normalize", samples / "usps.csv"], capture_output=True, check=True).stdout

    checks = 0
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            run, writer = start(program, samples, folder)
            end = time.monotonic() + SECONDS
            while not (folder / "out" / "first.jsonl").exists() and time.monotonic() < end:
                time.sleep(0.01)
            run.send_signal(number)
            check(f"{number.name}: status", -number, run.wait(SECONDS))
            check(f"{number.name}: messages", "", run.stderr.read())
            os.close(writer)
            check(f"{number.name}: files", ["first.jsonl", "second.jsonl"], sorted(os.listdir(folder / "out")))
            check(f"{number.name}: the output that was done", whole, (folder / "out" / "first.jsonl").read_bytes())
            check(f"{number.name}: the old output", "old\n", (folder / "out" / "second.jsonl").read_text())
            check(f"{number.name}: the run's folder", ["first.csv", "out", "second.csv"], sorted(os.listdir(folder)))
            checks += 6
    for number, shown in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        script = '"$0" normalize "$1"; echo $?'
        with tempfile.TemporaryDirectory() as scratch:
            pipe = pathlib.Path(scratch, "pipe.csv")
            os.mkfifo(pipe)
            shell = subprocess.Popen(["bash", "-c", script, program, pipe], stdout=subprocess.PIPE,
                                     stderr=subprocess.DEVNULL, text=True)
            writer = os.open(pipe, os.O_WRONLY)
            child = pathlib.Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()[0]
            os.kill(int(child), number)
            check(f"{number.name} in a shell", f"{shown}\n", shell.communicate(timeout=SECONDS)[0])
            os.close(writer)
            checks += 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        run, writer = start(program, samples, folder, ignored=signal.SIGHUP)
        run.send_signal(signal.SIGHUP)
        os.write(writer, (samples / "ups.csv").read_bytes())
        os.close(writer)
        check("nohup: status", 0, run.wait(SECONDS))
        check("nohup: files", ["first.jsonl", "second.jsonl"], sorted(os.listdir(folder / "out")))
        run.stderr.close()
        checks += 2
    print(f"{checks} checks, 0 problems")


if __name__ == "__main__":
    main()
