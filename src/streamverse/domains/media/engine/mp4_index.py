"""The sample tables of an MP4 (ISO/IEC 14496-12 8.6): keyframes and times without reading media.

Only runs of equal durations are walked, so that two hours take milliseconds.
"""

import struct
import sys
from array import array
from dataclasses import dataclass
from itertools import accumulate, chain, repeat
from pathlib import Path

from streamverse.domains.media.engine.boxes import BadBox, Box
from streamverse.domains.media.engine.refusals import RefusalCode, SourceRefused
from streamverse.domains.media.engine.sniff import Mp4Layout

_MAX_MOOV_BYTES = 256 * 1024**2
_MAX_SAMPLES = 12_000_000
_ENCRYPTED_ENTRIES = frozenset({b"encv", b"enca", b"enct", b"drms", b"drmi"})


@dataclass(frozen=True, slots=True)
class VideoIndex:
    """Times of a video track in `timescale` ticks; 0 is the first frame shown.

    `is_simple` is False when the edit list does more than shift, or starts inside a GOP.
    """

    timescale: int
    frames: int
    keyframes: tuple[int, ...]
    last_frame: int
    last_duration: int
    is_simple: bool


def read_moov(path: Path, layout: Mp4Layout) -> Box:
    """Read the moov box. Raises SourceRefused when it is absurd or the media are encrypted."""
    if layout.moov_bytes > _MAX_MOOV_BYTES:
        raise SourceRefused(RefusalCode.NOT_MEDIA, "The file's table of contents is not credible.")
    with path.open("rb") as file:
        file.seek(layout.moov_offset)
        data = file.read(layout.moov_bytes)
    moov = Box(b"moov", memoryview(data)[8:])
    for trak in (child for child in moov.children() if child.kind == b"trak"):
        stsd = trak.find(b"mdia", b"minf", b"stbl", b"stsd")
        if stsd is not None and bytes(stsd.body[12:16]) in _ENCRYPTED_ENTRIES:
            raise SourceRefused(
                RefusalCode.ENCRYPTED,
                "The file is encrypted (protected by DRM). Upload one without protection.",
            )
    return moov


def video_index(moov: Box, track_id: int) -> VideoIndex | None:
    """Read the index of one video track; None when the tables are absent or broken."""
    try:
        for trak in (child for child in moov.children() if child.kind == b"trak"):
            tkhd = trak.need(b"tkhd").body
            if struct.unpack_from(">I", tkhd, 20 if tkhd[0] else 12)[0] == track_id:
                return _index(moov, trak)
    except (BadBox, struct.error, IndexError, StopIteration):
        return None
    return None


def _index(moov: Box, trak: Box) -> VideoIndex | None:
    mdhd = trak.need(b"mdia", b"mdhd").body
    timescale = struct.unpack_from(">I", mdhd, 20 if mdhd[0] else 12)[0]
    stbl = trak.need(b"mdia", b"minf", b"stbl")
    durations = _pairs(stbl.need(b"stts"))
    frames = sum(durations[0::2])
    if not 0 < frames <= _MAX_SAMPLES:
        return None
    decoded = [
        0,
        *accumulate(
            chain.from_iterable(map(repeat, durations[1::2], durations[0::2])),
        ),
    ]
    shown = decoded[:frames]
    if (ctts := stbl.find(b"ctts")) is not None:
        offsets = _pairs(ctts, signed_second=True)
        counts = offsets[0::2]
        each = chain.from_iterable(map(repeat, offsets[1::2], counts))
        shown = [time + offset for time, offset in zip(shown, each, strict=False)]
    if len(shown) < frames:
        return None
    stss = stbl.find(b"stss")
    sync = range(1, frames + 1) if stss is None else _longs(stss.body[8:])
    edit_start, is_simple = _edit(trak, moov, timescale)
    first = min(shown[:64])
    start = max(first, edit_start)
    keyframes = [shown[number - 1] - start for number in sync if 0 < number <= frames]
    is_simple = is_simple and bool(keyframes) and keyframes[0] == 0
    last = max(shown[-64:]) - start
    count = frames if start == first else sum(1 for time in shown if time >= start)
    return VideoIndex(timescale, count, tuple(keyframes), last, durations[-1], is_simple)


def _edit(trak: Box, moov: Box, timescale: int) -> tuple[int, bool]:
    """Return (media time the edit list starts at, whether it only shifts)."""
    elst = trak.find(b"edts", b"elst")
    if elst is None:
        return 0, True
    is_long = elst.body[0] == 1
    entry = struct.Struct(">QqI" if is_long else ">IiI")
    count = struct.unpack_from(">I", elst.body, 4)[0]
    entries = [entry.unpack_from(elst.body, 8 + index * entry.size) for index in range(count)]
    shows = [(lasting, time) for lasting, time, _ in entries if time != -1]
    if len(shows) != 1 or any(rate != 0x10000 for _, time, rate in entries if time != -1):
        return 0, False
    mvhd = moov.need(b"mvhd").body
    movie_timescale = struct.unpack_from(">I", mvhd, 20 if mvhd[0] else 12)[0]
    mdhd = trak.need(b"mdia", b"mdhd").body
    lasting = struct.unpack_from(">Q", mdhd, 24)[0] if mdhd[0] else _u32(mdhd, 16)
    shown = shows[0][0] * timescale / movie_timescale
    ends_early = shows[0][0] and shown + shows[0][1] < lasting - timescale / 5
    return shows[0][1], not ends_early


def _u32(data: memoryview, offset: int) -> int:
    return struct.unpack_from(">I", data, offset)[0]


def _longs(data: memoryview) -> "array[int]":
    values = array("I", bytes(data[: len(data) // 4 * 4]))
    if sys.byteorder == "little":
        values.byteswap()
    return values


def _pairs(box: Box, *, signed_second: bool = False) -> list[int]:
    """Return the flat (count, value) pairs of stts or ctts."""
    count = _u32(box.body, 4)
    values = _longs(box.body[8 : 8 + 8 * count]).tolist()
    if signed_second:
        values[1::2] = [v - (1 << 32) if v >= 1 << 31 else v for v in values[1::2]]
    return values
