"""Read delimited text (RFC 4180, and what spreadsheets make of it) record by record.

A quote that is never closed would swallow the rest of the file: it costs its own line only.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from streamverse.domains.catalog.tables.rows import Problem, SourceRow

MAX_RECORD_CHARACTERS = 256 * 1024
MAX_RECORD_LINES = 500
QUOTE = '"'
NEVER_CLOSED = "A quotation mark is opened here and never closed."


class Records:
    """The records of a text: (line, cells) or (line, None) where the quotes are broken."""

    def __init__(self, lines: Iterable[str], delimiter: str) -> None:
        """Read `lines`, which keep their ends."""
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self._delimiter = delimiter
        self._number = 0

    def __iter__(self) -> Iterator[tuple[int, list[str] | None]]:
        """Yield every record; blank lines are none."""
        while (line := self._next()) is not None:
            start = self._number
            if not line.strip():
                continue
            record = self._whole(line)
            if record is None:
                yield start, None
                continue
            try:
                cells = next(csv.reader(record, delimiter=self._delimiter, strict=True))
            except (csv.Error, StopIteration):
                yield start, None
            else:
                yield start, cells

    def _next(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is not None:
            self._number += 1
        return line

    def _whole(self, line: str) -> list[str] | None:
        """Return the lines of the record that begins here; None, and no more read, if endless."""
        record = [line]
        size = len(line)
        is_open = opens(line, self._delimiter, is_open=False)
        while is_open:
            following = self._next()
            if following is not None:
                record.append(following)
                size += len(following)
                is_open = opens(following, self._delimiter, is_open=True)
            if following is None or size > MAX_RECORD_CHARACTERS or len(record) > MAX_RECORD_LINES:
                self._waiting.extendleft(reversed(record[1:]))
                self._number -= len(record) - 1
                return None
        return record


def opens(line: str, delimiter: str, *, is_open: bool) -> bool:
    """Return whether a quoted cell goes on after a line that began inside one, or not."""
    if QUOTE not in line:
        return is_open
    at, end = 0, len(line)
    while at < end:
        if is_open:
            at = line.find(QUOTE, at)
            if at < 0:
                return True
            if line[at + 1 : at + 2] == QUOTE:
                at += 2
                continue
            is_open = False
        elif line[at] == QUOTE:
            is_open = True
            at += 1
            continue
        following = line.find(delimiter, at)
        if following < 0:
            return False
        at = following + 1
    return is_open


def delimited_rows(
    records: Iterable[tuple[int, list[str] | None]], columns: Sequence[str]
) -> Iterator[SourceRow]:
    """Turn records into rows under the header; ragged ones say so."""
    for number, cells in records:
        if cells is None:
            yield SourceRow(number, problems=(Problem("", NEVER_CLOSED),))
        elif any(cell.strip() for cell in cells):
            yield _row(number, cells, columns)


def _row(number: int, cells: list[str], columns: Sequence[str]) -> SourceRow:
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    values = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    problems: list[Problem] = []
    if len(cells) != len(columns):
        said = f"This row has {len(cells)} cells; the header names {len(columns)}."
        problems.append(Problem("", said))
    problems.extend(
        Problem(column, "There is a NUL byte in this cell.")
        for column, cell in values.items()
        if "\x00" in cell
    )
    return SourceRow(number, values, tuple(problems))
