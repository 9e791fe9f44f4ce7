"""Waiting for a condition: never for a time."""

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 60.0


async def eventually(
    is_so: Callable[[], Awaitable[bool]], seconds: float = PATIENCE_SECONDS
) -> None:
    """Return as soon as `is_so()`. Raises TimeoutError when it never is."""
    async with asyncio.timeout(seconds):
        while not await is_so():  # noqa: ASYNC110 - whatever it asks has no event to wait for
            await asyncio.sleep(0.02)
