"""Objects as files in a folder.

A file gets its name only when it is whole and on the disk: it is written under `.incoming/`
and then linked (put if absent) or renamed (overwrite), which are atomic. So a reader never
sees half of one, and a writer that is killed leaves a file that only `.incoming/` knows;
`prepare` removes those.
"""

import asyncio
import contextlib
import itertools
import os
import shutil
import socket
import time
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path

from streamverse.kit.objects import CHUNK_BYTES, ObjectInfo, ObjectMissing, checked_key

INCOMING = ".incoming"
ABANDONED_SECONDS = 24 * 3600
LIST_BATCH = 500


class FolderObjects:
    """The `Objects` port on a folder, which several processes may share."""

    def __init__(self, root: Path) -> None:
        """Keep everything below `root`."""
        self.root = root.absolute()
        self._incoming = self.root / INCOMING
        self._numbers = itertools.count()
        self._owner = f"{socket.gethostname()}-{os.getpid()}"

    async def prepare(self) -> None:
        """Make the folder, and clear away what killed writers left."""
        await asyncio.to_thread(self._prepare)

    async def put(self, key: str, data: bytes, *, if_absent: bool = False) -> bool:
        """Keep `data` under `key`."""
        return await asyncio.to_thread(self._put, self._path(key), data, if_absent)

    async def put_file(
        self, key: str, path: Path, *, if_absent: bool = False, move: bool = False
    ) -> bool:
        """Keep the content of a file; `move` costs no copy on the same file system."""
        target = self._path(key)
        place = self._move_in if move else self._copy_in
        return await asyncio.to_thread(place, target, path, if_absent)

    async def get(self, key: str) -> bytes:
        """Return the whole object."""
        path = self._path(key)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise ObjectMissing(key) from None

    async def stream(
        self, key: str, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        """Yield the bytes from `start` up to `end`."""
        path = self._path(key)
        try:
            file = await asyncio.to_thread(path.open, "rb")
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            raise ObjectMissing(key) from None
        with file:
            file.seek(start)
            left = None if end is None else max(0, end - start)
            while left != 0:
                size = CHUNK_BYTES if left is None else min(CHUNK_BYTES, left)
                chunk = await asyncio.to_thread(file.read, size)
                if not chunk:
                    return
                left = None if left is None else left - len(chunk)
                yield chunk

    async def head(self, key: str) -> ObjectInfo | None:
        """Return the object's size and age; None when there is none."""
        path = self._path(key)
        return await asyncio.to_thread(_info, path, key)

    async def delete(self, keys: Iterable[str]) -> None:
        """Remove the objects, and the folders that are empty then."""
        paths = [self._path(key) for key in keys]
        await asyncio.to_thread(self._delete, paths)

    async def list(self, prefix: str) -> AsyncIterator[ObjectInfo]:
        """Yield every object below the folder `prefix`."""
        top = self._path(prefix.rstrip("/")) if prefix.rstrip("/") else self.root
        walk = self._walk(top)
        while batch := await asyncio.to_thread(lambda: list(itertools.islice(walk, LIST_BATCH))):
            for info in batch:
                yield info

    def local_path(self, key: str) -> Path:
        """Return the object's file."""
        return self._path(key)

    async def localise(self, key: str, scratch: Path) -> Path:  # noqa: ARG002 - the port's signature
        """Return the object's own file: it is here already."""
        path = self._path(key)
        if not await asyncio.to_thread(path.is_file):
            raise ObjectMissing(key)
        return path

    def _path(self, key: str) -> Path:
        return self.root / checked_key(key)

    def _prepare(self) -> None:
        self._incoming.mkdir(parents=True, exist_ok=True)
        for path in self._incoming.iterdir():
            if self._is_abandoned(path):
                path.unlink(missing_ok=True)

    def _is_abandoned(self, path: Path) -> bool:
        """Whether its writer is gone: dead on this host, ourselves before, or a day silent."""
        owner = path.name.rpartition("-")[0]
        host, _, pid = owner.rpartition("-")
        if owner == self._owner:
            return True
        if host == socket.gethostname() and pid.isdigit():
            return not Path(f"/proc/{pid}").exists()
        with contextlib.suppress(FileNotFoundError):
            return time.time() - path.stat().st_mtime > ABANDONED_SECONDS
        return False

    def _new_path(self) -> Path:
        return self._incoming / f"{self._owner}-{next(self._numbers)}"

    def _put(self, target: Path, data: bytes, if_absent: bool) -> bool:  # noqa: FBT001 - handed to a thread
        if if_absent and target.exists():
            return False
        incoming = self._new_path()
        try:
            with incoming.open("xb") as file:
                file.write(data)
                file.flush()
                os.fdatasync(file.fileno())
            return _place(incoming, target, if_absent=if_absent)
        finally:
            incoming.unlink(missing_ok=True)

    def _copy_in(self, target: Path, source: Path, if_absent: bool) -> bool:  # noqa: FBT001 - handed to a thread
        if if_absent and target.exists():
            return False
        incoming = self._new_path()
        try:
            shutil.copyfile(source, incoming)
            _sync(incoming)
            return _place(incoming, target, if_absent=if_absent)
        finally:
            incoming.unlink(missing_ok=True)

    def _move_in(self, target: Path, source: Path, if_absent: bool) -> bool:  # noqa: FBT001 - handed to a thread
        if source.stat().st_dev != self._incoming.stat().st_dev:
            is_kept = self._copy_in(target, source, if_absent)
        else:
            _sync(source)
            is_kept = _place(source, target, if_absent=if_absent)
        if is_kept:
            source.unlink(missing_ok=True)
        return is_kept

    def _delete(self, paths: Iterable[Path]) -> None:
        for path in paths:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
            folder = path.parent
            while folder != self.root:
                try:
                    folder.rmdir()
                except OSError:
                    break
                folder = folder.parent

    def _walk(self, top: Path) -> Iterable[ObjectInfo]:
        for folder, names, files in os.walk(top):
            if Path(folder) == self.root:
                names[:] = [name for name in names if name != INCOMING]
            for file in files:
                path = Path(folder, file)
                if info := _info(path, path.relative_to(self.root).as_posix()):
                    yield info


def _place(incoming: Path, target: Path, *, if_absent: bool) -> bool:
    """Give a whole file its name; again when a delete took the folder away in between."""
    while True:
        with contextlib.suppress(FileExistsError, FileNotFoundError):  # made and removed meanwhile
            target.parent.mkdir(parents=True, exist_ok=True)
        try:
            if if_absent:
                os.link(incoming, target)
            else:
                os.replace(incoming, target)  # noqa: PTH105 - beside os.link
        except FileExistsError:
            return False
        except FileNotFoundError:
            if not incoming.exists():
                raise
        else:
            return True


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fdatasync(file.fileno())


def _info(path: Path, key: str) -> ObjectInfo | None:
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not path.is_file():
        return None
    return ObjectInfo(key, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
