#!/usr/bin/env python3
"""No fault of the system makes linehaul lose a charge without a word.

    faults.py --linehaul PROGRAM --samples FOLDER --shim LIBRARY [--fast] [--only COMMAND...]

Runs each command of runs.py again and again, and lets strace fail one system call each time: the first, the second and
so on of every kind, with every error that it can give. Each run must either end as one without the fault (status, all
bytes, messages) or refuse: a message, status 2, 3 or 4, every output old or whole, and nothing left behind. Then the
same with limits (ulimit -f, -n, -v), a full disk, memory that is gone from some point on, and reads and writes of one
byte. What the dynamic loader does before main() is left alone and counted. Two faults in the program itself, planted
with shim.cpp, must be noticed. Exit status 0 when all held,
77 when nothing failed but something could not be tried, which is named.
"""

import concurrent.futures
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace

sys.dont_write_bytecode = True  # leave nothing among the sources

from runs import COMMANDS, Bench, Tally, can_trace, complaint, is_clean, parse_arguments

# What a call can give, the likeliest first. brk(2) has no error: it answers with another end of the heap.
ERRORS = {
    "open": ("EIO", "EACCES", "EMFILE", "ENOSPC", "EINTR"),
    "read": ("EIO", "EINTR"),
    "write": ("ENOSPC", "EIO", "EINTR"),
    "sync": ("EIO", "ENOSPC", "EINTR"),
    "close": ("EIO", "EINTR"),
    "name": ("EIO", "ENOSPC", "EACCES"),
    "mode": ("EIO", "ENOSPC"),
    "look": ("EIO", "EACCES"),
    "seek": ("EIO",),
    "list": ("EIO",),
    "wait": ("EINTR",),
    "memory": ("ENOMEM",),
    "thread": ("EAGAIN",),
}
CALLS = {
    "open": ("open", "openat", "creat"),
    "read": ("read", "pread64", "readv", "preadv"),
    "write": ("write", "pwrite64", "writev", "pwritev"),
    "sync": ("fsync", "fdatasync"),
    "close": ("close",),
    "name": ("link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat"),
    "mode": ("fchmod",),
    "look": ("stat", "fstat", "lstat", "newfstatat", "statx", "access", "faccessat", "faccessat2", "readlink",
             "readlinkat", "getcwd"),
    "seek": ("lseek", "fcntl", "ioctl"),
    "list": ("getdents64",),
    "wait": ("poll", "ppoll"),
    "memory": ("mmap", "mremap", "munmap", "mprotect", "madvise"),
    "thread": ("clone", "clone3"),
}
ERRORS_OF = {call: ERRORS[kind] for kind, calls in CALLS.items() for call in calls} | {"brk": ("retval=0",)}

MAIN_COMMAND = "reports"  # what --fast sweeps
MOST_LIMITS = 24  # values of a limit that are tried


def injection(call, error, when):
    how = error if "=" in error else f"error={error}"
    return ("-e", f"trace={call}", "-e", f"inject={call}:{how}:when={when}")


class Sweep:
    def __init__(self, bench, tally, is_fast):
        self.bench, self.tally, self.is_fast = bench, tally, is_fast
        self.can_trace, self.can_mount = can_trace(), can_mount(bench.scratch)
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
        self.at_start = Counter()
        self.not_swept = Counter()

    def judge(self, group, what, command, clean, outcome, number="", **how):
        wrong = complaint(command, clean, outcome, **how)
        self.tally.count(group, what)
        self.tally.outcomes["as without it" if is_clean(command, clean, outcome) else "refused"] += wrong is None
        if wrong:
            self.tally.fail(f"{command.name}: {group} {number} {what}: {wrong}; status {outcome.status}, {outcome.err[-300:]!r}")

    # --- One call at a time ---

    def faults_of(self, command):
        """Of each fault: the call, the error, the number of the call, and strace's options."""
        at_start, first, others = self.bench.calls(command)
        self.at_start[command.name] = sum(at_start.values())
        counts = Counter(first)
        for call in sorted(counts.keys() | {call for calls in others for call in calls}):
            if call not in ERRORS_OF:
                self.not_swept[call] += 1
                continue
            # Each thread counts for itself; by a number that the loader reaches a thread cannot be disturbed.
            last = max([at_start[call] + counts[call], *(calls.count(call) for calls in others)])
            errors = ERRORS_OF[call][:1 if self.is_fast else None]
            if command.must_refuse:  # who may not look at an input may not open it either: no harm can come of it
                errors = [error for error in errors if error != "EACCES"]
            for number in range(at_start[call] + 1, last + 1):
                for error in errors:
                    yield call, error, number, injection(call, error, number)

    def one_call(self, command, clean):
        faults = list(self.faults_of(command))
        for (call, error, number, _), outcome in zip(faults, self.pool.map(
                lambda fault: self.bench.run_once(command, traced=fault[3]), faults), strict=True):
            injected = outcome.injected()
            if not injected:
                self.tally.count("not reached", call)  # another thread did it
                continue
            self.judge(call, error, command, clean, outcome, number,
                       message_lost=any(f"{call}(2, " in line for line in injected),
                       may_leave=call.startswith("unlink"))

    def reads_of_threads(self, command, clean, path):
        """Reads of an input by whichever thread does them: here strace counts what is done with this file alone."""
        for number in range(1, 40):
            outcome = self.bench.run_once(command, traced=("-P", path, *injection("read", "EIO", number)))
            if not outcome.injected():
                return
            self.judge("read of the input", "EIO", command, clean, outcome)

    # --- From one call on ---

    def memory_ends(self, command, clean):
        """From one growth of memory on there is no more."""
        at_start, first, _ = self.bench.calls(command)
        so_far = Counter(at_start)
        points = []
        for call in first:
            if call in ("mmap", "brk"):
                points.append(("-e", "trace=mmap,brk", "-e", f"inject=mmap:error=ENOMEM:when={so_far['mmap'] + 1}+",
                               "-e", f"inject=brk:retval=0:when={so_far['brk'] + 1}+"))
            so_far[call] += 1
        for number, outcome in enumerate(self.pool.map(
                lambda point: self.bench.run_once(command, traced=point), points), 1):
            self.judge("mmap and brk", "ENOMEM from then on", command, clean, outcome, number)

    def stays_full(self, command, clean):
        at_start, first, _ = self.bench.calls(command)
        for call, error in (("write", "ENOSPC"), ("fsync", "EIO"), ("openat", "EMFILE")):
            for number in range(1, first.count(call) + 1):
                outcome = self.bench.run_once(command, traced=injection(call, error, f"{at_start[call] + number}+"))
                self.judge(call, f"{error} from then on", command, clean, outcome,
                           message_lost=any("write(2, " in line for line in outcome.injected()))

    # --- Limits ---

    def limits(self, command, clean):
        for name, what, values in (("ulimit -f", resource.RLIMIT_FSIZE, self.sizes(clean)),
                                   ("ulimit -n", resource.RLIMIT_NOFILE, range(3, 12)),
                                   ("ulimit -v", resource.RLIMIT_AS, self.memories(command, clean))):
            for value in values:
                prepare = limited(what, value)
                if self.starts(prepare):
                    self.judge(name, "runs", command, clean, self.bench.run_once(command, prepare=prepare))
                else:
                    self.tally.count("limits below which the dynamic loader fails", name)

    @staticmethod
    def sizes(clean):
        """Bytes: none, one, and some up to the largest output."""
        largest = max((len(text) for _, text in clean.files.values()), default=0)
        return sorted({0, 1, largest - 1} | {largest * part // 6 for part in range(6)}) if largest else ()

    def memories(self, command, clean):
        """Bytes of address space: from where the program starts to where the command does."""
        page = resource.getpagesize() * 16
        least = first_that(lambda pages: self.starts(limited(resource.RLIMIT_AS, pages * page)), 1 << 16)
        enough = first_that(lambda pages: is_clean(command, clean, self.bench.run_once(
            command, prepare=limited(resource.RLIMIT_AS, pages * page))), 1 << 16)
        step = max(1, (enough - least) // MOST_LIMITS)
        return [pages * page for pages in range(max(1, least - 2), enough, step)]

    def starts(self, prepare):
        run = subprocess.run([self.bench.program, "--version"], capture_output=True, preexec_fn=prepare, check=False)
        return run.returncode == 0

    # --- A full disk ---

    def full_disk(self, command, clean):
        """A file system in memory with room for a few pages and files, mounted where nobody else sees it."""
        script = ('mount -t tmpfs -o "$1" none "$2" && cp -a . "$2" && back=$PWD && cd "$2" && shift 2 && '
                  '{ "$@"; status=$?; cp -a . "$back"; exit $status; }')
        mount = self.bench.scratch / "disk"
        mount.mkdir(exist_ok=True)
        sizes = [f"size={pages * 4096},nr_inodes=100" for pages in range(1, 12)]
        sizes += [f"size=1m,nr_inodes={files}" for files in range(2, 10)]
        for size in sizes:
            wrapper = (*private_mounts(), "sh", "-c", script, "sh", size, str(mount))
            outcome = self.bench.run_once(in_place(command, self.bench), wrapper=wrapper)
            if "cp: " in outcome.err or "mount: " in outcome.err:
                self.tally.count("disks too small for the old outputs", "runs")
            else:
                self.judge("full disk", "runs", command, clean, outcome)

    def device_full(self):
        for words in (("normalize", "../in/usps.csv", "-o", "/dev/full"), ("check", "../in/usps.csv"),
                      ("normalize", "../in/usps.csv"), ("tags", "list", "../in/items.jsonl"),
                      ("normalize", "../in/damaged.csv", "--rejects", "/dev/full", "-o", "items.jsonl"),
                      ("normalize", "../in/usps.csv", "--summary", "/dev/full", "-o", "items.jsonl")):
            command = replace(COMMANDS[0], words=words, outputs=("items.jsonl",))
            wrapper = () if "/dev/full" in words else ("sh", "-c", 'exec "$@" > /dev/full', "sh")
            outcome = self.bench.run_once(command, wrapper=wrapper)
            self.tally.count("/dev/full", "runs")
            if outcome.status != 4 or "No space left" not in outcome.err:
                self.tally.fail(f"/dev/full: {' '.join(words)}: status {outcome.status}, {outcome.err!r}")

    # --- Short reads and writes ---

    def short(self, command, clean):
        outcome = self.bench.run_once(replace(command, shim="short"))
        self.tally.count("reads and writes of one byte", "runs")
        if not is_clean(command, clean, outcome) or outcome.err != clean.err:
            self.tally.fail(f"{command.name}: short reads and writes change what comes out; {outcome.err[-300:]!r}")

    # --- The sweep itself ---

    def planted(self):
        """The program with a fault of its own: this sweep must complain of it."""
        for shim, call, error in (("write-lies", "write", "ENOSPC"), ("read-lies", "read", "EIO")):
            command = replace(named("large"), shim=shim)
            clean = self.bench.run_once(command)
            noticed = 0
            for number in range(1, 10):
                path = ("-P", "../in/large.csv") if call == "read" else ()
                outcome = self.bench.run_once(command, traced=(*path, *injection(call, error, number)))
                noticed += bool(outcome.injected() and complaint(command, clean, outcome))
            self.tally.counts.setdefault("planted faults noticed", Counter())[shim] += noticed
            if noticed == 0:
                self.tally.fail(f"the planted fault {shim} was not noticed")


def named(name):
    (found,) = (command for command in COMMANDS if command.name == name)
    return found


def limited(what, value):
    return lambda: resource.setrlimit(what, (value, value))


def first_that(holds, most):
    """The smallest number up to `most` for which it holds, as it does for all larger ones."""
    least = 1
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if holds(middle) else (middle + 1, most)
    return least


def private_mounts():
    return ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-rm")


def can_mount(folder):
    if not shutil.which("unshare"):
        return False
    run = subprocess.run([*private_mounts(), "mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False)
    return run.returncode == 0


def in_place(command, bench):
    """The command with paths that lead to the inputs from any folder."""
    return replace(command, words=tuple(word.replace("../in/", f"{bench.scratch}/in/") for word in command.words))


def sweep_command(sweep, command, is_fast):
    clean = sweep.bench.run_once(command)
    if (clean.status in (0, 1)) == command.must_refuse or clean.status < 0:
        sweep.tally.fail(f"{command.name}: status {clean.status} without any fault: {clean.err!r}")
        return
    if sweep.can_trace:
        sweep.one_call(command, clean)
    else:
        sweep.tally.skip(f"{command.name}: system calls that fail; strace is not there or may not trace")
    if is_fast:
        return
    if sweep.can_trace:
        sweep.memory_ends(command, clean)
        sweep.stays_full(command, clean)
        if command.threads:
            for word in command.words:
                if word.startswith("../in/"):
                    sweep.reads_of_threads(command, clean, word)
    sweep.limits(command, clean)
    if not command.shim:
        sweep.short(command, clean)
    if command.outputs and sweep.can_mount:
        sweep.full_disk(command, sweep.bench.run_once(in_place(command, sweep.bench)))
    elif command.outputs:
        sweep.tally.skip(f"{command.name}: a full disk; no file system may be mounted, and /dev/full is none")


def main():
    options = parse_arguments(__doc__)
    names = options.only or ([MAIN_COMMAND] if options.fast else [command.name for command in COMMANDS])
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(scratch, options)
        sweep = Sweep(bench, tally, options.fast)
        for name in names:
            sweep_command(sweep, named(name), options.fast)
        sweep.device_full()
        if sweep.can_trace:
            sweep.planted()
        else:
            tally.skip("the planted faults; strace is not there or may not trace")
        for name in bench.spoilt_inputs():
            tally.fail(f"the input {name} was changed")
    tell(tally, sweep, names)
    return tally.status()


def tell(tally, sweep, names):
    for group in sorted(tally.counts):
        found = tally.counts[group]
        print(f"  {group:24} " + ", ".join(f"{what} {count}" for what, count in sorted(found.items())))
    if sweep.not_swept:
        print("calls that cannot fail or are not swept: " + ", ".join(sorted(sweep.not_swept)))
    if sweep.at_start:
        print(f"calls of the dynamic loader before main(), left alone: {min(sweep.at_start.values())} to "
              f"{max(sweep.at_start.values())} a run")
    for what in tally.skipped:
        print(f"SKIPPED {what}")
    print(f"{len(names)} commands disturbed: {tally.outcomes['as without it']} runs as if they had not been, "
          f"{tally.outcomes['refused']} refused, {len(tally.failures)} failed; {len(tally.skipped)} checks skipped")


if __name__ == "__main__":
    sys.exit(main())
