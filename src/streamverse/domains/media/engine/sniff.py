"""A first look at a source's bytes: what can be refused without any decoder.

Signatures are those of the formats' own specifications. Only the file's head and the headers
of an MP4's top-level boxes are read, so the time does not depend on the length.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused

_HEAD_BYTES = 4096
_MAX_TOP_BOXES = 5000
_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"8BPS",
    b"\x00\x00\x00\x0cJXL ",
    b"\x00\x00\x00\x0cjP  ",
)
_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"})
_MP4_BOXES = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"styp", b"uuid", b"pnot", b"sidx"}
)
_LISTS = (b"#extm3u", b"ffconcat", b"[playlist]", b"<smil", b"<mpd", b"<asx", b"v=0\r\n", b"v=0\n")


@dataclass(frozen=True, slots=True)
class Mp4Layout:
    """Where the parts of an MP4 lie. `missing_bytes`: how much of its last box is not there."""

    moov_offset: int
    moov_bytes: int
    is_fragmented: bool
    missing_bytes: int


def look(path: Path) -> Mp4Layout | None:
    """Refuse what no decoder should see; return the layout of an MP4, None for other formats."""
    size_bytes = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        _refuse_by_head(head)
        if head[4:8] in _MP4_BOXES:
            return _layout(file, size_bytes)
    return None


def _refuse_by_head(head: bytes) -> None:
    if not head:
        raise SourceRefused(RefusalCode.EMPTY, "The file is empty: nothing arrived to play.")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_LISTS) or (text.startswith(b"<?xml") and b"<mpd" in text):
        raise SourceRefused(
            RefusalCode.PLAYLIST,
            "This is a playlist, a list of other files, not a film. Upload the film itself.",
        )
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    is_heif = head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS
    if head.startswith(_PICTURES) or is_webp or is_heif:
        raise SourceRefused(
            RefusalCode.PICTURE, "This is a picture. Only video and sound can be played for now."
        )
    if not any(head):
        raise SourceRefused(RefusalCode.NOT_MEDIA, "The file holds only zeros, no media.")


def _layout(file: BinaryIO, size_bytes: int) -> Mp4Layout:
    """Step over the top-level boxes of an MP4 or MOV."""
    moov_offset, moov_bytes, is_fragmented, missing_bytes, position = -1, 0, False, 0, 0
    for _ in range(_MAX_TOP_BOXES):
        file.seek(position)
        head = file.read(16)
        if len(head) < 8:
            break
        size, kind = struct.unpack_from(">I4s", head)
        if size == 1 and len(head) == 16:
            size = struct.unpack_from(">Q", head, 8)[0]
        size = size or size_bytes - position
        if size < 8:
            break
        if kind == b"moov":
            moov_offset, moov_bytes = position, size
        is_fragmented = is_fragmented or kind == b"moof"
        missing_bytes = max(0, position + size - size_bytes)
        if is_fragmented and moov_offset >= 0:
            break
        position += size
    if moov_offset < 0 or moov_offset + moov_bytes > size_bytes:
        raise SourceRefused(
            RefusalCode.TRUNCATED,
            "The file is cut off: its table of contents, which cameras write last, is missing. "
            "Upload it again from the original.",
        )
    return Mp4Layout(moov_offset, moov_bytes, is_fragmented, missing_bytes)
