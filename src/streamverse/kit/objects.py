"""Objects as a port: bytes under keys, on a folder or an S3-compatible store."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from streamverse.kit.errors import NotFound


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What is known of an object without reading it."""

    key: str
    size_bytes: int
    modified_at: datetime


class ObjectMissing(NotFound):
    """No object has that key."""

    code = "object_missing"
    title = "There is no such object"


class Objects(Protocol):
    """A store of objects. Keys are relative paths with `/`; an object is whole or not there."""

    async def put(self, key: str, data: bytes, *, if_absent: bool = False) -> bool:
        """Write; with `if_absent` an object that is there stays as it is and False comes back."""
        ...

    async def put_file(
        self, key: str, path: Path, *, if_absent: bool = False, move: bool = False
    ) -> bool:
        """Write from a file; `move` gives the file away, without a copy where that can be."""
        ...

    async def get(self, key: str) -> bytes:
        """Read a whole object. Raises ObjectMissing."""
        ...

    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Read from byte `start` up to, not including, `end`. Raises ObjectMissing."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """Tell an object's size and age, or None."""
        ...

    async def delete(self, keys: Iterable[str]) -> None:
        """Delete; a key that is not there is no error."""
        ...

    def list(self, prefix: str) -> AsyncIterator[ObjectInfo]:
        """Yield the objects below `prefix`."""
        ...

    def local_path(self, key: str) -> Path | None:
        """Return the file of an object on this disk, or None; the fast door for delivery."""
        ...

    async def localise(self, key: str, scratch: Path) -> Path:
        """Return a local file with the object's bytes, fetched to `scratch` when needed."""
        ...
