"""Rate limits as a port: in the process, or shared by Redis and Valkey."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limit:
    """So many hits within so many seconds."""

    amount: int
    seconds: int


@dataclass(frozen=True, slots=True)
class LimitResult:
    """Whether a hit was within the limit, what is left, and when there is more."""

    is_allowed: bool
    remaining: int
    reset_seconds: int


class RateLimits(Protocol):
    """Counts hits per key."""

    async def hit(self, key: str, limit: Limit) -> LimitResult:
        """Count one hit; one over the limit is not counted."""
        ...
