"""The file an upload grows in: one writer at a time, and nothing counts before it is on disk."""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncGenerator
from pathlib import Path
from uuid import UUID

from streamverse.domains.media.errors import UploadBusy
from streamverse.kit.settings import Settings

BUFFER_BYTES = 1024 * 1024


def uploads_folder(settings: Settings) -> Path:
    """Return where uploads in progress lie; they outlive the process."""
    return settings.data / "uploads"


def part_path(settings: Settings, upload_id: UUID) -> Path:
    """Return the file of an upload in progress."""
    return uploads_folder(settings) / f"{upload_id}.part"


class PartFile:
    """An open part, held by a lock that the kernel drops with the process."""

    def __init__(self, descriptor: int) -> None:
        """Take over an open, locked file."""
        self._descriptor = descriptor
        self._buffer = bytearray()
        self.position = 0

    async def start_at(self, offset: int) -> None:
        """Drop whatever lies behind `offset` and go on there."""
        self._buffer.clear()
        await asyncio.to_thread(os.ftruncate, self._descriptor, offset)
        self.position = offset

    async def write(self, data: bytes) -> None:
        """Take data; it reaches the file in pieces of about a megabyte."""
        self._buffer += data
        if len(self._buffer) >= BUFFER_BYTES:
            await self._flush()

    async def sync(self) -> int:
        """Put everything on the disk. Returns the size that is safe there."""
        await self._flush()
        await asyncio.to_thread(os.fdatasync, self._descriptor)
        return self.position

    async def _flush(self) -> None:
        data, self._buffer = bytes(self._buffer), bytearray()
        await asyncio.to_thread(self._write_all, data)
        self.position += len(data)

    def _write_all(self, data: bytes) -> None:
        view, position = memoryview(data), self.position
        while view:
            written = os.pwrite(self._descriptor, view, position)
            view, position = view[written:], position + written


@contextlib.asynccontextmanager
async def locked_part(path: Path) -> AsyncGenerator[PartFile]:
    """Open an upload's file for its one writer. Raises UploadBusy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UploadBusy from error
        yield PartFile(descriptor)
    finally:
        os.close(descriptor)
