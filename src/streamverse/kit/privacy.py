"""What domains say about the personal data they hold, in the words they share.

A domain that holds any has a `privacy.py`:

    PERSONAL = {"resume_points": "history.json; deleted with the person"}   # table: how
    KEPT = {"view_counts": "counts only, nobody's name"}                    # table: why
    RETENTION = (Retention("playback_sessions", days_of, forget_old),)

and takes part in exports and erasures (docs/build/privacy.md).
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

from streamverse.kit.db import Base
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

KEPT = {
    "outbox": "ids and facts of events and jobs; rows go three days after they were delivered",
    "outbox_deliveries": "which reaction had which event",
    "idempotency_keys": "answers to repeated requests; rows go after a day",
}
"""Of the kit's own tables."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an export or an erasure is about: an account and its profiles."""

    account_id: UUID
    profile_ids: tuple[UUID, ...]

    @property
    def viewer_keys(self) -> tuple[str, ...]:
        """What the person is known by in the tables of viewers, also before choosing a profile."""
        return tuple(f"profile:{each}" for each in (*self.profile_ids, self.account_id))


@dataclass(frozen=True, slots=True)
class Document:
    """A JSON file of an export, small enough to hold. `about` is its line in the README."""

    path: str
    about: str
    content: Any


@dataclass(frozen=True, slots=True)
class Rows:
    """A JSON file of an export: one array, written row by row however long it is."""

    path: str
    about: str
    rows: AsyncIterator[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that joins an export as it is."""

    path: str
    about: str
    key: str


ExportPart = Document | Rows | Stored


@dataclass(frozen=True, slots=True)
class Retention:
    """Something that is deleted after `days` (-1: never). `forget` gets the oldest instant kept."""

    what: str
    days: Callable[[Settings], int]
    forget: Callable[[Services, datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class PrivacyRoster:
    """Which domains of this process answer exports and erasures, and what is kept how long."""

    exporters: frozenset[str]
    erasers: frozenset[str]
    retentions: tuple[Retention, ...]


def facts_of(row: Base, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """Return a row's columns by name, but for those named: secrets, and what is only ours."""
    left_out = frozenset(without)
    names = inspect(type(row)).column_attrs.keys()
    return {name: getattr(row, name) for name in names if name not in left_out}
