"""Runs commands and measures them: time on the clock, processor time, memory, cycles."""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

LONG = 20  # seconds: of a command that takes longer, FEW runs are enough
FEW = 2


@dataclass(frozen=True)
class Command:
    """A command of the benchmark; it runs in the bench folder."""
    argv: tuple
    size: int = 0  # bytes of input
    sink: str = "/dev/null"  # or "file" or "pipe"
    feed: tuple = ()  # a command whose output is the standard input

    def __str__(self):
        words = " ".join(self.argv) if not self.feed else f"{' '.join(self.feed)} | {' '.join(self.argv)}"
        return words + {"file": " > out.jsonl", "pipe": " | cat > /dev/null"}.get(self.sink, f" > {self.sink}")


@dataclass
class Timing:
    """All runs of a command."""
    command: Command
    walls: list = field(default_factory=list)  # seconds
    cpus: list = field(default_factory=list)  # seconds, user and system
    users: list = field(default_factory=list)  # seconds
    peak: int = 0  # bytes

    @property
    def wall(self):
        return statistics.median(self.walls)

    @property
    def rate(self):
        """MB of input a second."""
        return self.command.size / self.wall / 1e6

    def per_byte(self, seconds):
        return statistics.median(seconds) * 1e9 / self.command.size


@dataclass(frozen=True)
class Output:
    size: int
    lines: int
    errors: str


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def fail(command, status, errors=""):
    sys.exit(f"bench: status {status}: {command}\n{errors}")


class Runner:
    """Runs commands in the current folder, which is the bench folder."""

    def __init__(self):
        self.null = os.open("/dev/null", os.O_RDWR)
        self.cycles_missing = self._why_no_cycles()

    def start(self, argv, stdin, stdout):
        """Starts a program without a shell between."""
        errors = os.open("errors.txt", os.O_WRONLY | os.O_APPEND)
        actions = [(os.POSIX_SPAWN_DUP2, mine, theirs) for mine, theirs in ((stdin, 0), (stdout, 1), (errors, 2))]
        pid = os.posix_spawnp(argv[0], list(argv), os.environ, file_actions=actions, setsigdef=[signal.SIGPIPE])
        os.close(errors)
        return pid

    def once(self, command, memory=True):
        """(wall, user, system, peak) of a run. GNU time states the peak: what wait4 states of a direct child is at
        least this program's own, which is that of the child before exec. It costs the run half a millisecond."""
        prefix = ("time", "-q", "-f", "%M", "-o", "peak.txt") if memory else ()
        open("errors.txt", "w").close()
        feed, stdin = self._feed(command)
        stdout, drain = self._sink(command)
        begin = time.perf_counter()
        pid = self.start(prefix + command.argv, stdin, stdout)
        for opened in {stdin, stdout} - {self.null}:
            os.close(opened)
        _, status, usage = os.wait4(pid, 0)
        status = max([status] + [os.waitpid(other, 0)[1] for other in drain + feed])
        wall = time.perf_counter() - begin
        if command.sink == "file":
            os.unlink("out.jsonl")
        if status:
            fail(command, os.waitstatus_to_exitcode(status), open("errors.txt").read())
        peak = int(open("peak.txt").read()) * 1024 if memory else 0
        return wall, usage.ru_utime, usage.ru_stime, peak

    def _feed(self, command):
        if not command.feed:
            return [], self.null
        ours, theirs = os.pipe()
        feed = self.start(command.feed, self.null, theirs)
        os.close(theirs)
        return [feed], ours

    def _sink(self, command):
        if command.sink == "file":
            return os.open("out.jsonl", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), []
        if command.sink != "pipe":
            return self.null, []
        theirs, ours = os.pipe()
        drain = self.start(("cat",), theirs, self.null)
        os.close(theirs)
        return ours, [drain]

    def interleaved(self, commands, runs=5, memory=True):
        """Each command once, then each once more, and so on: what disturbs the machine disturbs all of them."""
        timings = [Timing(command) for command in commands]
        for turn in range(runs):
            for timing in timings:
                if turn >= FEW and timing.wall > LONG:
                    continue
                wall, user, system, peak = self.once(timing.command, memory)
                timing.walls.append(wall)
                timing.users.append(user)
                timing.cpus.append(user + system)
                timing.peak = max(timing.peak, peak)
        return timings

    def output(self, command):
        """What a command writes; its input is in the page cache then."""
        with subprocess.Popen(command.argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            size = lines = 0
            while block := process.stdout.read(1 << 20):
                size, lines = size + len(block), lines + block.count(b"\n")
            errors = process.stderr.read().decode()
        if process.returncode:
            fail(command, process.returncode, errors)
        return Output(size, lines, errors)

    def _why_no_cycles(self):
        if not shutil.which("perf"):
            return "perf is not installed"
        return "" if self._perf(("true",)) else "perf counts no cycles on this machine"

    def _perf(self, argv):
        done = subprocess.run(("perf", "stat", "-x,", "-e", "cycles:u", "-o", "perf.txt", *argv), check=False,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        counts = [line.split(",")[0] for line in open("perf.txt") if "cycles:u" in line] if done.returncode == 0 else []
        return int(counts[0]) if counts and counts[0].isdigit() else None

    def cycles(self, command):
        """User cycles of a run, None where perf does not count them."""
        return None if self.cycles_missing else self._perf(command.argv)

    def shares(self, command, functions):
        """The share of a run's instructions that is spent in these functions and what they call; None where there is no
        valgrind. None of the functions may call another of them."""
        if not shutil.which("valgrind"):
            return None
        subprocess.run(("valgrind", "--tool=callgrind", "--callgrind-out-file=callgrind.txt", *command.argv), check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        text = subprocess.run(("callgrind_annotate", "--inclusive=yes", "--threshold=100", "callgrind.txt"), check=True,
                              capture_output=True, text=True).stdout
        total, found = 0, 0
        for line in text.splitlines():
            count = line.split()[0].replace(",", "") if line.split() else ""
            if count.isdigit() and "PROGRAM TOTALS" in line:
                total = int(count)
            elif count.isdigit() and any(f":{name}(" in line for name in functions):
                found += int(count)
        return found / total
