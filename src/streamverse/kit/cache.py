"""A cache as a port: in the process, or Redis and Valkey."""

from typing import Protocol


class Cache(Protocol):
    """Short-lived values under keys; losing them loses nothing but time."""

    async def get(self, key: str) -> bytes | None:
        """Return the value, or None when there is none (any more)."""
        ...

    async def set(self, key: str, value: bytes, ttl_seconds: float) -> None:
        """Keep a value for a while."""
        ...

    async def delete(self, *keys: str) -> None:
        """Forget values."""
        ...

    async def incr(self, key: str, ttl_seconds: float) -> int:
        """Count up and return the count; a new counter lives for `ttl_seconds`."""
        ...
