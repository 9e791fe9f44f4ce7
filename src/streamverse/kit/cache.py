"""The cache: values that may vanish at any time, shared by all processes of the service."""

from typing import Protocol


class Cache(Protocol):
    """Keeps bytes under a key for a while."""

    async def get(self, key: str) -> bytes | None:
        """Return the value; None when there is none (any more)."""
        ...

    async def set(
        self, key: str, value: bytes, ttl_seconds: float, *, if_absent: bool = False
    ) -> bool:
        """Keep `value`. With `if_absent`, False means that the key is taken: one caller wins."""
        ...

    async def delete(self, *keys: str) -> None:
        """Forget the values; unknown keys are fine."""
        ...

    async def incr(self, key: str, ttl_seconds: float, *, by: int = 1) -> int:
        """Add to a counter and return it. Its time to live begins with its first count."""
        ...
