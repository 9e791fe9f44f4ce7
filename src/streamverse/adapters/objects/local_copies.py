"""Local copies of far objects, below a bound: what was used longest ago goes first."""

import asyncio
import hashlib
import os
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from weakref import WeakValueDictionary

from streamverse.kit.ids import new_id

IN_USE_SECONDS = 600


class LocalCopies:
    """Files in scratch folders, one per version of an object, each fetched once at a time."""

    def __init__(self, bound_bytes: int) -> None:
        """Keep each folder below `bound_bytes`, apart from what was used in the last minutes."""
        self._bound_bytes = bound_bytes
        self._locks: WeakValueDictionary[Path, asyncio.Lock] = WeakValueDictionary()

    async def fetch(
        self, scratch: Path, version: str, suffix: str, content: AsyncIterator[bytes]
    ) -> Path:
        """Return the file of `version`, written from `content` when it isn't there."""
        name = hashlib.sha256(version.encode()).hexdigest()[:40]
        path = scratch / f"{name}{suffix}"
        lock = self._locks.setdefault(path, asyncio.Lock())
        async with lock:
            if not await asyncio.to_thread(_touch, path):
                await self._write(path, content)
                await asyncio.to_thread(self._make_room, scratch, path)
        return path

    async def _write(self, path: Path, content: AsyncIterator[bytes]) -> None:
        await asyncio.to_thread(path.parent.mkdir, parents=True, exist_ok=True)
        incoming = path.with_name(f"{new_id()}.part")
        try:
            with incoming.open("xb") as file:
                async for chunk in content:
                    await asyncio.to_thread(file.write, chunk)
            incoming.replace(path)
        finally:
            incoming.unlink(missing_ok=True)

    def _make_room(self, scratch: Path, newest: Path) -> None:
        """Drop the oldest copies; a `.part` that nobody wrote to for a while is one of them."""
        now = time.time()
        found: list[tuple[float, int, Path]] = []
        for path in scratch.iterdir():
            with suppress(FileNotFoundError):  # another process makes room too
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _, size, _ in found)
        for used_at, size, path in sorted(found):
            if total <= self._bound_bytes or now - used_at < IN_USE_SECONDS:
                return
            if path != newest:
                total -= size
                path.unlink(missing_ok=True)


def _touch(path: Path) -> bool:
    """Mark the file as used now; False when there is none."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True
