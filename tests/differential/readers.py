"""Python's csv module, as it is and with the differences that linehaul intends."""

import collections
import csv
import io
import re

csv.field_size_limit(1 << 30)

# What linehaul does otherwise than Python's csv module, and why. Every disagreement is one of these, or a bug.
DIFFERENCES = {
    "byte-order mark": "it says how the file is encoded; as part of the first name it would hide the column",
    "UTF-16": "it is known by its mark, or by the NULs between the first letters, and needs no option",
    "NUL": "it is no text, and some exports are full of them",
    "Windows-1252": "a cell that is not UTF-8 is read as what spreadsheets write, instead of refusing the file",
    "blank line": "it has no cell, so it is no record; Python gives a list of none",
    "blanks behind a closing quote": "they are outside of the quotes, so no part of the text; Python appends them",
    "text behind a closing quote": "nobody can know where that cell ends: the line is named and rejected; Python "
                                   "guesses",
    "quote never closed": "the line is named and rejected, and reading goes on behind it; Python makes one cell of the "
                          "rest of the file",
    "longer than --max-record-size": "memory stays bounded: the line is named and rejected",
}


Reading = collections.namedtuple("Reading", "records rejected")  # rejected: of each the line and the problem


def plain(text):
    """As a script reads the file that thinks of nothing; None where it fails."""
    try:
        content = text.data.decode("utf-8")
        return Reading(list(csv.reader(io.StringIO(content, newline=""), **dialect(text))), [])
    except (UnicodeDecodeError, csv.Error):
        return None


def dialect(text):
    if not text.quote:
        return {"delimiter": text.delimiter, "quoting": csv.QUOTE_NONE}
    return {"delimiter": text.delimiter, "quotechar": text.quote}


def intended(text):
    """As linehaul should, and the differences that this took."""
    used = set()
    content = without_encoding(text.data, used)
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", content)
    records, rejected, at = [], [], 0
    while at < len(lines):
        at = read_until_error(lines, at, text, records, used)
        if at < len(lines):
            record, problem, consumed = read_again(lines, at, text, used)
            if problem:
                rejected.append((at + 1, problem))
            else:
                records.append(record)
            at += consumed
    return Reading([[decoded(cell, used) for cell in record] for record in records], rejected), used


def without_encoding(data, used):
    """The text with a character for each byte of its UTF-8, so that bytes that are not stay what they are."""
    name = None
    if data.startswith(b"\xef\xbb\xbf"):
        used.add("byte-order mark")
        data = data[3:]
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        name, data = "utf-16-le" if data[0] == 0xFF else "utf-16-be", data[2:]
    else:
        name = unmarked_utf16(data[:8])
    if name:
        used.add("UTF-16")
        data = data.decode(name, "replace").encode()
    if b"\0" in data:
        used.add("NUL")
    return data.replace(b"\0", b"").decode("latin-1")


def unmarked_utf16(first):
    nul = [byte == 0 for byte in first]
    return {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get(
        tuple(nul[:2]) if len(nul) == 8 and nul == nul[:2] * 4 else None)


def read_until_error(lines, begin, text, records, used):
    """Appends what Python reads without complaint; the line at which the record begins that it complains of, or that
    is too long."""
    reader = csv.reader(lines[begin:], strict=True, **dialect(text))
    at = begin
    try:
        for record in reader:
            if size_of(lines[at:begin + reader.line_num]) > text.max_record_size:
                return at
            at = begin + reader.line_num
            if record:
                records.append(record)
            else:
                used.add("blank line")
    except csv.Error:
        return at
    return len(lines)


def size_of(lines):
    return sum(map(len, lines[:-1])) + len(lines[-1].rstrip("\r\n"))


def read_again(lines, at, text, used):
    """The record that begins on a line, without the blanks behind its quotes; or the problem. And how many lines."""
    rest = "".join(lines[at:])
    repaired, scanned = without_blanks(rest, text)
    reader = csv.reader(io.StringIO(repaired, newline=""), strict=True, **dialect(text))
    try:
        record, problem = next(reader), None
        scanned = size_of(lines[at:at + reader.line_num])
    except csv.Error as error:
        problem = "unterminated-quote" if "unexpected end" in str(error) else "stray-quote"
    if max(scanned, size_of(lines[at:at + 1])) > text.max_record_size:
        used.add("longer than --max-record-size")
        is_long_line = size_of(lines[at:at + 1]) > text.max_record_size
        return None, "record-too-long" if is_long_line else "unterminated-quote", 1
    if problem:
        used.add("quote never closed" if problem == "unterminated-quote" else "text behind a closing quote")
        return None, problem, 1
    used.add("blanks behind a closing quote")
    return record, None, reader.line_num


def without_blanks(rest, text):
    """The text, in its first record the cells in quotes, as far as they are closed, without blanks behind them; and
    how far it was looked at."""
    if not text.quote:
        return rest, len(rest)
    quote, delimiter = re.escape(text.quote), re.escape(text.delimiter)
    blanks = "[ \t]*" if text.delimiter != "\t" else " *"
    closed = f"{quote}(?:[^{quote}]|{quote}{quote})*+{quote}"
    quoted = re.compile(f"({closed}){blanks}(?=[{delimiter}\r\n]|\\Z)")
    unquoted = re.compile(f"(?!{quote})[^{delimiter}\r\n]*")
    parts, at = [], 0
    while True:
        cell = quoted.match(rest, at) or unquoted.match(rest, at)
        if cell is None:
            behind = re.compile(closed + blanks).match(rest, at)
            return "".join(parts) + rest[at:], behind.end() if behind else len(rest)
        parts.append(cell[1] if cell.re is quoted else cell[0])
        at = cell.end()
        if not rest.startswith(text.delimiter, at):
            return "".join(parts) + rest[at:], at
        parts.append(text.delimiter)
        at += 1


def decoded(cell, used):
    data = cell.encode("latin-1")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        used.add("Windows-1252")
        return "".join(bytes((byte,)).decode("cp1252") if byte not in UNASSIGNED else chr(byte) for byte in data)


UNASSIGNED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # in Windows-1252
