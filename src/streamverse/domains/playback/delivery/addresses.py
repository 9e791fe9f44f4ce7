"""What an address under `/media/` and `/images/` may look like. Anything else is not there.

Every part is matched whole against what we ourselves write, so that no `..`, no empty part, no
encoded slash and no foreign file can reach the store.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
SEGMENT = re.compile(r"(?:init\.mp4|(?:0|[1-9][0-9]{0,18})\.m4s)")
SIDE_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.(?:vtt|jpg|webp|avif|png)")
PUBLIC_IMAGE = re.compile(
    r"(?:poster|still|art|avatar|channel)-[A-Za-z0-9_-]{1,99}\.(?:jpg|webp|avif|png)"
)
MANIFEST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}\.(?:m3u8|mpd)")
MEDIA_PARTS_MANIFEST = 2
MEDIA_PARTS_SIDE_FILE = 3
MEDIA_PARTS_SEGMENT = 4
IMAGE_PARTS = 3
FOLDERS = {"art-": "artwork/", "avatar-": "avatars/", "channel-": "channels/"}
"""Where other domains keep their pictures, by how their names begin."""


@dataclass(frozen=True, slots=True)
class ManifestAddress:
    """`{programme}/{file}`."""

    programme_id: UUID
    file: str


@dataclass(frozen=True, slots=True)
class FileAddress:
    """`{asset}/{recipe}/{file}` (`rendition` is "") or `{asset}/{recipe}/{rendition}/{file}`."""

    asset_id: UUID
    recipe: str
    rendition: str
    file: str
    key: str


@lru_cache(maxsize=4096)
def asset_folder(asset: str, recipe: str, rendition: str) -> tuple[UUID, str] | None:
    """Return an asset's id and the key of a folder in it; None when the parts are none of ours."""
    if not UUID_TEXT.fullmatch(asset) or not PART.fullmatch(recipe):
        return None
    if rendition and not PART.fullmatch(rendition):
        return None
    inner = f"/{rendition}" if rendition else ""
    return UUID(asset), f"media/{asset}/{recipe}{inner}"


def media_address(parts: list[str]) -> ManifestAddress | FileAddress | None:
    """Parse what follows the token; None when there can be no such address."""
    if len(parts) == MEDIA_PARTS_SEGMENT:
        asset, recipe, rendition, file = parts
        folder = asset_folder(asset, recipe, rendition) if rendition else None
        if folder is None or not SEGMENT.fullmatch(file):
            return None
        return FileAddress(folder[0], recipe, rendition, file, f"{folder[1]}/{file}")
    if len(parts) == MEDIA_PARTS_SIDE_FILE:
        return _side_file(parts, SIDE_FILE)
    if len(parts) == MEDIA_PARTS_MANIFEST:
        programme, file = parts
        if not UUID_TEXT.fullmatch(programme) or not MANIFEST.fullmatch(file):
            return None
        return ManifestAddress(UUID(programme), file)
    return None


def image_address(parts: list[str]) -> FileAddress | None:
    """Parse what follows `/images/`: only posters, stills, artwork, avatars and covers are public.

    Artwork and what people upload of themselves lie apart from what media makes and collects.
    """
    if len(parts) != IMAGE_PARTS:
        return None
    address = _side_file(parts, PUBLIC_IMAGE)
    if address is None:
        return None
    inner = address.key.removeprefix("media/")
    for beginning, folder in FOLDERS.items():
        if address.file.startswith(beginning):
            return replace(address, key=f"{folder}{inner}")
    return address


def _side_file(parts: list[str], allowed: re.Pattern[str]) -> FileAddress | None:
    asset, recipe, file = parts
    folder = asset_folder(asset, recipe, "")
    if folder is None or not allowed.fullmatch(file):
        return None
    return FileAddress(folder[0], recipe, "", file, f"{folder[1]}/{file}")
