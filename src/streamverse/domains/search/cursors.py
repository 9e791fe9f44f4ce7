"""Where a page of answers begins: a cursor is of one query, and of no other."""

from dataclasses import dataclass
from hashlib import blake2s

from streamverse.domains.search.errors import TooDeep
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor

DEEPEST = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """How many answers came before, and whether they were read loosely."""

    offset: int = 0
    is_loose: bool | None = None


def place_of(cursor: str | None, question: object) -> Place:
    """Return where to go on. Raises BadCursor, also for another query's; TooDeep."""
    values = decode_cursor(cursor, 3)
    if values is None:
        return Place()
    offset, is_loose, fingerprint = values
    is_ours = type(offset) is int and offset > 0 and isinstance(is_loose, bool)
    if not is_ours or fingerprint != _fingerprint(question):
        raise BadCursor("It is not of this query.")
    if offset >= DEEPEST:
        raise TooDeep(f"The first {DEEPEST} answers can be read.")
    return Place(offset, is_loose)


def cursor_after(offset: int, question: object, *, is_loose: bool) -> str | None:
    """Return the cursor of the next page; None where search ends."""
    if offset >= DEEPEST:
        return None
    return encode_cursor(offset, is_loose, _fingerprint(question))


def _fingerprint(question: object) -> str:
    return blake2s(repr(question).encode(errors="replace"), digest_size=9).hexdigest()
