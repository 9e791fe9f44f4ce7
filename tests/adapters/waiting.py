"""Wait for what must become true, instead of for a while."""

import asyncio
import time
from collections.abc import Awaitable, Callable


async def until(is_true: Callable[[], Awaitable[bool]], seconds: float = 30.0) -> None:
    """Return as soon as `is_true`; fail when it does not become so in time."""
    ends_at = time.monotonic() + seconds
    while not await is_true():
        assert time.monotonic() < ends_at, "it did not become true in time"
        await asyncio.sleep(0.01)
