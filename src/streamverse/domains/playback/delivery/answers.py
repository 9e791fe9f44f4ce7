"""Answers of the delivery, as ASGI messages."""

import asyncio
import json
from collections.abc import AsyncIterator
from http import HTTPMethod, HTTPStatus
from pathlib import Path

from starlette.types import Scope, Send

from streamverse.kit.errors import Refusal

Header = tuple[bytes, bytes]

PATHSEND = "http.response.pathsend"
CHUNK_BYTES = 256 * 1024
SHARED: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"content-length, content-range, etag"),
    (b"cross-origin-resource-policy", b"cross-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def header(scope: Scope, name: bytes) -> str:
    """Return a request's header; "" without it."""
    for key, value in scope["headers"]:
        if key == name:
            return value.decode("latin-1")
    return ""


async def send_file(scope: Scope, send: Send, headers: list[Header], path: str, size: int) -> None:
    """Send a whole local file: by the server itself where it offers that."""
    await _start(send, HTTPStatus.OK, headers, size)
    if scope["method"] == HTTPMethod.HEAD:
        await send({"type": "http.response.body", "body": b""})
    elif PATHSEND in scope.get("extensions", {}):
        await send({"type": PATHSEND, "path": path})
    else:
        await _send_chunks(send, _read(path))


async def send_stream(
    scope: Scope,
    send: Send,
    headers: list[Header],
    chunks: AsyncIterator[bytes],
    size: int,
    *,
    is_partial: bool,
) -> None:
    """Send what comes from the store, `size` bytes of it."""
    status = HTTPStatus.PARTIAL_CONTENT if is_partial else HTTPStatus.OK
    await _start(send, status, headers, size)
    if scope["method"] == HTTPMethod.HEAD:
        await send({"type": "http.response.body", "body": b""})
    else:
        await _send_chunks(send, chunks)


async def send_bytes(scope: Scope, send: Send, headers: list[Header], body: bytes) -> None:
    """Send a body that is in memory."""
    await _start(send, HTTPStatus.OK, headers, len(body))
    is_head = scope["method"] == HTTPMethod.HEAD
    await send({"type": "http.response.body", "body": b"" if is_head else body})


async def send_not_modified(send: Send, headers: list[Header]) -> None:
    """Say that the caller has it already."""
    await _start(send, HTTPStatus.NOT_MODIFIED, headers, None)
    await send({"type": "http.response.body", "body": b""})


async def send_allowed(send: Send, *, is_question: bool) -> None:
    """Answer a preflight question, or refuse a method."""
    allowed = b"GET, HEAD, OPTIONS"
    headers: list[Header] = [
        (b"allow", allowed),
        (b"access-control-allow-methods", allowed),
        (b"access-control-allow-headers", b"range, if-none-match, if-range"),
        (b"access-control-max-age", b"86400"),
    ]
    status = HTTPStatus.NO_CONTENT if is_question else HTTPStatus.METHOD_NOT_ALLOWED
    await _start(send, status, headers, None if is_question else 0)
    await send({"type": "http.response.body", "body": b""})


async def send_problem(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Send a refusal as problem details; the address, which holds a token, is not repeated."""
    body = json.dumps(refusal.problem()).encode()
    headers: list[Header] = [
        (b"content-type", b"application/problem+json"),
        (b"cache-control", b"no-store"),
        *((name.encode(), value.encode()) for name, value in refusal.headers.items()),
    ]
    await _start(send, refusal.status, headers, len(body))
    is_head = scope["method"] == HTTPMethod.HEAD
    await send({"type": "http.response.body", "body": b"" if is_head else body})


async def _start(send: Send, status: int, headers: list[Header], size: int | None) -> None:
    length = [] if size is None else [(b"content-length", str(size).encode())]
    await send(
        {
            "type": "http.response.start",
            "status": int(status),
            "headers": [*headers, *length, *SHARED],
        }
    )


async def _send_chunks(send: Send, chunks: AsyncIterator[bytes]) -> None:
    async for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _read(path: str) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(Path(path).open, "rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
            yield chunk
