"""Where the cells of a CSV file stand, byte by byte."""

import bisect
import csv
import io
from dataclasses import dataclass, field

QUOTE = ord('"')


@dataclass
class Record:
    start: int
    line: int             # from 1
    ends: list = field(default_factory=list)  # of the cells, where the delimiter or the line end begins
    end: int = 0          # behind the line end

    def cell(self, column):
        """The places of a cell with its quotes."""
        return (self.ends[column - 1] + 1 if column else self.start), self.ends[column]


@dataclass(frozen=True)
class Place:
    record: int
    column: int
    is_between: bool  # a delimiter or a line feed, behind the cell


def records_of(content, delimiter):
    """The records of a well-formed file, blank lines left out."""
    found, line, mark, in_quotes = [], 1, ord(delimiter), False
    record = Record(0, 1)
    for place, byte in enumerate(content):
        if byte == QUOTE:
            in_quotes = not in_quotes
        elif byte == mark and not in_quotes:
            record.ends.append(place)
        elif byte == ord("\n"):
            line += 1
            if not in_quotes:
                record.ends.append(place - (content[place - 1] == ord("\r")))
                record.end = place + 1
                if len(record.ends) > 1:
                    found.append(record)
                record = Record(place + 1, line)
    return found


class Cells:
    """A sample's bytes, its rows as text, and what stands at each byte."""

    def __init__(self, content, delimiter):
        self.content = content
        self.delimiter = delimiter
        self.records = records_of(content, delimiter)
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        self.rows = [row for row in csv.reader(text, delimiter=delimiter, strict=True) if row]
        if [len(row) for row in self.rows] != [len(record.ends) for record in self.records]:
            raise ValueError("the rows are not those of Python's csv")
        self.starts = [record.start for record in self.records]

    def place(self, at):
        number = max(bisect.bisect_right(self.starts, at) - 1, 0)
        record = self.records[number]
        column = min(bisect.bisect_left(record.ends, at), len(record.ends) - 1)
        is_between = at >= record.ends[column] and self.content[at] != ord("\r")
        return Place(number, column, is_between)
