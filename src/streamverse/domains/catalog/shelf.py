"""Which titles stand on a shelf, and in which order: plain data, told to the database elsewhere."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

LEAVING = timedelta(days=14)
"""A title that is offered now, and no longer in this time, leaves soon."""


class ShelfSort(StrEnum):
    """What comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    POPULARITY = "popularity"
    NAME = "name"
    RELEASED = "released"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Titles that fit all that is said; of several kinds, genres and so on one is enough.

    `max_age` is an age up to which they are; `early_for` a plan that has them before all others.
    """

    kinds: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    max_age: int | None = None
    channel_ids: tuple[UUID, ...] = ()
    person_id: UUID | None = None
    is_leaving: bool = False
    early_for: str | None = None
    sort: ShelfSort = ShelfSort.NEWEST
    limit: int = 20
