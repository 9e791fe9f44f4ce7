"""What was asked lately, so that the same question costs nothing until the index changes."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from streamverse.domains.search.errors import SearchBeingBuilt
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.lookups import Lookup
from streamverse.domains.search.ports import (
    Found,
    IndexNotReady,
    Order,
    SearchIndex,
    Tally,
)

KEPT = 512
SEEN_KEPT = 20_000
SEEN_SECONDS = 5.0

T = TypeVar("T")


class Answers:
    """One process's. An answer is kept while the index is the one that gave it."""

    def __init__(self, index: SearchIndex) -> None:
        """Ask `index`."""
        self._index = index
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._seen: OrderedDict[Hashable, tuple[bool, float]] = OrderedDict()

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
        """Return hits. Raises SearchBeingBuilt."""

        async def ask() -> Found:
            return await self._index.find(
                shelf, lookup, limit=limit, order=order, offset=offset, counts=counts
            )

        return await self._answer((shelf, lookup, limit, order, offset, counts), ask)

    async def tally(
        self, shelf: Shelf, lookup: Lookup, fields: Sequence[str], size: int
    ) -> dict[str, Tally]:
        """Count the values of fields. Raises SearchBeingBuilt."""

        async def ask() -> dict[str, Tally]:
            return await self._index.tally(shelf, lookup, fields, size)

        return await self._answer((shelf, lookup, tuple(fields), size), ask)

    async def frequencies(self, shelf: Shelf, field: str, words: Sequence[str]) -> dict[str, int]:
        """Return in how many documents words are. Raises SearchBeingBuilt."""

        async def ask() -> dict[str, int]:
            return await self._index.frequencies(shelf, field, words)

        return await self._answer((shelf, field, tuple(words)), ask)

    async def allowed(
        self,
        whose: Hashable,
        ids: Iterable[UUID],
        check: Callable[[list[UUID]], Awaitable[frozenset[UUID]]],
    ) -> frozenset[UUID]:
        """Return those of these ids that `check` lets through, asking it of each a few seconds."""
        now = time.monotonic()
        wanted = list(dict.fromkeys(ids))
        kept = {each: self._seen.get((whose, each)) for each in wanted}
        new = [each for each, seen in kept.items() if seen is None or seen[1] < now]
        fresh = await check(new) if new else frozenset[UUID]()
        for each in new:
            self._seen[whose, each] = (each in fresh, now + SEEN_SECONDS)
        while len(self._seen) > SEEN_KEPT:
            self._seen.popitem(last=False)
        known = (each for each, seen in kept.items() if each not in new and seen and seen[0])
        return fresh | frozenset(known)

    async def _answer(self, question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        state = self._index.state
        key = (state.generation, state.commits, question)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            answer = await ask()
        except IndexNotReady:
            state = self._index.state
            raise SearchBeingBuilt(
                f"{state.progress:.0%} of it is there. Try again in a while.",
                headers={"retry-after": "5"},
                progress=round(state.progress, 3),
            ) from None
        self._kept[key] = answer
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return answer
