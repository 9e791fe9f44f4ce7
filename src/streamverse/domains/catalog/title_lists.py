"""What a list of titles shall hold, in which order, and where its next page begins."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor


class TitleSort(StrEnum):
    """What a list goes by."""

    NEWEST = "newest"
    OLDEST = "oldest"
    POPULARITY = "popularity"
    TRENDING = "trending"
    NAME = "name"
    RELEASED = "released"
    UPDATED = "updated"


class SortOrder(StrEnum):
    """Which way."""

    ASCENDING = "asc"
    DESCENDING = "desc"


COLUMNS = {
    TitleSort.NEWEST: "listed_at",
    TitleSort.OLDEST: "listed_at",
    TitleSort.POPULARITY: "popularity",
    TitleSort.TRENDING: "popularity",
    TitleSort.NAME: "sort_name",
    TitleSort.RELEASED: "came_out_on",
    TitleSort.UPDATED: "updated_at",
}
RISING = frozenset({TitleSort.OLDEST, TitleSort.NAME})
"""What rises unless another order is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of titles shall hold: published ones, and drafts by `owner_id` or `sees_drafts`.

    Of several kinds one is enough; of several genres and tags all are wanted. `ceiling` is the age
    up to which they may be; without one, unrated titles are among them. Published ones are those
    that are offered to `asker`; without one, wherever they are offered. `member_of` are the
    channels whose titles a caller may find though they are private.
    """

    kinds: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    category: str | None = None
    year: int | None = None
    year_from: int | None = None
    year_to: int | None = None
    rating_max: int | None = None
    language: str | None = None
    country: str | None = None
    channel_id: UUID | None = None
    person_id: UUID | None = None
    access: str | None = None
    words: str | None = None
    asset_id: UUID | None = None
    owner_id: UUID | None = None
    sees_drafts: bool = False
    state: str | None = None
    is_flagged: bool = False
    ceiling: int | None = None
    is_public_only: bool = False
    asker: Asker | None = None
    member_of: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Sorting:
    """What a list goes by, and which way."""

    sort: TitleSort = TitleSort.NEWEST
    order: SortOrder | None = None

    @property
    def column(self) -> str:
        """The column of `TitleRow` that it goes by; its id decides between equals."""
        return COLUMNS[self.sort]

    @property
    def is_rising(self) -> bool:
        """Whether the smallest comes first."""
        if self.order is None:
            return self.sort in RISING
        return self.order is SortOrder.ASCENDING

    def cursor(self, row: TitleRow) -> str:
        """Return where the page after this row begins, for this order only."""
        value = getattr(row, self.column)
        text = value.isoformat() if isinstance(value, date) else value
        return encode_cursor(self._seal(text, str(row.id)), text, row.id)

    def place(self, cursor: str | None) -> tuple[Any, UUID] | None:
        """Return what a cursor of ours says. Raises BadCursor for all others."""
        position = decode_cursor(cursor, 3)
        if position is None:
            return None
        seal, value, title_id = position
        if seal != self._seal(value, str(title_id)):
            raise BadCursor
        match self.column:
            case "listed_at" | "updated_at":
                return datetime.fromisoformat(value), UUID(title_id)
            case "came_out_on":
                return date.fromisoformat(value), UUID(title_id)
            case _:
                return value, UUID(title_id)

    def _seal(self, value: Any, title_id: str) -> str:
        """Return what tells a cursor of ours from one that was tampered with."""
        said = f"titles {self.column} {self.is_rising} {value!r} {title_id}"
        return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()
