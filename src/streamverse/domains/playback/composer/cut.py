"""The segments of one rendition that a span plays, still run-length encoded."""

from dataclasses import dataclass

from streamverse.domains.media.timeline import Rendition, Track
from streamverse.domains.playback.composer.programme import Span

TOLERANCE_SECONDS = 0.05
"""How far before a span's end sound may end: two frames of 1024 samples, and rounding."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Consecutive segments: the first begins at `start_ticks`; pairs of (ticks, count) follow.

    `is_whole` when the span's end is reached: nothing will be added.
    """

    timescale: int
    start_ticks: int
    runs: tuple[tuple[int, int], ...]
    is_whole: bool

    @property
    def duration_ticks(self) -> int:
        """Total length in ticks."""
        return sum(ticks * count for ticks, count in self.runs)

    @property
    def duration_seconds(self) -> float:
        """Total length in seconds."""
        return self.duration_ticks / self.timescale


def cut(track: Track, rendition: Rendition, span: Span) -> Cut:
    """Return the covered segments whose middle lies in the span."""
    covered = track.timeline.first(rendition.covered_segments)
    scale = covered.timescale
    is_all = track.timeline.is_sealed and rendition.covered_segments >= covered.segment_count
    if span.start_seconds <= 0 and span.end_seconds is None:
        return Cut(scale, 0, covered.runs, is_all and covered.is_sealed)
    first = span.start_seconds * scale
    last = None if span.end_seconds is None else span.end_seconds * scale
    start: int | None = None
    runs: list[tuple[int, int]] = []
    clock = 0
    for ticks, count in covered.runs:
        skipped = _count_before(first, clock, ticks, count)
        kept = (count if last is None else _count_before(last, clock, ticks, count)) - skipped
        if kept > 0:
            start = clock + skipped * ticks if start is None else start
            runs.append((ticks, kept))
        clock += ticks * count
    reaches = last is not None and clock >= last - TOLERANCE_SECONDS * scale
    return Cut(scale, start or 0, tuple(runs), (is_all and covered.is_sealed) or reaches)


def _count_before(moment: float, clock: int, ticks: int, count: int) -> int:
    """How many of `count` segments from `clock` on have their middle before `moment`."""
    if moment <= clock + ticks / 2:
        return 0
    return min(count, -int(-(moment - clock - ticks / 2) // ticks))
