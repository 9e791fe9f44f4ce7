"""Read JSON of any length row by row: an array of objects, one object, or an object a line."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO, cast

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.tables.rows import Problem, SourceRow

CHUNK_CHARACTERS = 256 * 1024
MAX_ROW_CHARACTERS = 1024 * 1024
MAX_DEPTH = 32
BETWEEN = re.compile(r"[\s,]*")


def line_rows(lines: Iterable[str]) -> Iterator[SourceRow]:
    """Yield a row for every line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _row_of_text(number, line)


def array_rows(text: TextIO, *, is_cut: bool = False) -> Iterator[SourceRow]:
    """Yield a row for every element of an array; its number is its place.

    Raises TableUnreadable where the array itself is broken; `is_cut` forgives its missing end.
    """
    buffer = text.read(CHUNK_CHARACTERS).lstrip()
    if buffer.startswith("{"):
        yield _row_of_text(1, buffer + text.read(MAX_ROW_CHARACTERS))
        return
    decoder = json.JSONDecoder()
    at, number = 1, 0
    while True:
        between = BETWEEN.match(buffer, at)
        at = between.end() if between else at
        if buffer[at : at + 1] == "]":
            return
        try:
            value, end = decoder.raw_decode(buffer, at)
            is_whole = end < len(buffer)  # a number may go on in what is not read yet
        except (ValueError, RecursionError):  # also a number of thousands of digits
            value, end, is_whole = None, at, False
        if is_whole:
            number += 1
            at = end
            yield _row(number, value)
            continue
        more = text.read(CHUNK_CHARACTERS) if len(buffer) - at <= MAX_ROW_CHARACTERS else ""
        if not more:
            if is_cut:
                return
            said = f"The JSON is broken after its row {number}: an array of objects is expected."
            raise TableUnreadable("json", said)
        buffer, at = buffer[at:] + more, 0


def _row_of_text(number: int, text: str) -> SourceRow:
    if len(text) > MAX_ROW_CHARACTERS:
        return SourceRow(number, problems=(Problem("", "This row is longer than a row may be."),))
    try:
        row = _row(number, json.loads(text))
    except json.JSONDecodeError as error:
        said = error.msg
    except RecursionError:
        said = "it is nested too deeply"
    except ValueError:
        said = "a number in it has thousands of digits"
    else:
        return row
    return SourceRow(number, problems=(Problem("", f"This is not JSON: {said}."),))


def _row(number: int, value: Any) -> SourceRow:
    if not isinstance(value, dict):
        return SourceRow(number, problems=(Problem("", "This row is not an object."),))
    if _depth(value) > MAX_DEPTH:
        return SourceRow(number, problems=(Problem("", "This row is nested too deeply."),))
    return SourceRow(number, cast("dict[str, Any]", value))


def _depth(value: Any) -> int:
    """Return how deep a value goes, looking one level past what is taken and no further."""
    level: list[Any] = [value]
    for depth in range(MAX_DEPTH + 1):
        deeper: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                deeper.extend(cast("dict[str, Any]", each).values())
            elif isinstance(each, list):
                deeper.extend(cast("list[Any]", each))
        if not deeper:
            return depth
        level = deeper
    return MAX_DEPTH + 1
