"""What was read of titles lately, kept for some seconds so that the next page need not ask."""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar
from uuid import UUID

T = TypeVar("T")


class Kept(Generic[T]):
    """One process's. What there is of a title for somebody; None where there is nothing."""

    def __init__(self, most: int, seconds: float) -> None:
        """Keep `most` of them so long."""
        self._most = most
        self._seconds = seconds
        self._kept: OrderedDict[Hashable, tuple[T | None, float]] = OrderedDict()

    async def of(
        self,
        whose: Hashable,
        ids: Iterable[UUID],
        read: Callable[[list[UUID]], Awaitable[Mapping[UUID, T]]],
    ) -> dict[UUID, T]:
        """Return what there is of titles, reading what is not known."""
        now = time.monotonic()
        found: dict[UUID, T | None] = {}
        unknown: list[UUID] = []
        for each in dict.fromkeys(ids):
            kept = self._kept.get((whose, each))
            if kept is None or kept[1] < now:
                unknown.append(each)
            else:
                found[each] = kept[0]
        fresh: Mapping[UUID, T] = await read(unknown) if unknown else {}
        for each in unknown:
            found[each] = fresh.get(each)
            self._kept.pop((whose, each), None)
            self._kept[whose, each] = (found[each], now + self._seconds)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return {each: value for each, value in found.items() if value is not None}
