"""Rate limits: how often somebody may do something."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds.

    `is_moving` looks back exactly that long from each hit; otherwise the window begins with
    the first hit and all count at once again when it ends, which is cheaper.
    """

    amount: int
    seconds: int
    is_moving: bool = False


@dataclass(frozen=True, slots=True)
class LimitResult:
    """Whether it is allowed, how often more, and when the window ends: for the headers."""

    is_allowed: bool
    remaining: int
    reset_seconds: int


class RateLimits(Protocol):
    """Counts, over all processes of the service."""

    async def hit(self, key: str, limit: Limit, *, cost: int = 1) -> LimitResult:
        """Count one more for `key`, if the limit still allows it."""
        ...

    async def peek(self, key: str, limit: Limit) -> LimitResult:
        """Tell what a hit would find, without counting it."""
        ...

    async def clear(self, key: str, limit: Limit) -> None:
        """Forget what was counted for `key`."""
        ...
