"""Forty everyday situations: what is set up, what is typed, and what linehaul must do.

In a situation's `typed`, which bash runs in a folder of its own, `convert` is the program that turns a CSV file into
JSON and `tool` is the same without a subcommand; `{to FILE}` is `-o FILE`, and `> FILE` for a program without -o. The
folder holds what `setup` makes; $USPS is a sound invoice of 15 charges. `@nobody` runs the program as a user whom
permissions bind.
"""

from dataclasses import dataclass

ITEMS = 15  # charges of $USPS


@dataclass(frozen=True)
class Situation:
    name: str
    typed: str
    status: int
    words: tuple = None  # what the one line on standard error must hold; None: nothing may be written there
    items: object = 0  # how many line items come out; "golden": those of samples/usps.jsonl, byte for byte
    made: str = ""  # the output file that must be there at the end, and hold the items
    setup: str = "cp $USPS in.csv"
    signal: str = ""  # sent once the program has read all that stands in its pipe
    only: tuple = ()  # the programs to which it applies; all without it


# About 1 MB of line items, more than a pipe holds; equal rows within a file are separate charges.
BIG = '{ cat $USPS; for i in $(seq 60); do tail -n +2 $USPS; done; } > big.csv'
ROW_3_BROKEN = "sed '3s/6.87/6.8O/' $USPS > in.csv"
LONG = "head -c 20000000 /dev/zero | tr '\\0' a"
RANDOM = 'python3 -c "import random, sys; sys.stdout.buffer.write(random.Random(7).randbytes(100000))" > in.csv'

SITUATIONS = (
    # Where output goes
    Situation("output closed by `head -n 1`", "convert big.csv | head -n 1", 141, items=1, setup=BIG),
    Situation("disk full, standard output", "convert in.csv > /dev/full", 4, ("<stdout>", "No space left on device")),
    Situation("disk full, `-o`", "convert in.csv {to /dev/full}", 4, ("/dev/full", "No space left on device")),
    # SIGXFSZ, which ends a program without a word, must not.
    Situation("file larger than `ulimit -f`", "ulimit -f 8; exec convert big.csv {to items.jsonl}", 4,
              ("items.jsonl", "File too large"), setup=BIG),
    Situation("`-o` in a folder that is missing", "convert in.csv {to none/items.jsonl}", 4,
              ("none/items.jsonl", "No such file or directory")),
    Situation("`-o` in a read-only folder", "@nobody convert in.csv {to ro/items.jsonl}", 4,
              ("ro/items.jsonl", "Permission denied"), setup="cp $USPS in.csv; mkdir -m 555 ro"),
    Situation("`-o` on a read-only file", "@nobody convert in.csv {to ro.jsonl}", 4, ("ro.jsonl", "Permission denied"),
              setup="cp $USPS in.csv; echo kept > ro.jsonl; chmod 444 ro.jsonl"),
    Situation("`-o` on the input", "convert in.csv {to in.csv}", 2, ("in.csv", "is an input")),
    Situation("standard output closed", "exec convert in.csv >&-", 4, ("<stdout>", "Bad file descriptor")),
    # A file that is opened then is number 2: no message may get into it.
    Situation("standard error closed", "exec convert in.csv {to items.jsonl} 2>&-", 1, items=ITEMS - 1,
              made="items.jsonl", setup=ROW_3_BROKEN),
    # Where input comes from
    Situation("missing file", "convert none.csv", 3, ("none.csv", "No such file or directory")),
    Situation("one file of two missing", "convert in.csv none.csv", 3, ("none.csv", "No such file or directory"),
              items=ITEMS),
    Situation("folder as input", "convert folder", 3, ("folder", "Is a directory"), setup="mkdir folder"),
    Situation("unreadable file", "@nobody convert in.csv", 3, ("in.csv", "Permission denied"),
              setup="cp $USPS in.csv; chmod 000 in.csv"),
    Situation("standard input closed", "exec convert <&-", 3, ("<stdin>", "Bad file descriptor")),
    Situation("`-` twice", "convert - - < in.csv", 2, ("standard input",)),
    Situation("named pipe", "cat in.csv > pipe & convert pipe", 0, items="golden",
              setup="cp $USPS in.csv; mkfifo pipe"),
    Situation("same file twice", "convert in.csv in.csv", 0, ("in.csv", "same bytes"), items=2 * ITEMS),
    Situation("file `-x.csv`", "convert -- -x.csv", 0, items="golden", setup="cp $USPS ./-x.csv"),
    Situation("missing file, line break in its name", "convert $'no\\nfile.csv'", 3,
              ("no\\nfile.csv", "No such file or directory")),
    Situation("missing file, name not UTF-8", "convert $'\\xff.csv'", 3, ("\\xff.csv", "No such file or directory")),
    # The command line and the surroundings
    Situation("unknown option", "convert --no-such-option in.csv", 2, ("--no-such-option",),
              only=("linehaul", "cat", "jq", "Miller", "csvkit")),
    Situation("unknown command", "tool no-such-command in.csv", 2, ("no-such-command",), only=("linehaul", "Miller")),
    Situation("empty environment", 'env -i "$(command -v convert)" in.csv', 0, items="golden"),
    Situation("`LC_ALL=de_DE.UTF-8`", "LC_ALL=de_DE.UTF-8 convert in.csv", 0, items="golden"),
    Situation("`LC_ALL=tr_TR.UTF-8`", "LC_ALL=tr_TR.UTF-8 convert in.csv", 0, items="golden"),
    Situation("`TZ=Asia/Tokyo`", "TZ=Asia/Tokyo convert in.csv", 0, items="golden"),
    Situation("SIGINT while it reads a pipe", "exec convert {to items.jsonl}", 130, signal="SIGINT"),
    Situation("SIGTERM while it reads a pipe", "exec convert {to items.jsonl}", 143, signal="SIGTERM"),
    # What is in the file
    Situation("empty file", "convert in.csv", 3, ("in.csv", "empty"), setup=": > in.csv"),
    Situation("header only", "convert in.csv", 0, ("in.csv", "header-only"), setup="head -n 1 $USPS > in.csv"),
    Situation("no line end at the end", "convert in.csv", 0, items="golden", setup='printf %s "$(cat $USPS)" > in.csv'),
    Situation("CR LF", "convert in.csv", 0, items="golden", setup=r"sed 's/\r*$/\r/' $USPS > in.csv"),
    Situation("UTF-8 with a mark", "convert in.csv", 0, items="golden",
              setup=r"{ printf '\xef\xbb\xbf'; cat $USPS; } > in.csv"),
    Situation("UTF-16", "convert in.csv", 0, items="golden", setup="iconv -f UTF-8 -t UTF-16 $USPS > in.csv"),
    Situation("cut off in the middle of a row", "convert in.csv", 1, ("in.csv:5", "truncated"), items=3,
              setup="head -c 1000 $USPS > in.csv"),
    Situation("random bytes", "convert in.csv", 3, ("in.csv", "not a CSV file"), setup=RANDOM),
    Situation("20 MB without a line break", "convert in.csv", 3, ("in.csv", "unknown-format"),
              setup=LONG + " > in.csv"),
    Situation("a cell of 20 MB", "convert in.csv", 1, ("in.csv:2", "record-too-long"), items=ITEMS,
              setup="{ head -n 1 $USPS; " + LONG + "; echo; tail -n +2 $USPS; } > in.csv"),
    Situation("another CSV file", "convert in.csv", 3, ("in.csv", "unknown-format"),
              setup=r"printf 'name,age\nAnn,30\n' > in.csv"),
)
