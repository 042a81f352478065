"""The files that are measured, in data/ of the bench folder."""

import hashlib
import os
import pathlib
import shutil
import subprocess

from measure import say

MAKER = ("python3", "tools/make_data.py")


def prepare():
    """Leaves no file there that another make_data.py has made."""
    stamp = hashlib.sha256(pathlib.Path("tools/make_data.py").read_bytes()).hexdigest()
    kept = pathlib.Path("data/made_by.txt")
    if not kept.exists() or kept.read_text() != stamp:
        shutil.rmtree("data", ignore_errors=True)
        os.mkdir("data")
        kept.write_text(stamp)


def size_name(size):
    return f"{size // 10 ** 9} GB" if size >= 10 ** 9 else f"{size // 10 ** 6} MB"


def command(carrier, size, *options):
    return (*MAKER, carrier, "--bytes", str(size), *options)


def made(name, argv):
    path = f"data/{name}.csv"
    if not os.path.exists(path):
        say(f"making {path}")
        with open(path + ".part", "wb") as out:
            subprocess.run(argv, stdout=out, check=True)
        os.rename(path + ".part", path)
    return path


def invoice(carrier, size, columns=None):
    """A file of a carrier, UPS also with another number of columns."""
    width = ("--columns", str(columns)) if columns else ()
    name = f"{carrier}-{size_name(size).replace(' ', '')}" + (f"-{columns}-columns" if columns else "")
    return made(name, command(carrier, size, *width))


def rows(carrier, count):
    return made(f"{carrier}-{count}-rows", command(carrier, 1, "--invoice-rows", str(count)))
