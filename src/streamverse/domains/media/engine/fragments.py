"""Fragmented MP4 as ffmpeg writes it to a pipe: read piece by piece, one track a stream.

ISO/IEC 14496-12 8.8. Times come out on the track's own clock, with the edit list applied, so
that a sample's time is what a player would show it at.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from streamverse.domains.media.engine.boxes import BadBox, Box, box, full_box, header, walk, without

_TRUN_DATA_OFFSET, _TRUN_FIRST_FLAGS = 0x1, 0x4
_TRUN_DURATION, _TRUN_SIZE, _TRUN_FLAGS, _TRUN_CTS = 0x100, 0x200, 0x400, 0x800
_TFHD_BASE_OFFSET, _TFHD_DESCRIPTION = 0x1, 0x2
_TFHD_DURATION, _TFHD_SIZE, _TFHD_FLAGS = 0x8, 0x10, 0x20
_NOT_SYNC = 0x10000
MAX_BOX_BYTES = 512 * 1024**2
_NEUTRAL_FTYP = box(b"ftyp", b"iso6", struct.pack(">I", 0), b"iso6cmfcmp41")
_DECIDED_BY_US = (b"edts", b"udta", b"mehd", b"meta")


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame or audio packet in decoding order; times in ticks of the track's clock."""

    data: memoryview
    pts: int
    duration: int
    is_sync: bool


@dataclass(frozen=True, slots=True)
class InitSegment:
    """What a player needs before the first segment, and what we need to read the rest.

    `shift` is added to media times to get presentation times (from the edit list).
    """

    data: bytes
    moov: Box
    timescale: int
    shift: int
    default_duration: int
    default_size: int
    default_flags: int

    @property
    def sample_entry(self) -> Box:
        """Return the first sample description (avc1, mp4a, …)."""
        stsd = self.moov.need(b"trak", b"mdia", b"minf", b"stbl", b"stsd")
        return next(walk(stsd.body[8:]))


def parse_init(moov_body: bytes) -> InitSegment:
    """Read a moov box and make the init segment players get: no edit lists, no tags."""
    moov = Box(b"moov", memoryview(moov_body))
    mdhd = moov.need(b"trak", b"mdia", b"mdhd").body
    timescale = struct.unpack_from(">I", mdhd, 20 if mdhd[0] else 12)[0]
    trex = moov.need(b"mvex", b"trex").body
    _, duration, size, flags = struct.unpack_from(">4I", trex, 8)
    neutral = _NEUTRAL_FTYP + box(b"moov", without(moov.body, _DECIDED_BY_US))
    return InitSegment(neutral, moov, timescale, _shift(moov, timescale), duration, size, flags)


def _shift(moov: Box, timescale: int) -> int:
    """Return what the edit list adds to media times (14496-12 8.6.6)."""
    elst = moov.find(b"trak", b"edts", b"elst")
    if elst is None:
        return 0
    mvhd = moov.need(b"mvhd").body
    movie_timescale = struct.unpack_from(">I", mvhd, 20 if mvhd[0] else 12)[0]
    is_long = elst.body[0] == 1
    entry = struct.Struct(">QqI" if is_long else ">IiI")
    shift = 0
    for index in range(struct.unpack_from(">I", elst.body, 4)[0]):
        duration, media_time, _ = entry.unpack_from(elst.body, 8 + index * entry.size)
        if media_time != -1:
            return shift - media_time
        shift += round(duration * timescale / movie_timescale)
    return shift


class FragmentReader:
    """Takes bytes as they come, gives the init segment and samples as soon as they are whole."""

    def __init__(self) -> None:
        """Start before the first byte of a file."""
        self._buffer = bytearray()
        self._moof: Box | None = None
        self.init: InitSegment | None = None

    def feed(self, chunk: bytes) -> Iterator[Sample]:
        """Yield the samples that this chunk completes. Raises BadBox."""
        self._buffer += chunk
        while (found := header(self._buffer)) is not None:
            kind, head, size = found
            if not head <= size <= MAX_BOX_BYTES:
                msg = f"{kind!r} of {size} bytes"
                raise BadBox(msg)
            if len(self._buffer) < size:
                return
            body = bytes(memoryview(self._buffer)[head:size])
            del self._buffer[:size]
            yield from self._take(kind, body, head)

    def _take(self, kind: bytes, body: bytes, head: int) -> Iterator[Sample]:
        if kind == b"moov":
            self.init = parse_init(body)
        elif kind == b"moof":
            self._moof = Box(b"moof", memoryview(body))
        elif kind == b"mdat" and self._moof is not None:
            if self.init is None:
                msg = "a fragment before the init segment"
                raise BadBox(msg)
            first_byte = len(self._moof.body) + 8 + head
            yield from samples_of(self.init, self._moof, memoryview(body), first_byte)
            self._moof = None


def samples_of(
    init: InitSegment, moof: Box, mdat: memoryview, mdat_offset: int
) -> Iterator[Sample]:
    """Yield the samples of one fragment; `mdat_offset` counts from the moof's first byte."""
    traf = moof.need(b"traf")
    duration, size, flags = _track_defaults(init, traf.need(b"tfhd").body)
    tfdt = traf.need(b"tfdt").body
    dts = struct.unpack_from(">Q" if tfdt[0] else ">I", tfdt, 4)[0]
    position = 0
    for trun in (child.body for child in traf.children() if child.kind == b"trun"):
        present = struct.unpack_from(">I", trun)[0] & 0xFFFFFF
        count = struct.unpack_from(">I", trun, 4)[0]
        offset = 8
        if present & _TRUN_DATA_OFFSET:
            position = struct.unpack_from(">i", trun, offset)[0] - mdat_offset
            offset += 4
        first_flags = None
        if present & _TRUN_FIRST_FLAGS:
            first_flags = struct.unpack_from(">I", trun, offset)[0]
            offset += 4
        names = [
            bit for bit in (_TRUN_DURATION, _TRUN_SIZE, _TRUN_FLAGS, _TRUN_CTS) if bit & present
        ]
        entry = struct.Struct(">" + "".join("i" if bit == _TRUN_CTS else "I" for bit in names))
        for index in range(count):
            values = dict(zip(names, entry.unpack_from(trun, offset), strict=True))
            offset += entry.size
            sample_flags = values.get(_TRUN_FLAGS, flags)
            if index == 0 and first_flags is not None:
                sample_flags = first_flags
            length = values.get(_TRUN_SIZE, size)
            if position < 0 or position + length > len(mdat):
                msg = "a sample lies outside its fragment"
                raise BadBox(msg)
            lasting = values.get(_TRUN_DURATION, duration)
            pts = dts + values.get(_TRUN_CTS, 0) + init.shift
            data = mdat[position : position + length]
            yield Sample(data, pts, lasting, not sample_flags & _NOT_SYNC)
            position += length
            dts += lasting


def _track_defaults(init: InitSegment, tfhd: memoryview) -> tuple[int, int, int]:
    """Return the duration, size and flags of samples that don't say so themselves."""
    present = struct.unpack_from(">I", tfhd)[0] & 0xFFFFFF
    offset = 8 + (8 if present & _TFHD_BASE_OFFSET else 0)
    offset += 4 if present & _TFHD_DESCRIPTION else 0
    values = [init.default_duration, init.default_size, init.default_flags]
    for place, bit in enumerate((_TFHD_DURATION, _TFHD_SIZE, _TFHD_FLAGS)):
        if present & bit:
            values[place] = struct.unpack_from(">I", tfhd, offset)[0]
            offset += 4
    return values[0], values[1], values[2]


def write_segment(
    sequence: int, start: int, samples: list[Sample], presentation: list[int], end: int
) -> bytes:
    """Write one CMAF chunk (ISO/IEC 23000-19 7.3.2.3) covering exactly [start, end).

    `presentation` holds each sample's time, in decoding order. Decoding times are the same
    times in rising order, so composition offsets may be negative and no edit list is needed.
    """
    rising = sorted(presentation)
    durations = [after - before for before, after in zip(rising, [*rising[1:], end], strict=True)]
    entries = b"".join(
        struct.pack(
            ">IIIi",
            duration,
            len(sample.data),
            0x02000000 if sample.is_sync else 0x01010000,
            shown - decoded,
        )
        for sample, duration, shown, decoded in zip(
            samples, durations, presentation, rising, strict=True
        )
    )
    first = rising[0] if rising else start
    mfhd = full_box(b"mfhd", 0, 0, struct.pack(">I", sequence))
    tfhd = full_box(b"tfhd", 0, 0x20000, struct.pack(">I", 1))
    tfdt = full_box(b"tfdt", 1, 0, struct.pack(">Q", first))
    trun_bytes = 12 + 8 + len(entries)
    traf_bytes = 8 + len(tfhd) + len(tfdt) + trun_bytes
    data_offset = 8 + len(mfhd) + traf_bytes + 8
    present = _TRUN_DATA_OFFSET | _TRUN_DURATION | _TRUN_SIZE | _TRUN_FLAGS | _TRUN_CTS
    trun = full_box(b"trun", 1, present, struct.pack(">Ii", len(samples), data_offset), entries)
    moof = box(b"moof", mfhd, box(b"traf", tfhd, tfdt, trun))
    return b"".join((moof, box(b"mdat", *(sample.data for sample in samples))))
