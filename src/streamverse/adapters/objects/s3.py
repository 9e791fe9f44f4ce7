"""Objects in an S3-compatible store, by obstore.

The address is `s3://bucket/prefix?endpoint=https://…&region=…`; the keys come from the
environment as every S3 tool reads them (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, …) or
from the machine's role. Put if absent is the store's own conditional write.
"""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, PreconditionError
from obstore.store import ObjectStore, S3Store

from streamverse.adapters.objects.local_copies import LocalCopies
from streamverse.kit.objects import CHUNK_BYTES, ObjectInfo, ObjectMissing, checked_key

if TYPE_CHECKING:
    from obstore import GetOptions

SINGLE_PUT_BYTES = 64 * 1024 * 1024
LOCAL_COPIES_BYTES = 20 * 1024**3


class S3Objects:
    """The `Objects` port on a bucket."""

    def __init__(self, store: ObjectStore, local_copies_bytes: int = LOCAL_COPIES_BYTES) -> None:
        """Use `store`; local copies made by `localise` stay below `local_copies_bytes`."""
        self._store = store
        self._copies = LocalCopies(local_copies_bytes)

    @classmethod
    def from_url(cls, url: str) -> Self:
        """Open `s3://bucket/prefix?endpoint=…`; what else is in the query goes to obstore."""
        parts = urlsplit(url)
        options: dict[str, Any] = dict(parse_qsl(parts.query))
        if options.get("endpoint", "").startswith("http://"):
            options["client_options"] = {"allow_http": True}
        prefix = unquote(parts.path).strip("/") or None
        return cls(S3Store(parts.netloc, prefix=prefix, **options))

    async def put(self, key: str, data: bytes, *, if_absent: bool = False) -> bool:
        """Keep `data` under `key`."""
        return await self._put(checked_key(key), data, if_absent=if_absent)

    async def put_file(
        self, key: str, path: Path, *, if_absent: bool = False, move: bool = False
    ) -> bool:
        """Keep the content of a file, in parts when it is large.

        S3 has no conditional upload in parts, so a large file is put if absent by looking first:
        two writers at the same moment both write, and the last one stays whole.
        """
        is_large = path.stat().st_size > SINGLE_PUT_BYTES
        if if_absent and is_large and await self.head(key) is not None:
            return False
        is_kept = await self._put(checked_key(key), path, if_absent=if_absent and not is_large)
        if is_kept and move:
            path.unlink(missing_ok=True)
        return is_kept

    async def get(self, key: str) -> bytes:
        """Return the whole object."""
        try:
            result = await obstore.get_async(self._store, checked_key(key))
            return bytes(await result.bytes_async())
        except FileNotFoundError:
            raise ObjectMissing(key) from None

    async def stream(
        self, key: str, start: int = 0, end: int | None = None
    ) -> AsyncIterator[bytes]:
        """Yield the bytes from `start` up to `end`."""
        options: GetOptions = {}
        if start or end is not None:
            info = await self.head(key)
            if info is None:
                raise ObjectMissing(key)
            stop = info.size_bytes if end is None else min(end, info.size_bytes)
            if start >= stop:
                return
            options = {"range": (start, stop)}
        try:
            result = await obstore.get_async(self._store, checked_key(key), options=options)
        except FileNotFoundError:
            raise ObjectMissing(key) from None
        async for chunk in result.stream(min_chunk_size=CHUNK_BYTES):
            yield bytes(chunk)

    async def head(self, key: str) -> ObjectInfo | None:
        """Return the object's size and age; None when there is none."""
        try:
            meta = await obstore.head_async(self._store, checked_key(key))
        except FileNotFoundError:
            return None
        return ObjectInfo(key, meta["size"], meta["last_modified"])

    async def delete(self, keys: Iterable[str]) -> None:
        """Remove the objects."""
        paths = [checked_key(key) for key in keys]
        if paths:
            await obstore.delete_async(self._store, paths)

    async def list(self, prefix: str) -> AsyncIterator[ObjectInfo]:
        """Yield every object below the folder `prefix`."""
        folder = prefix.rstrip("/")
        batches = obstore.list(self._store, checked_key(folder) if folder else None)  # pyright: ignore[reportUnknownMemberType] - its Arrow variant is untyped
        async for batch in batches:
            for meta in batch:
                yield ObjectInfo(meta["path"], meta["size"], meta["last_modified"])

    def local_path(self, key: str) -> Path | None:
        """Return None: nothing of it is kept on this disk."""
        checked_key(key)

    async def localise(self, key: str, scratch: Path) -> Path:
        """Fetch the object into `scratch`, or find it there."""
        try:
            meta = await obstore.head_async(self._store, checked_key(key))
        except FileNotFoundError:
            raise ObjectMissing(key) from None
        version = f"{key} {meta['e_tag']} {meta['size']}"
        return await self._copies.fetch(scratch, version, Path(key).suffix, self.stream(key))

    async def _put(self, key: str, content: bytes | Path, *, if_absent: bool) -> bool:
        try:
            mode = "create" if if_absent else "overwrite"
            await obstore.put_async(self._store, key, content, mode=mode)
        except (AlreadyExistsError, PreconditionError, FileExistsError):
            return False
        return True
