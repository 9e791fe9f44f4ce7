"""From ffmpeg's fragments to audio segments that end close after the grid's boundaries.

Audio packets (1,024 samples for AAC) don't end where frames do: a segment takes packets until
the boundary is passed. Packets before the asset's 0, such as the encoder's priming, are dropped.
"""

from bisect import bisect_right
from collections.abc import Sequence

from streamverse.domains.media.engine.boxes import Box
from streamverse.domains.media.engine.codecs import codec_string, sound_shape
from streamverse.domains.media.engine.fragments import FragmentReader, Sample, write_segment
from streamverse.domains.media.engine.results import EncodeFailed, MadeRendition, SegmentSink
from streamverse.domains.media.engine.segmenter import Tally

_RESYNC_SECONDS = 0.05


class SoundSegmenter:
    """Cuts one audio stream; `origin` is the stream's clock at the asset's 0, in ticks."""

    def __init__(
        self,
        name: str,
        timescale: int,
        boundaries_seconds: Sequence[float],
        sink: SegmentSink,
        *,
        origin: int = 0,
    ) -> None:
        """`boundaries_seconds` begins with 0 and rises; past its end cuts come every 4 s."""
        self._timescale = timescale
        self._boundaries = [round(second * timescale) for second in boundaries_seconds]
        self._sink = sink
        self._origin = origin
        self._reader = FragmentReader()
        self._pending: list[Sample] = []
        self._times: list[int] = []
        self._segment_start = 0
        self._next = -1
        self._count = 0
        self._entry: Box | None = None
        self._tally = Tally(name, timescale)

    @property
    def done_ticks(self) -> int:
        """How far the timeline reaches."""
        return self._segment_start

    async def take(self, chunk: bytes) -> None:
        """Take bytes of the pipe."""
        for sample in self._reader.feed(chunk):
            if self._entry is None:
                await self._begin()
            await self._take_sample(sample)

    async def finish(self) -> MadeRendition:
        """Give away the last segment and tell what was made."""
        if self._pending:
            await self._close(self._next)
        if self._entry is None:
            return self._tally.made("")
        channels, rate = sound_shape(self._entry)
        codecs = codec_string(self._entry)
        return self._tally.made(codecs, channels=channels, sample_rate=rate)

    async def _begin(self) -> None:
        init = self._reader.init
        if init is None or init.timescale != self._timescale:
            msg = "The sound has another clock than planned."
            raise EncodeFailed(msg, is_final=True)
        self._entry = init.sample_entry
        await self._sink.init(self._tally.name, init.data)

    async def _take_sample(self, sample: Sample) -> None:
        time = sample.pts - self._origin
        if self._next < 0:
            if time < 0:
                return
            self._next = time
        gap = time - self._next
        if gap > self._timescale * _RESYNC_SECONDS:
            self._next = time
        elif -gap > max(self._timescale * _RESYNC_SECONDS, sample.duration):
            return
        if self._pending and self._next >= self._boundary_after(self._segment_start):
            await self._close(self._next)
        self._pending.append(sample)
        self._times.append(self._next)
        self._next += sample.duration

    def _boundary_after(self, start: int) -> int:
        """Return the first boundary that leaves the segment at least half its usual length."""
        half = self._timescale // 2
        index = bisect_right(self._boundaries, start + half)
        if index < len(self._boundaries):
            return self._boundaries[index]
        return start + 4 * self._timescale

    async def _close(self, end: int) -> None:
        self._count += 1
        start = self._segment_start
        data = write_segment(self._count, start, self._pending, self._times, end)
        self._tally.add(end - start, len(data))
        self._pending, self._times = [], []
        self._segment_start = end
        await self._sink.segment(self._tally.name, start, end - start, data)
