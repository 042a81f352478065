"""Awkward CSV texts, each made of its number alone, so that any of them can be made again."""

import random
from dataclasses import dataclass

EDGES = (64, 128, 512, 4096, 65536, 131072)  # bytes: of blocks of a mask, of blocks of the input
BLOCK_SIZES = (1, 2, 3, 7, 63, 64, 65, 100, 4096)
LINE_ENDS = ("\n", "\r\n", "\r")
WORDS = ("a", "b7", "net", "0.00", "12.50", "x y", " ", "\t", " pad ", "é", "€5", "日本", "📦", "'", "\\", "\\n",
         "\x1b", "\x7f", "N/A", "#", "=1+1", "\u2028", "\x85", "\x1c")
LARGE = 8192  # bytes: more is not read in very small blocks


@dataclass(frozen=True)
class Text:
    number: int
    kind: str
    data: bytes
    delimiter: str
    quote: str  # empty: quotes are text
    block_size: int
    max_record_size: int


def make_text(number):
    chance = random.Random(number)
    delimiter = chance.choice(",,,,;\t|")
    quote = chance.choice('"""""""\'') if chance.random() < 0.97 else ""
    kind = chance.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
    data = KINDS[kind][0](chance, delimiter, quote or '"')
    if chance.random() < 0.05:
        at = 0 if chance.random() < 0.7 else chance.randint(0, len(data))
        data = data[:at] + b"\xef\xbb\xbf" + data[at:]
    small = len(data) <= LARGE and chance.random() < 0.6
    block_size = chance.choice(BLOCK_SIZES) if small else 65536
    max_record_size = chance.choice((1, 10, 30, 63, 64, 65, 1000)) if chance.random() < 0.04 else 1 << 24
    return Text(number, kind, data, delimiter, quote, block_size, max_record_size)


def special(chance, delimiter, quote):
    """What has a meaning, or looks as if it had."""
    return chance.choice((quote, quote, quote * 2, quote * 3, quote + " ", quote + "\n", quote + delimiter,
                          delimiter + quote, quote + delimiter + quote, delimiter, delimiter, "\n", "\n", "\r", "\r\n",
                          "\n\n", " ", "\t", "é"))


def word(chance):
    return "".join(chance.choices(WORDS, k=chance.choice((0, 1, 1, 1, 2, 3))))


def written(chance, cell, delimiter, quote, quoting):
    """A cell as RFC 4180 writes it, in quotes where it must be or, by the chance `quoting`, anyway."""
    if chance.random() < quoting or any(c in cell for c in (delimiter, quote, "\r", "\n")):
        return quote + cell.replace(quote, quote * 2) + quote
    return cell


def table(chance, delimiter, quote):
    """Rows as RFC 4180 has them but for their widths, line ends that change and blank lines."""
    width, quoting = chance.randint(1, 12), chance.choice((0, 0.1, 0.5, 1))
    ends = LINE_ENDS if chance.random() < 0.15 else (chance.choice(LINE_ENDS[:2] * 3 + LINE_ENDS),)
    ragged, blank = chance.random() < 0.25, chance.random() < 0.15
    text = ""
    for _ in range(chance.randint(0, 12)):
        columns = chance.randint(1, 14) if ragged else width
        cells = []
        for _ in range(columns):
            cell = word(chance)
            if chance.random() < 0.15:
                cell += chance.choice((delimiter, quote, *ends, quote + delimiter)) + word(chance)
            cells.append(written(chance, cell, delimiter, quote, quoting))
        text += delimiter.join(cells) + chance.choice(ends)
        if blank and chance.random() < 0.3:
            text += chance.choice(ends)
    if chance.random() < 0.2:
        text = text.rstrip("\r\n")
    return text


def regular(chance, delimiter, quote):
    return table(chance, delimiter, quote).encode()


def damaged(chance, delimiter, quote):
    text = table(chance, delimiter, quote)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randint(0, len(text))
        text = text[:at] + special(chance, delimiter, quote) * chance.randint(0, 2) + text[at + chance.randint(0, 2):]
    return text.encode()


def soup(chance, delimiter, quote):
    parts = []
    for _ in range(chance.randint(0, 60)):
        parts.append(special(chance, delimiter, quote) if chance.random() < 0.5 else word(chance))
    return "".join(parts).encode()


def quoted_soup(chance, delimiter, quote):
    """Nothing but what a reader of quotes must keep apart."""
    return "".join(chance.choices((quote, delimiter, "\n", "\r", " ", "a"), (4, 2, 1, 1, 1, 2),
                                  k=chance.randint(1, 150))).encode()


def filler(chance, size, delimiter, quote):
    """`size` bytes that end where a cell can begin: rows, or one long cell."""
    kind = chance.randrange(4)
    if kind == 0:
        row = ("k" * chance.randint(1, 30) + delimiter) * chance.randint(1, 8) + "v" + chance.choice(LINE_ENDS)
        return (row * (size // len(row) + 1))[:size - 1] + "\n" if size else ""
    if kind == 1:
        return ("x" * (size - 1) + chance.choice((delimiter, "\n", "\r"))) if size else ""
    if kind == 2:
        return (quote + "q" * (size - 3) + quote + chance.choice((delimiter, "\n", "\r"))) if size > 3 else "x" * size
    return delimiter * size


def edge(chance, delimiter, quote):
    """Something with a meaning just at, before or behind the edge of a block."""
    size = chance.choices(EDGES, (8, 4, 2, 2, 1, 0.3))[0]
    text = filler(chance, max(0, size - chance.randint(0, 6)), delimiter, quote)
    for _ in range(chance.randint(1, 8)):
        text += chance.choice((written(chance, word(chance) + special(chance, delimiter, quote), delimiter, quote, 0.5),
                               special(chance, delimiter, quote), delimiter))
    if chance.random() < 0.5:
        text += chance.choice(LINE_ENDS) + table(chance, delimiter, quote)
    return text.encode()


def long_cell(chance, delimiter, quote):
    """A cell in quotes whose last bytes stand at the edge of a block, full of what ends a cell elsewhere."""
    size = max(1, chance.choices(EDGES, (8, 4, 2, 2, 1, 0.3))[0] + chance.randint(-5, 5))
    unit = chance.choice(("z", "é", quote * 2, delimiter, "\n", "\r\n", "a" * 30 + "\n", "1234567"))
    inside = unit * (size // len(unit.encode()))
    inside += "z" * (size - len(inside.encode()))
    first = word(chance) if chance.random() < 0.5 else ""
    first = written(chance, first, delimiter, quote, 0) + delimiter if first else ""
    last = quote if chance.random() < 0.9 else chance.choice(("", quote + "x", quote + " ", quote * 2))
    return (first + quote + inside + last + chance.choice((delimiter, "\n", "\r\n", "")) +
            table(chance, delimiter, quote)).encode()


def nul_bytes(chance, delimiter, quote):
    data = bytearray(chance.choice((regular, damaged, edge))(chance, delimiter, quote))
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(data))
        data[at:at] = b"\0" * chance.choice((1, 1, 2, 70))
    return bytes(data)


def windows_1252(chance, delimiter, quote):
    data = bytearray(chance.choice((regular, damaged, soup, edge))(chance, delimiter, quote))
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        data[at:at] = bytes((chance.choice((0xE9, 0xFC, 0x80, 0x81, 0x96, 0xA0, 0xC3, 0xFF, 0x9F)),))
    return bytes(data)


def utf16(chance, delimiter, quote):
    text = chance.choice((regular, damaged, soup))(chance, delimiter, quote).decode()
    name = chance.choice(("utf-16-le", "utf-16-be"))
    mark = "" if chance.random() < 0.3 else "\ufeff"
    return (mark + text).encode(name)


KINDS = {  # name: how it is made, how often
    "regular": (regular, 30),
    "damaged": (damaged, 20),
    "soup": (soup, 10),
    "quoted soup": (quoted_soup, 10),
    "edge": (edge, 12),
    "long cell": (long_cell, 8),
    "NUL": (nul_bytes, 3),
    "Windows-1252": (windows_1252, 5),
    "UTF-16": (utf16, 2),
}
