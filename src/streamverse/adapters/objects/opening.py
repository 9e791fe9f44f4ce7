"""Chooses the object store from the settings."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from streamverse.adapters.objects.folder import FolderObjects
from streamverse.adapters.objects.s3 import S3Objects
from streamverse.kit.objects import Objects
from streamverse.kit.settings import Settings


class WrongStoreUrl(Exception):
    """`OBJECT_STORE_URL` names no store that we know."""


@asynccontextmanager
async def open_objects(settings: Settings) -> AsyncGenerator[Objects]:
    """Open the store that the settings name. Raises WrongStoreUrl."""
    url = settings.object_store_url
    scheme = urlsplit(url).scheme
    if scheme == "s3":
        yield S3Objects.from_url(url)
        return
    if url and scheme != "file":
        msg = f"OBJECT_STORE_URL is {url!r}: use file:///folder or s3://bucket/prefix?endpoint=…"
        raise WrongStoreUrl(msg)
    root = Path(unquote(urlsplit(url).path)) if url else settings.data.absolute() / "objects"
    folder = FolderObjects(root)
    await folder.prepare()
    yield folder
