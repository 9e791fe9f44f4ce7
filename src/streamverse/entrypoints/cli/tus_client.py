"""Uploading by tus 1.0.0: goes on where it stood when the connection breaks."""

import base64
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from streamverse.entrypoints.cli.client import problem_in_words

CHUNK_BYTES = 1024 * 1024
PATIENCE_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
TUS = {"Tus-Resumable": "1.0.0"}
LOCKED = 423

OnBytes = Callable[[int], None]
"""Is told how many bytes of the file the service has."""


class UploadRefused(Exception):
    """The service does not take the file; the message says why."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that the service has."""

    upload_url: str
    asset_id: str


def upload(client: httpx.Client, path: Path, title: str, on_bytes: OnBytes) -> Uploaded:
    """Bring a file to the service. Raises UploadRefused; httpx.TransportError at the end."""
    size = path.stat().st_size
    created = client.post("/api/v1/uploads", headers=_creation(path, title, size))
    _require_success(created)
    begun = Uploaded(created.headers["Location"], created.headers["X-Asset-Id"])
    offset, pauses = 0, iter(PATIENCE_SECONDS)
    while offset < size:
        try:
            reached = _send_rest(client, begun.upload_url, path, offset, on_bytes)
        except httpx.TransportError:
            pause = next(pauses, None)
            if pause is None:
                raise
            time.sleep(pause)
            reached = _offset(client, begun.upload_url, offset)
        if reached > offset:
            pauses = iter(PATIENCE_SECONDS)
        offset = reached
        on_bytes(offset)
    return begun


def _creation(path: Path, title: str, size: int) -> dict[str, str]:
    values = {"filename": path.name, **({"title": title} if title else {})}
    pairs = (f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in values.items())
    return {**TUS, "Upload-Length": str(size), "Upload-Metadata": ",".join(pairs)}


def _send_rest(client: httpx.Client, url: str, path: Path, offset: int, on_bytes: OnBytes) -> int:
    def chunks() -> Generator[bytes, Any, None]:
        sent = offset
        with path.open("rb") as file:
            file.seek(offset)
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
                sent += len(chunk)
                on_bytes(sent)

    headers = {
        **TUS,
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(path.stat().st_size - offset),
    }
    response = client.patch(url, headers=headers, content=chunks())
    if response.status_code in {httpx.codes.CONFLICT, LOCKED}:
        time.sleep(PATIENCE_SECONDS[0])
        return _offset(client, url, offset)
    _require_success(response)
    return int(response.headers["Upload-Offset"])


def _offset(client: httpx.Client, url: str, known: int) -> int:
    try:
        response = client.head(url, headers=TUS)
    except httpx.TransportError:
        return known
    _require_success(response)
    return int(response.headers["Upload-Offset"])


def _require_success(response: httpx.Response) -> None:
    if not response.is_success:
        raise UploadRefused(problem_in_words(response))
