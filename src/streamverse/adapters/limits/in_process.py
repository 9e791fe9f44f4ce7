"""Rate limits as dictionaries: for one process.

`limits` has a memory store too, but it looks at every key after every hit; here each key is
looked at when it is used, and all of them once in a while.
"""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from streamverse.kit.limits import Limit, LimitResult

SWEEP_EVERY_HITS = 10_000


@dataclass(slots=True)
class _Counted:
    """What happened in the current window: times of hits when it moves, else a number."""

    ends_at: float
    count: int = 0
    times: deque[float] = field(default_factory=deque[float])


class InProcessRateLimits:
    """The `RateLimits` port in memory."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Measure time with `now`, in seconds."""
        self._now = now
        self._counted: dict[tuple[str, Limit], _Counted] = {}
        self._hits = 0

    async def hit(self, key: str, limit: Limit, *, cost: int = 1) -> LimitResult:
        """Count `cost` more, if the limit allows it."""
        self._sweep()
        counted = self._current(key, limit)
        if counted.count + cost > limit.amount:
            return self._result(counted, limit, is_allowed=False)
        if counted.count == 0:
            counted.ends_at = self._now() + limit.seconds
        counted.count += cost
        if limit.is_moving:
            counted.times.extend([self._now()] * cost)
        self._counted[key, limit] = counted
        return self._result(counted, limit, is_allowed=True)

    async def peek(self, key: str, limit: Limit) -> LimitResult:
        """Look without counting."""
        counted = self._current(key, limit)
        return self._result(counted, limit, is_allowed=counted.count < limit.amount)

    async def clear(self, key: str, limit: Limit) -> None:
        """Forget what was counted."""
        self._counted.pop((key, limit), None)

    def _current(self, key: str, limit: Limit) -> _Counted:
        """Return what still counts."""
        now = self._now()
        counted = self._counted.get((key, limit))
        if counted is None or (counted.ends_at <= now and not limit.is_moving):
            return _Counted(ends_at=now + limit.seconds)
        while counted.times and counted.times[0] + limit.seconds <= now:
            counted.times.popleft()
            counted.count -= 1
        if counted.times:
            counted.ends_at = counted.times[0] + limit.seconds
        return counted

    def _result(self, counted: _Counted, limit: Limit, *, is_allowed: bool) -> LimitResult:
        reset_seconds = ceil(counted.ends_at - self._now()) if counted.count else limit.seconds
        return LimitResult(is_allowed, max(0, limit.amount - counted.count), max(0, reset_seconds))

    def _sweep(self) -> None:
        self._hits += 1
        if self._hits % SWEEP_EVERY_HITS == 0:
            now = self._now()
            for key, counted in list(self._counted.items()):
                ends_at = counted.times[-1] + key[1].seconds if counted.times else counted.ends_at
                if ends_at <= now:
                    del self._counted[key]
