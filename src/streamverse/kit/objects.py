"""Objects: files under a key, in a folder or in an S3-compatible store."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from streamverse.kit.errors import NotFound

CHUNK_BYTES = 1024 * 1024
MAX_KEY_BYTES = 900
MAX_PART_BYTES = 250


class ObjectMissing(NotFound):
    """No object has that key."""

    code = "object_missing"
    title = "There is no such object"


class WrongKey(ValueError):
    """The text can't be a key: keys are relative paths; no part is empty or starts with a dot."""


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What is known about an object without reading it."""

    key: str
    size_bytes: int
    modified_at: datetime


class Objects(Protocol):
    """Keeps objects. A reader never sees half of one; what exists may be put only if absent."""

    async def put(self, key: str, data: bytes, *, if_absent: bool = False) -> bool:
        """Keep `data`. With `if_absent`, False means that the key is taken and nothing changed."""
        ...

    async def put_file(
        self, key: str, path: Path, *, if_absent: bool = False, move: bool = False
    ) -> bool:
        """Keep the content of a file, as `put`. With `move` the file is gone once it is kept."""
        ...

    async def get(self, key: str) -> bytes:
        """Return the whole object. Raises ObjectMissing."""
        ...

    def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """Yield the bytes from `start` up to, not including, `end`. Raises ObjectMissing."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """Return what is known about the object; None when there is none."""
        ...

    async def delete(self, keys: Iterable[str]) -> None:
        """Remove the objects; keys without one are fine."""
        ...

    def list(self, prefix: str) -> AsyncIterator[ObjectInfo]:
        """Yield every object below the folder `prefix` ("" for all), in no particular order."""
        ...

    def local_path(self, key: str) -> Path | None:
        """Return where the object is (or would be) on this disk; None when it isn't kept there."""
        ...

    async def localise(self, key: str, scratch: Path) -> Path:
        """Return a local file with the object's content, to read only.

        What isn't on this disk is fetched into `scratch`, which stays below a bound by dropping
        what was used longest ago. Raises ObjectMissing.
        """
        ...


def checked_key(key: str) -> str:
    """Return `key` if it can be one. Raises WrongKey."""
    is_plain = key.isprintable() and "\\" not in key and len(key.encode()) <= MAX_KEY_BYTES
    parts = key.split("/")
    if not is_plain or any(_is_wrong(part) for part in parts):
        msg = f"{key[:100]!r} can't be the key of an object"
        raise WrongKey(msg)
    return key


def _is_wrong(part: str) -> bool:
    return not part or part.startswith(".") or len(part.encode()) > MAX_PART_BYTES
