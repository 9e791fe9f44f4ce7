"""Open a file as a table: find out how it is written, then read it row by row."""

import io
import itertools
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.tables.delimited import Records, delimited_rows
from streamverse.domains.catalog.tables.delimiters import (
    LOOKED_AT,
    checked_header,
    delimiter_of,
    header_of,
)
from streamverse.domains.catalog.tables.encodings import encoding_of
from streamverse.domains.catalog.tables.json_rows import array_rows, line_rows
from streamverse.domains.catalog.tables.rows import Shape, SourceRow

FORMATS = ("csv", "json", "jsonl")
HEAD_CHARACTERS = 512 * 1024
HEADER_LINES = 200
JSON_LOOKED_AT = 50


def shape_of(path: Path, format_: str = "", encoding: str = "", delimiter: str = "") -> Shape:
    """Find out how a file is written; what is asked for is taken. Raises TableUnreadable."""
    if path.stat().st_size == 0:
        raise TableUnreadable("empty", "The file is empty.")
    found = encoding_of(path, encoding)
    with _text(path, found) as text:
        head = text.read(HEAD_CHARACTERS)
    if not head.strip("\ufeff\x00 \t\r\n"):
        raise TableUnreadable("empty", "There is nothing in the file but white space.")
    kind = format_ or _format_of(head)
    if kind not in FORMATS:
        raise TableUnreadable("format", "We read CSV, a JSON array, and JSON line by line.")
    if kind == "csv":
        lines = _lines(head)
        sign = delimiter_of(lines, delimiter)
        return Shape(kind, found, sign, checked_header(header_of(lines, sign)))
    shape = Shape(kind, found, "", ())
    with opened(path, shape, is_cut=True) as rows:
        first = list(itertools.islice(rows, JSON_LOOKED_AT))
    columns = tuple(dict.fromkeys(key for row in first for key in row.values))
    if not columns:
        reasons = [problem.message for row in first for problem in row.problems]
        raise TableUnreadable("json", reasons[0] if reasons else "There is no row in the file.")
    return Shape(kind, found, "", columns)


@contextmanager
def opened(path: Path, shape: Shape, *, is_cut: bool = False) -> Generator[Iterator[SourceRow]]:
    """Give the rows of a file, read as they are asked for."""
    with _text(path, shape.encoding) as text:
        if shape.format == "csv":
            records = iter(Records(text, shape.delimiter))
            next(records, None)
            yield delimited_rows(records, shape.columns)
        elif shape.format == "jsonl":
            yield line_rows(text)
        else:
            yield array_rows(text, is_cut=is_cut)


def _text(path: Path, encoding: str) -> TextIO:
    return io.TextIOWrapper(path.open("rb"), encoding=encoding, errors="replace", newline="")


def _lines(head: str) -> list[str]:
    """Return the first lines, without one that is cut."""
    lines = list(itertools.islice(io.StringIO(head, newline=""), HEADER_LINES + LOOKED_AT))
    if len(lines) > 1 and len(head) == HEAD_CHARACTERS and not lines[-1].endswith(("\n", "\r")):
        lines.pop()
    return lines


def _format_of(head: str) -> str:
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        return "json"
    if not start.startswith("{"):
        return "csv"
    lines = [line for line in start.splitlines() if line.strip()]
    return "jsonl" if all(line.lstrip().startswith("{") for line in lines[:2]) else "json"
