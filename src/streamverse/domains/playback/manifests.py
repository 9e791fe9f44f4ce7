"""Manifests as files: a name, a type, bytes, an entity tag and how long caches may keep them."""

import gzip
from dataclasses import dataclass
from hashlib import blake2s

from streamverse.domains.playback.composer import (
    Programme,
    ViewerPolicy,
    media_playlist,
    mpd,
    multivariant,
)

MULTIVARIANT = "master.m3u8"
MPD = "manifest.mpd"
PLAYLIST_SUFFIX = ".m3u8"
HLS_TYPE = b"application/vnd.apple.mpegurl"
DASH_TYPE = b"application/dash+xml"
GROWING_CACHE = b"max-age=1"
FINISHED_CACHE = b"max-age=60"
GZIP_LEVEL = 4
WORTH_COMPRESSING_BYTES = 1400


@dataclass(frozen=True, slots=True)
class Manifest:
    """A composed manifest. `packed` is the same by gzip, b"" where that gains nothing."""

    body: bytes
    packed: bytes
    media_type: bytes
    etag: str
    cache_control: bytes


def compose(
    programme: Programme, policy: ViewerPolicy, name: str, *, is_growing: bool
) -> Manifest | None:
    """Compose a manifest by its file name; None when this viewer has none of that name."""
    if name == MPD:
        text = mpd(programme, policy)
    elif name == MULTIVARIANT:
        text = multivariant(programme, policy)
    elif name.endswith(PLAYLIST_SUFFIX):
        text = media_playlist(programme, policy, name.removesuffix(PLAYLIST_SUFFIX))
    else:
        text = None
    if text is None:
        return None
    body = text.encode()
    is_long = len(body) > WORTH_COMPRESSING_BYTES
    return Manifest(
        body=body,
        packed=gzip.compress(body, GZIP_LEVEL, mtime=0) if is_long else b"",
        media_type=DASH_TYPE if name == MPD else HLS_TYPE,
        etag=blake2s(body, digest_size=12).hexdigest(),
        cache_control=GROWING_CACHE if is_growing else FINISHED_CACHE,
    )
