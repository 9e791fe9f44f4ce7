"""The ASGI application that checks the token and sends the file."""

import os
from collections.abc import Iterable
from http import HTTPMethod

from starlette.types import Receive, Scope, Send

from streamverse.domains.identity.public import drawn_avatar
from streamverse.domains.playback.delivery.addresses import (
    FileAddress,
    ManifestAddress,
    image_address,
    media_address,
)
from streamverse.domains.playback.delivery.answers import (
    Header,
    header,
    send_allowed,
    send_bytes,
    send_file,
    send_not_modified,
    send_problem,
    send_stream,
)
from streamverse.domains.playback.delivery.ranges import byte_range
from streamverse.domains.playback.errors import (
    MediaNotFound,
    MediaTokenExpired,
    MediaTokenRevoked,
    RungNotAllowed,
)
from streamverse.domains.playback.manifests import Manifest
from streamverse.domains.playback.programmes import Programmes
from streamverse.domains.playback.revocations import Revocations
from streamverse.domains.playback.tokens import MediaClaims, MediaTokens
from streamverse.kit.clock import Clock
from streamverse.kit.errors import Refusal
from streamverse.kit.log import logger
from streamverse.kit.objects import Objects

IMMUTABLE = b"public, max-age=31536000, immutable"
TYPES = {
    "m4s": b"video/mp4",
    "mp4": b"video/mp4",
    "vtt": b"text/vtt; charset=utf-8",
    "jpg": b"image/jpeg",
    "webp": b"image/webp",
    "avif": b"image/avif",
    "png": b"image/png",
}
SOUND = b"audio/mp4"
MIN_MEDIA_PARTS = 4
DRAWN_AVATARS = "avatars"

log = logger(__name__)


class Delivery:
    """Serves `/media/{token}/…` and `/images/…`."""

    def __init__(
        self,
        objects: Objects,
        clock: Clock,
        tokens: MediaTokens,
        revocations: Revocations,
        programmes: Programmes,
    ) -> None:
        """Serve what `tokens` allow out of `objects`."""
        self._objects = objects
        self._clock = clock
        self._tokens = tokens
        self._revocations = revocations
        self._programmes = programmes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Serve one request."""
        method = scope["method"]
        if method not in {HTTPMethod.GET, HTTPMethod.HEAD}:
            await send_allowed(send, is_question=method == HTTPMethod.OPTIONS)
            return
        try:
            await self._serve(scope, send)
        except Refusal as refusal:
            await send_problem(scope, send, refusal)
        except OSError as error:
            log.warning("media_unreadable", kind=type(error).__name__, number=error.errno)
            await send_problem(scope, send, MediaNotFound())

    async def _serve(self, scope: Scope, send: Send) -> None:
        parts: list[str] = scope["path"].split("/")
        if parts[1] == "images":
            if parts[2] == DRAWN_AVATARS:
                await _send_drawn(scope, send, parts[3:])
                return
            image = image_address(parts[2:])
            if image is None:
                raise MediaNotFound
            await self._send_file(scope, send, image, is_sound=False)
            return
        if len(parts) < MIN_MEDIA_PARTS:
            raise MediaNotFound
        claims = await self._claims(parts[2])
        address = media_address(parts[3:])
        if isinstance(address, ManifestAddress):
            await self._send_manifest(scope, send, claims, address)
        elif isinstance(address, FileAddress) and claims.covers_asset(address.asset_id):
            if address.rendition and claims.is_limited:
                await self._check_rung(claims, address)
            is_sound = address.rendition.startswith("audio")
            await self._send_file(scope, send, address, is_sound=is_sound)
        else:
            raise MediaNotFound

    async def _claims(self, token: str) -> MediaClaims:
        claims = self._tokens.check(token)
        if not self._revocations.is_loaded:
            await self._revocations.refresh()
        if self._revocations.is_revoked(claims.session_id):
            raise MediaTokenRevoked
        if claims.expires_at < self._clock.now().timestamp():
            raise MediaTokenExpired
        return claims

    async def _check_rung(self, claims: MediaClaims, address: FileAddress) -> None:
        known = await self._programmes.get(claims.programme_id)
        rendition = known and known.rendition(address.asset_id, address.recipe, address.rendition)
        if rendition is None:
            raise MediaNotFound
        if not claims.policy.permits(rendition.rung):
            raise RungNotAllowed

    async def _send_manifest(
        self, scope: Scope, send: Send, claims: MediaClaims, address: ManifestAddress
    ) -> None:
        if address.programme_id != claims.programme_id:
            raise MediaNotFound
        known = await self._programmes.get(address.programme_id)
        manifest = known and known.manifest(claims.policy, address.file)
        if manifest is None:
            raise MediaNotFound
        is_packed = bool(manifest.packed) and "gzip" in header(scope, b"accept-encoding")
        headers = _manifest_headers(manifest, is_packed=is_packed)
        if f'"{manifest.etag}' in header(scope, b"if-none-match"):
            await send_not_modified(send, headers)
            return
        await send_bytes(scope, send, headers, manifest.packed if is_packed else manifest.body)

    async def _send_file(
        self, scope: Scope, send: Send, address: FileAddress, *, is_sound: bool
    ) -> None:
        path = self._objects.local_path(address.key)
        size = await self._remote_size(address.key) if path is None else _local_size(str(path))
        etag = f'"{address.recipe}-{address.rendition}-{address.file}"'
        extension = address.file.rpartition(".")[2]
        headers: list[Header] = [
            (b"content-type", SOUND if is_sound else TYPES[extension]),
            (b"cache-control", IMMUTABLE),
            (b"etag", etag.encode()),
            (b"accept-ranges", b"bytes"),
        ]
        if etag in header(scope, b"if-none-match"):
            await send_not_modified(send, headers)
            return
        asked = header(scope, b"range")
        condition = header(scope, b"if-range")
        piece = byte_range(asked, size) if asked and condition in {"", etag} else None
        if path is not None and piece is None:
            await send_file(scope, send, headers, str(path), size)
            return
        start, end = piece or (0, size)
        if piece:
            headers.append((b"content-range", f"bytes {start}-{end - 1}/{size}".encode()))
        chunks = self._objects.stream(address.key, start, end)
        await send_stream(scope, send, headers, chunks, end - start, is_partial=bool(piece))

    async def _remote_size(self, key: str) -> int:
        info = await self._objects.head(key)
        if info is None:
            raise MediaNotFound
        return info.size_bytes


async def _send_drawn(scope: Scope, send: Send, parts: list[str]) -> None:
    """Send one of the avatars that come with us: `{digest}/{name}.svg`."""
    svg = drawn_avatar(*parts) if len(parts) == 2 else None
    if svg is None:
        raise MediaNotFound
    etag = f'"{parts[0]}"'
    headers: list[Header] = [
        (b"content-type", b"image/svg+xml"),
        (b"cache-control", IMMUTABLE),
        (b"content-security-policy", b"default-src 'none'"),
        (b"etag", etag.encode()),
    ]
    if etag in header(scope, b"if-none-match"):
        await send_not_modified(send, headers)
    else:
        await send_bytes(scope, send, headers, svg)


def _local_size(path: str) -> int:
    """Return a local file's size. A stat takes microseconds; a thread for it takes 50."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - half the time of Path.stat
    except (FileNotFoundError, NotADirectoryError):
        raise MediaNotFound from None


def _manifest_headers(manifest: Manifest, *, is_packed: bool) -> list[Header]:
    packed: Iterable[Header] = [(b"content-encoding", b"gzip")] if is_packed else []
    etag = f'"{manifest.etag}{"-gzip" if is_packed else ""}"'
    return [
        (b"content-type", manifest.media_type),
        (b"cache-control", manifest.cache_control),
        (b"etag", etag.encode()),
        (b"vary", b"accept-encoding"),
        *packed,
    ]
