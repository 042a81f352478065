#!/usr/bin/env python3
"""A run that is killed leaves every output as it was, or whole, and does not hinder the next run.

    kills.py --linehaul PROGRAM --samples FOLDER --shim LIBRARY [--fast] [--only COMMAND...]

Runs commands of runs.py over outputs of an earlier run and lets strace kill them (SIGKILL) at each system call in turn,
from the first call of main() on. Then every output must be the old one or the whole new one, and the same command in
the same folder must end as if nothing had been. What stays behind of the killed run is counted. A fault that shim.cpp
plants in the program, a rename that is a copy, must be noticed. Exit status 0 when all held,
77 when nothing failed but something could not be tried, which is named.
"""

import concurrent.futures
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace

sys.dont_write_bytecode = True  # leave nothing among the sources

from runs import COMMANDS, OLD, OLD_MODE, Bench, Tally, can_trace, parse_arguments

FAST = ("file", "no-tmpfile")
KILLED = -9
TEMPORARY = re.compile(r"(^|/)\.linehaul-[0-9]+-[0-9]+$")


class Sweep:
    def __init__(self, bench, tally):
        self.bench, self.tally = bench, tally
        self.left = Counter()

    def points_of(self, command):
        """Of each call behind the start of main(), in each thread, its name and number."""
        at_start, first, others = self.bench.calls(command)
        points, counts = [], Counter(at_start)
        for call in first:
            counts[call] += 1
            points.append((call, counts[call]))
        for calls in others:
            counts = Counter()
            for call in calls:
                counts[call] += 1
                if counts[call] > at_start[call] and (call, counts[call]) not in points:
                    points.append((call, counts[call]))
        return points

    def kill(self, command, clean, point):
        """Kills a run and lets another follow; what is wrong with it, or None."""
        call, number = point
        folder = self.bench.make_folder(command)
        killed = self.bench.run(command, folder=folder, traced=(
            "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"))
        if killed.status != KILLED:
            shutil.rmtree(folder)
            return False, None
        after = self.bench.run(command, folder=folder)
        shutil.rmtree(folder)
        left = {name for name in killed.files if TEMPORARY.search(name)}
        self.left[f"{command.name}: " + ("a temporary file" if left else "nothing")] += 1
        return True, self.wrong_output(command, clean, killed) or self.wrong_next(clean, after, left)

    @staticmethod
    def wrong_output(command, clean, killed):
        for name, found in sorted(killed.files.items()):
            whole = [clean.files.get(name)] + [(OLD_MODE, OLD)] * (name in command.outputs)
            if found not in whole and not TEMPORARY.search(name):
                return f"{name} is neither old nor whole"
        gone = [name for name in command.outputs if name not in killed.files]
        return f"{gone[0]} is gone" if gone else None

    @staticmethod
    def wrong_next(clean, after, left):
        files = {name: found for name, found in after.files.items() if name not in left}
        if (after.status, after.out, after.err, files) != (clean.status, clean.out, clean.err, clean.files):
            return f"the next run is another: status {after.status}, {after.err[-200:]!r}"
        return None

    def command(self, command):
        clean = self.bench.run_once(command)
        points = self.points_of(command)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for point, (was_killed, wrong) in zip(points, pool.map(
                    lambda point: self.kill(command, clean, point), points), strict=True):
                self.tally.count(command.name, "kills" if was_killed else "not reached")
                if wrong:
                    self.tally.fail(f"{command.name} killed at {point[0]} {point[1]}: {wrong}")

    def planted(self):
        """With a rename that is a copy this sweep must complain."""
        command = replace(next(command for command in COMMANDS if command.name == "file"), shim="copies")
        clean = self.bench.run_once(command)
        behind_link = False
        for call, number in self.points_of(command):
            behind_link |= call == "linkat"
            if behind_link and self.kill(command, clean, (call, number))[1]:
                self.tally.count("planted faults noticed", "copies")
        if "planted faults noticed" not in self.tally.counts:
            self.tally.fail("the planted fault copies was not noticed")


def main():
    options = parse_arguments(__doc__)
    commands = [command for command in COMMANDS if command.outputs and not command.must_refuse]
    if options.only or options.fast:
        commands = [command for command in commands if command.name in (options.only or FAST)]
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        sweep = Sweep(Bench(scratch, options), tally)
        if not can_trace():
            for command in commands:
                tally.skip(f"{command.name}: strace is not there or may not trace")
            tally.skip("the planted fault: strace is not there or may not trace")
        else:
            for command in commands:
                sweep.command(command)
            left = sweep.left.copy()
            sweep.planted()
        for name in sweep.bench.spoilt_inputs():
            tally.fail(f"the input {name} was changed")
    for group, found in tally.counts.items():
        print(f"  {group:24} " + ", ".join(f"{what} {count}" for what, count in sorted(found.items())))
    if not tally.skipped:
        print("left behind by killed runs: " + "; ".join(f"{what} {count}" for what, count in sorted(left.items())))
    for what in tally.skipped:
        print(f"SKIPPED {what}")
    kills = sum(found["kills"] for found in tally.counts.values())
    print(f"{len(commands)} commands, killed {kills} times, {len(tally.failures)} failed; "
          f"{len(tally.skipped)} checks skipped")
    return tally.status()


if __name__ == "__main__":
    sys.exit(main())
