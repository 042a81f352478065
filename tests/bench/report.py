"""The tables, in Markdown."""

import datetime
import os
import pathlib
import platform

import programs as commands

NAMES = {"ups": "UPS", "fedex_us": "FedEx US", "usps": "USPS", "dhl_ecommerce": "DHL eCommerce", "dpd": "DPD"}


def number(value, digits=3):
    """Three digits, without an exponent: 1234, 123, 12.3, 1.23, 0.12."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.{digits - 1}f}"


def mebibytes(size):
    return number(size / 2 ** 20)


def table(head, rows):
    marks = ["---"] + ["---:" if name else "---" for name in head[1:]]
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in [head, marks, *rows])


def field(path, name):
    for line in pathlib.Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def machine(mode, versions):
    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 2 ** 20
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    kernel = platform.release().partition("-")[0]
    kind = "" if mode == "default" else f" --{mode}"
    return (f"Made by `./dev bench{kind}` on {datetime.date.today()}: {field('/proc/cpuinfo', 'model name')}, "
            f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}, Linux {kernel}; {', '.join(versions)}. "
            "Input is in the page cache, output goes to /dev/null where nothing else is said. Times are medians of "
            "interleaved runs, at least 5 where no other count is given."
            + (" **The quick mode's files are so small that much of the time is start-up: quote none of this.**"
               if mode == "quick" else ""))


def floors(found):
    rows = [(floor.what, floor.wanted, floor.measured, floor.verdict) for floor in found]
    return "### Floors\n\n" + table(("what", "wanted", "measured", ""), rows)


def grid(rows):
    """`rows`: (carrier, what, one thread's Timing, two threads' or None, Output, cycles or None)."""
    lines = []
    for carrier, what, one, two, output, cycles in rows:
        size = one.command.size
        lines.append((
            f"{NAMES[carrier]}, {what}", number(one.rate), number(output.size / one.wall / 1e6),
            number(output.size / size), mebibytes(one.peak), "-" if cycles is None else number(cycles / size),
            *((number(two.rate), number(two.wall / one.wall), mebibytes(two.peak)) if two else ("-", "-", "-"))))
    head = ("file, raw", "MB/s in", "MB/s out", "out / in", "MiB", "cycles / byte", "2 threads: MB/s in",
            "of the time", "MiB")
    return "### What it costs\n\n" + table(head, lines)


def side_by_side(groups, same):
    """`groups`: {carrier: [(name, Timing)]}, linehaul's best first."""
    rows = []
    for carrier, entries in groups.items():
        best = entries[0][1]
        for name, timing in entries:
            ratio = best.rate / timing.rate
            rows.append((f"{NAMES[carrier]}: {name}", number(timing.command.size / 1e6), number(timing.rate),
                         "" if timing is best else f"{number(ratio)} times" if ratio >= 1 else
                         f"1 / {number(1 / ratio)}", mebibytes(timing.peak), len(timing.walls),
                         same.get((carrier, name), "")))
    head = ("program", "MB of input", "MB/s in", "linehaul is faster", "MiB", "runs", "line items")
    return "### Side by side\n\n" + table(head, rows)


def notes(programs, lines):
    said = [f"* {program.name} {program.note}." for program in programs if program.note]
    return ("Compared before measuring, each line parsed, amounts as decimals, on files of 1 MB; `the same` leaves out "
            "what stands here:\n\n* no other program checks amounts, dates and totals, rejects rows, or numbers "
            "ids that come again (none does in these files).\n" + "\n".join(said)
            + "\n\nThe commands, in `build/bench`:\n\n```text\n" + "\n".join(lines) + "\n```")


def growth(rows):
    """`rows`: (name, Timing, rows of the file or None, bytes of the documented tables)."""
    lines = []
    for name, timing, count, tables in rows:
        lines.append((name, number(timing.rate), number(timing.per_byte(timing.walls)),
                      number(timing.per_byte(timing.cpus)), number(timing.wall * 1e9 / count),
                      mebibytes(timing.peak), mebibytes(tables), len(timing.walls)))
    head = ("UPS file", "MB/s in", "ns / byte", "processor ns / byte", "ns / row", "MiB", "of which tables", "runs")
    return "### How cost grows\n\n" + table(head, lines)


def skipped(names):
    return f"Skipped: {len(names)}\n" + "".join(f"\n* {name}" for name in names) if names else "Nothing was skipped."


def commands_shown(programs, linehaul):
    """The command lines as they stand in the table, FILE for the file."""
    own = " ".join(linehaul.command(None).argv)
    lines = [own, own.replace("--threads 1", "--threads 2")] if linehaul.threads else [own]
    return ([f"{line} FILE > /dev/null" for line in lines]
            + [f"{line.format(file='FILE')} > /dev/null" for line in commands.YARDSTICKS]
            + [f"{program.line.format(format='FORMAT', file='FILE')} > /dev/null" for program in programs])
