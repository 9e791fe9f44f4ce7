"""Text in cells: lists, small records, and texts that a spreadsheet would take for a formula.

Lists are separated by `|`, the parts of a record by `:`; a backslash takes a sign for itself.
After OWASP's "CSV Injection": what begins as a formula is written with an apostrophe before it.
"""

import re
from collections.abc import Iterable, Sequence

LIST = "|"
PART = ":"
BEGINS_FORMULA = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
"""Also as East Asian spreadsheets write them: in full width."""
FORMULA = re.compile(f"'*{BEGINS_FORMULA}")
ESCAPED_FORMULA = re.compile(f"'+{BEGINS_FORMULA}")


def escaped_cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet calculates."""
    return f"'{text}" if FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """Return the text of a cell, without the apostrophe that `escaped_cell` put before it."""
    return cell[1:] if ESCAPED_FORMULA.match(cell) else cell


def join(texts: Iterable[str], separator: str = LIST) -> str:
    """Write texts as one; the separator and backslashes in them are escaped."""
    return separator.join(
        text.replace("\\", "\\\\").replace(separator, f"\\{separator}") for text in texts
    )


def split(text: str, separator: str = LIST) -> list[str]:
    """Return the texts that `join` made one of, trimmed, without empty ones."""
    return [each for each in (part.strip() for part in _parts(text, separator)) if each]


def join_records(records: Iterable[Sequence[str]]) -> str:
    """Write records of texts as one text."""
    return join(join(record, PART) for record in records)


def split_records(text: str) -> list[list[str]]:
    """Return the records that `join_records` made one text of."""
    return [[part.strip() for part in _parts(each, PART)] for each in split(text)]


def _parts(text: str, separator: str) -> list[str]:
    if "\\" not in text:
        return text.split(separator)
    parts: list[str] = []
    part: list[str] = []
    is_escaped = False
    for sign in text:
        if is_escaped:
            # What only another separator needed escaped keeps its backslash for it.
            part.append(sign if sign in {separator, "\\"} else f"\\{sign}")
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        elif sign == separator:
            parts.append("".join(part))
            part = []
        else:
            part.append(sign)
    if is_escaped:
        part.append("\\")
    parts.append("".join(part))
    return parts
