"""From ffmpeg's fragments to segments that lie exactly on an asset's grid.

Frames are placed by their number, not by the muxer's clock, so a copied picture (whose
container may round times to milliseconds) and every encoded rung agree to the tick.
"""

from fractions import Fraction

from streamverse.domains.media.engine.boxes import Box
from streamverse.domains.media.engine.codecs import (
    codec_string,
    has_idr,
    nal_length_bytes,
    picture_size,
)
from streamverse.domains.media.engine.fragments import FragmentReader, Sample, write_segment
from streamverse.domains.media.engine.results import EncodeFailed, MadeRendition, SegmentSink
from streamverse.domains.media.engine.spec import Grid

_TOLERATED_GAP = Fraction(1, 2)
"""Seconds that a copied picture may end before its sound or its index says."""

_BITS = 8


class Tally:
    """Counts what one call made of one rendition."""

    def __init__(self, name: str, timescale: int) -> None:
        """Start at nothing."""
        self.name = name
        self.segments = 0
        self._timescale = timescale
        self._ticks = self._bytes = self._peak_bps = 0

    def add(self, duration_ticks: int, size_bytes: int) -> None:
        """Count one segment."""
        self.segments += 1
        self._ticks += duration_ticks
        self._bytes += size_bytes
        if duration_ticks > 0:
            rate = -(-size_bytes * _BITS * self._timescale // duration_ticks)
            self._peak_bps = max(self._peak_bps, rate)

    def made(self, codecs: str, **shape: int) -> MadeRendition:
        """Return the sums."""
        return MadeRendition(
            self.name, codecs, self.segments, self._ticks, self._bytes, self._peak_bps, **shape
        )


class VideoSegmenter:
    """Cuts one H.264 stream into the grid's segments and gives each to the sink.

    `origin` is the stream's clock at the grid's first frame; `is_steady` says that frames keep
    the grid's rate, so each is put on the exact tick of its number.
    """

    def __init__(
        self,
        name: str,
        grid: Grid,
        sink: SegmentSink,
        *,
        first_segment: int,
        last_segment: int,
        origin: int = 0,
        is_steady: bool = True,
        is_complete: bool = False,
    ) -> None:
        """Expect segments `first_segment` to `last_segment`, the latter excluded.

        `is_complete` says that no frame may be missing, as in what we encoded ourselves.
        """
        self._grid = grid
        self._sink = sink
        self._boundaries = grid.boundaries()
        self._segment = first_segment
        self._last = last_segment
        self._origin = origin
        self._is_steady = is_steady
        self._is_complete = is_complete
        self._reader = FragmentReader()
        self._pending: list[Sample] = []
        self._entry: Box | None = None
        self._nal_length = 4
        self._tally = Tally(name, grid.timescale)

    @property
    def segments(self) -> int:
        """How many segments have gone to the sink."""
        return self._tally.segments

    async def take(self, chunk: bytes) -> None:
        """Take bytes of the pipe. Raises EncodeFailed when they don't fit the grid."""
        for sample in self._reader.feed(chunk):
            if self._entry is None:
                await self._begin()
            await self._take_sample(sample)

    async def finish(self) -> MadeRendition:
        """Give away the last segment, when it is there whole, and tell what was made."""
        if self._pending and self._segment < self._last:
            await self._close_last()
        if self._entry is None:
            return self._tally.made("")
        width, height = picture_size(self._entry)
        return self._tally.made(codec_string(self._entry), width=width, height=height)

    async def _begin(self) -> None:
        init = self._reader.init
        if init is None:
            msg = "a sample without an init segment"
            raise EncodeFailed(msg)
        self._entry = init.sample_entry
        if self._entry.kind not in (b"avc1", b"avc3"):
            raise _misfit(self._tally.name, "is not H.264")
        if init.timescale != self._grid.timescale:
            raise _misfit(self._tally.name, "has another clock")
        self._nal_length = nal_length_bytes(self._entry)
        await self._sink.init(self._tally.name, init.data)

    def _frame(self, sample: Sample) -> int:
        ticks = self._grid.frame_ticks
        return (2 * (sample.pts - self._origin) + ticks) // (2 * ticks)

    async def _take_sample(self, sample: Sample) -> None:
        if self._segment >= self._last:
            return
        frame = self._frame(sample)
        end = self._boundaries[self._segment + 1]
        if frame >= end and self._pending:
            if end == self._boundaries[-1]:
                return  # beyond the planned end: what a cut file still holds of its last frames
            if not sample.is_sync or frame != end:
                raise _misfit(self._tally.name, f"has no keyframe at frame {end}")
            await self._close(end)
        if self._segment >= self._last:
            return
        if not self._pending:
            self._check_first(sample, frame)
        self._pending.append(sample)

    def _check_first(self, sample: Sample, frame: int) -> None:
        expected = self._boundaries[self._segment]
        if frame != expected:
            raise _misfit(self._tally.name, f"begins at frame {frame} instead of {expected}")
        if not sample.is_sync or not has_idr(sample.data, self._nal_length):
            raise _misfit(self._tally.name, f"can't be decoded from frame {frame} on")

    async def _close_last(self) -> None:
        """Close the segment that the stream ended in, if hardly anything of it is missing."""
        end = self._boundaries[self._segment + 1]
        missing = end - 1 - max(self._frame(sample) for sample in self._pending)
        tolerated = 0 if self._is_complete else max(1, int(self._grid.rate * _TOLERATED_GAP))
        if missing <= tolerated:
            await self._close(end)

    async def _close(self, end_frame: int) -> None:
        first_frame = self._boundaries[self._segment]
        if self._is_complete and len(self._pending) != end_frame - first_frame:
            raise _misfit(self._tally.name, f"lacks frames between {first_frame} and {end_frame}")
        start = first_frame * self._grid.frame_ticks
        end = end_frame * self._grid.frame_ticks
        presentation = self._times(start, end)
        data = write_segment(self._segment + 1, start, self._pending, presentation, end)
        self._tally.add(end - start, len(data))
        self._pending = []
        self._segment += 1
        await self._sink.segment(self._tally.name, start, end - start, data)

    def _times(self, start: int, end: int) -> list[int]:
        """Return each pending sample's presentation time, inside [start, end) and all different."""
        if self._is_steady:
            times = [self._frame(sample) * self._grid.frame_ticks for sample in self._pending]
            if len(set(times)) == len(times) and max(times) < end and min(times) == start:
                return times
        return spread([sample.pts - self._origin for sample in self._pending], start, end)


def spread(times: list[int], start: int, end: int) -> list[int]:
    """Keep the order of `times` but make them start at `start`, all different, before `end`."""
    order = sorted(range(len(times)), key=times.__getitem__)
    placed = [0] * len(times)
    earliest = start
    for rank, index in enumerate(order):
        latest = end - (len(order) - rank)
        placed[index] = start if rank == 0 else max(earliest, min(times[index], latest))
        earliest = placed[index] + 1
    return placed


def _misfit(name: str, what: str) -> EncodeFailed:
    return EncodeFailed(f"The picture of {name} {what}.", is_final=True)
