"""What was asked lately, so that the same question costs nothing until the index changes."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from streamverse.domains.catalog.public import TitleCard
from streamverse.domains.search.errors import SearchBeingBuilt
from streamverse.domains.search.fields import Shelf
from streamverse.domains.search.kept import Kept
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
CARDS_KEPT = 4_000
CARDS_SECONDS = 30.0
"""Cards say what something costs and looks like; whether it may be seen is asked beside them."""

T = TypeVar("T")


class Answers:
    """One process's. An answer is kept while the index is the one that gave it."""

    def __init__(self, index: SearchIndex) -> None:
        """Ask `index`."""
        self._index = index
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._seen: Kept[bool] = Kept(SEEN_KEPT, SEEN_SECONDS)
        self._cards: Kept[TitleCard] = Kept(CARDS_KEPT, CARDS_SECONDS)

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

        async def ask(new: list[UUID]) -> dict[UUID, bool]:
            return dict.fromkeys(await check(new), True)

        return frozenset(await self._seen.of(whose, ids, ask))

    async def cards(
        self,
        whose: Hashable,
        ids: Iterable[UUID],
        read: Callable[[list[UUID]], Awaitable[dict[UUID, TitleCard]]],
    ) -> dict[UUID, TitleCard]:
        """Return titles as cards, as `read` gave them some seconds ago or now.

        They are others' as well: what is one viewer's goes into a copy.
        """
        state = self._index.state
        return await self._cards.of((state.generation, state.commits, whose), ids, read)

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
