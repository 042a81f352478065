#!/usr/bin/env python3
"""The examples of linehaul(1) and linehaul-format(5) run, and write what stands in man_examples.txt.

    man_test.py --linehaul PROGRAM [--write]    --write: put what is written now there, to be read and committed

Each block of commands is run in the order of the page, in one folder per page in which the samples have the names that
the page uses. Blocks of JSON and CSV in linehaul-format(5) are the files that the text in front of them names, or what
the command there writes. The examples of linehaul-tag-rules(5) have a test of their own.
"""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = pathlib.Path(__file__).with_name("man_examples.txt")
SAMPLES = {"ups.csv": "ups", "usps.csv": "usps", "may.csv": "fedex_us", "june.csv": "dhl_ecommerce", "dpd.csv": "dpd_dutch",
           "bex.csv": "royal_mail_sap_bex", "parcels.csv": "royal_mail_sap_bex_tracking",
           "invoices/dhl.csv": "dhl_express", "invoices/royal_mail.csv": "royal_mail"}
COMMAND = re.compile(r"^(linehaul|cat|gzip|zstd|jq|zip|find|flock|duckdb|psql|sqlite3|mkdir)\b")
BLOCK = re.compile(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", re.M | re.S)


def fail(message):
    sys.exit(f"FAILED: {message}")


def examples(page):
    """The text of the section, as it is read."""
    text = re.search(r"^\.Sh EXAMPLES\n(.*?)^\.Sh ", page, re.M | re.S)[1]
    return text.replace("\\e", "\\").replace("\\&", "")


def set_up(folder):
    for name, sample in SAMPLES.items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / "samples" / f"{sample}.csv", target)
    broken = (folder / "usps.csv").read_text().replace("6.87", "6.8O", 1)
    (folder / "invoice.csv").write_text(broken)
    with open(folder / "usps.csv.gz", "wb") as packed:
        subprocess.run(["gzip", "-nc", folder / "usps.csv"], stdout=packed, check=True)
    shutil.copy(ROOT / "samples" / "gl_codes.json", folder / "rules.json")


def run(script, folder):
    done = subprocess.run(["bash", "-c", script], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
    status = f"status {done.returncode}\n" if done.returncode else ""
    return "".join(f"$ {line}\n" for line in script.rstrip().splitlines()) + done.stdout + status


def run_page(name, folder):
    """A transcript of the page's commands."""
    text = examples((ROOT / "man" / name).read_text(encoding="utf-8"))
    transcript, end = [f"== {name}\n"], 0
    for block in BLOCK.finditer(text):
        before, end = text[end:block.start()], block.end()
        names = re.findall(r"^\.Pa (\S+)", before, re.M)
        command = re.search(r"^\.Ql (linehaul .*\S) ,$", before, re.M)
        if COMMAND.match(block[1]):
            transcript.append(run(block[1], folder))
        elif command:
            shown = run(command[1], folder).splitlines()[1]
            if shown != block[1].replace("\n", ""):
                fail(f"{name}: {command[1]} writes\n{shown}\nand the page shows\n{block[1]}")
        elif names:
            (folder / names[-1]).write_text(block[1])
        else:
            fail(f"{name}: this block is neither commands nor a file:\n{block[1]}")
    return transcript


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--linehaul", required=True, type=pathlib.Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    os.environ.update(PATH=f"{options.linehaul.resolve().parent}:{os.environ['PATH']}", LC_ALL="C.UTF-8", TZ="UTC")

    transcript = []
    for page in ("linehaul.1", "linehaul-format.5"):
        with tempfile.TemporaryDirectory() as folder:
            set_up(pathlib.Path(folder))
            transcript += run_page(page, pathlib.Path(folder))
    made = "\n".join(transcript)
    if options.write:
        GOLDEN.write_text(made, encoding="utf-8")
    difference = list(difflib.unified_diff(GOLDEN.read_text(encoding="utf-8").splitlines(True), made.splitlines(True),
                                           "expected", "written"))
    sys.stdout.writelines(difference)
    print(f"{made.count(chr(10) + '$ ')} lines of commands run")
    sys.exit(1 if difference or "\n$ " not in made else 0)


if __name__ == "__main__":
    main()
