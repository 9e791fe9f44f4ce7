"""What search needs of an index: a place that answers while it is fed and while it is rebuilt.

An implementation holds one generation that answers, and perhaps one more that is being built.
Every document of a batch can be found when `apply` returns.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Lookup

Value = str | int | float
Order = Literal["relevance", "popularity", "newest", "oldest", "position"]


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: fields to look in, and `data` to show without asking anybody."""

    shelf: Shelf
    fields: Mapping[str, Value | Sequence[Value]]
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that appear together: documents by (shelf, field, word) leave, others come."""

    remove: tuple[tuple[Shelf, str, str], ...] = ()
    add: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; `rank` orders hits, higher ones first, also across shelves."""

    rank: float
    shelf: Shelf
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, and how many there are in all."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class IndexState:
    """Whether the index answers, and what it does.

    `position` is how far it follows the changes, `built_from` how far they were when it was built.
    """

    is_ready: bool
    is_building: bool = False
    progress: float = 1.0
    generation: int = 0
    documents: int = 0
    size_bytes: int = 0
    position: str = ""
    built_from: str = ""
    commits: int = 0
    problem: str = ""
    engine: str = "embedded"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents have each value of a field, the most frequent first."""

    values: tuple[tuple[str, int], ...] = field(default=())


class IndexNotReady(Exception):
    """There is no index to ask yet, or it broke."""


class Builder(Protocol):
    """A generation in the making, which nobody sees before `publish`."""

    async def add(self, documents: Iterable[Document]) -> None:
        """Put documents in."""
        ...

    async def apply(self, batch: Batch) -> None:
        """Change what was put in."""
        ...

    async def publish(self, position: str, built_from: str) -> None:
        """Let this generation answer from now on, and do away with the one before."""
        ...


class SearchIndex(Protocol):
    """Keeps documents and finds them. Raises IndexNotReady where there is nothing to ask."""

    @property
    def state(self) -> IndexState:
        """How the index is."""
        ...

    async def find(
        self,
        shelf: Shelf,
        lookup: Lookup,
        *,
        limit: int,
        order: Order = "relevance",
        offset: int = 0,
        counts: bool = True,
    ) -> Found:
        """Return hits in an order; without `counts` the total is unknown (0)."""
        ...

    async def tally(
        self, shelf: Shelf, lookup: Lookup, fields: Sequence[str], size: int
    ) -> dict[str, Tally]:
        """Count the values of some fields over all documents that fit."""
        ...

    async def frequencies(self, shelf: Shelf, field: str, words: Sequence[str]) -> dict[str, int]:
        """Return in how many documents each word is."""
        ...

    async def apply(self, batch: Batch, position: str) -> None:
        """Change the index, and remember how far it follows."""
        ...

    def building(self) -> AbstractAsyncContextManager[Builder]:
        """Give a new generation; one that is not published is thrown away at the end."""
        ...

    def tell(self, progress: float, problem: str = "") -> None:
        """Say how far a rebuild is; `problem` why it stopped."""
        ...
