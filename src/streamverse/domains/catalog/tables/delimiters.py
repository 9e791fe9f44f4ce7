"""Which sign separates the cells of a text."""

from collections.abc import Sequence

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.tables.delimited import Records
from streamverse.domains.catalog.tables.fields import guessed_field

DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
LOOKED_AT = 20
MAX_COLUMNS = 500
MAX_NAME = 200


def delimiter_of(lines: Sequence[str], asked: str = "") -> str:
    """Return what separates the cells of these first lines. Raises TableUnreadable."""
    scores = {sign: _score(lines, sign) for sign in DELIMITERS}
    best = max(scores, key=lambda sign: scores[sign])
    delimiter = asked or best
    if delimiter not in DELIMITERS:
        raise TableUnreadable("delimiter", "Cells are separated by a comma, semicolon, tab or bar.")
    header = header_of(lines, delimiter)
    if len(header) < 2:
        others = len(header_of(lines, best))
        hint = f" With {DELIMITERS[best]} there would be {others}." if others > 1 else ""
        said = f"With {DELIMITERS[delimiter]} between cells this looks like one column.{hint}"
        raise TableUnreadable("one_column", said)
    return delimiter


def header_of(lines: Sequence[str], delimiter: str) -> list[str]:
    """Return the first record, trimmed."""
    for _, cells in Records(lines, delimiter):
        return [cell.strip() for cell in cells or []]
    return []


def checked_header(header: Sequence[str]) -> tuple[str, ...]:
    """Return the columns; those that nobody named are "". Raises TableUnreadable."""
    if len(header) > MAX_COLUMNS:
        said = f"The first row names {len(header)} columns; up to {MAX_COLUMNS} are taken."
        raise TableUnreadable("too_many_columns", said)
    named = [column for column in header if column]
    twice = next((each for at, each in enumerate(named) if each in named[:at]), None)
    if twice is not None:
        raise TableUnreadable("column_twice", f"Two columns are called “{twice[:MAX_NAME]}”.")
    long = next((each for each in named if len(each) > MAX_NAME or "\x00" in each), None)
    if long is not None or not named:
        raise TableUnreadable("header", "The first row doesn't look like the names of columns.")
    return tuple(header)


def _score(lines: Sequence[str], delimiter: str) -> tuple[int, int, int]:
    """Rate a separator: names that we know, rows as wide as the header, how wide."""
    records = [cells for _, cells in Records(lines, delimiter)][:LOOKED_AT]
    header = records[0] if records else None
    if not header or len(header) < 2:
        return (0, 0, 0)
    known = sum(1 for column in header[:MAX_COLUMNS] if guessed_field(column))
    even = sum(1 for cells in records[1:] if cells and len(cells) == len(header))
    return (known, even, len(header))
