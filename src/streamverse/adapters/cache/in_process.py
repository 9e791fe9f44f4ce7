"""The cache as a dictionary: for one process."""

import time
from collections import OrderedDict

MAX_ENTRIES = 50_000


class InProcessCache:
    """The `Cache` port in memory; when it is full, what was used longest ago goes."""

    def __init__(self, max_entries: int = MAX_ENTRIES) -> None:
        """Keep at most `max_entries` values."""
        self._max_entries = max_entries
        self._entries: OrderedDict[str, tuple[bytes, float]] = OrderedDict()

    async def get(self, key: str) -> bytes | None:
        """Return the value, if it still lives."""
        entry = self._alive(key)
        return entry[0] if entry else None

    async def set(
        self, key: str, value: bytes, ttl_seconds: float, *, if_absent: bool = False
    ) -> bool:
        """Keep `value`."""
        if if_absent and self._alive(key):
            return False
        self._keep(key, value, time.monotonic() + ttl_seconds)
        return True

    async def delete(self, *keys: str) -> None:
        """Forget the values."""
        for key in keys:
            self._entries.pop(key, None)

    async def incr(self, key: str, ttl_seconds: float, *, by: int = 1) -> int:
        """Add to a counter."""
        entry = self._alive(key)
        value, until = entry or (b"0", time.monotonic() + ttl_seconds)
        count = int(value) + by
        self._keep(key, str(count).encode(), until)
        return count

    def _alive(self, key: str) -> tuple[bytes, float] | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry[1] <= time.monotonic():
            del self._entries[key]
            return None
        self._entries.move_to_end(key)
        return entry

    def _keep(self, key: str, value: bytes, until: float) -> None:
        self._entries[key] = (value, until)
        self._entries.move_to_end(key)
        while len(self._entries) > self._max_entries:
            self._entries.popitem(last=False)
