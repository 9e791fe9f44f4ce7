"""How a timeline grows: whole segments at its end, in order, never twice, never with a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from streamverse.domains.media.models import RenditionRow, TrackRow
from streamverse.domains.media.states import WorkState
from streamverse.domains.media.timeline import Timeline

BITS = 8


class Misaligned(Exception):
    """A segment does not continue where the rendition ends, or leaves its track's grid."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stored segment: where it lies on its track's clock, and its size."""

    start_ticks: int
    duration_ticks: int
    size_bytes: int

    def to_plain(self) -> list[int]:
        """Return the segment as three numbers."""
        return [self.start_ticks, self.duration_ticks, self.size_bytes]


def timeline_of(track: TrackRow) -> Timeline:
    """Return a track's timeline."""
    runs = cast("list[list[int]]", track.runs)
    return Timeline(
        track.timescale, tuple((ticks, count) for ticks, count in runs), track.is_sealed
    )


def append(track: TrackRow, rendition: RenditionRow, segments: Sequence[Segment]) -> bool:
    """Let a rendition cover more segments, and its track grow where it leads.

    Segments that are covered already are passed over: work that was done again after a crash
    brings the same ones. Returns whether anything was new. Raises Misaligned.
    """
    fresh = [segment for segment in segments if segment.start_ticks >= rendition.covered_ticks]
    if not fresh:
        return False
    timeline = timeline_of(track)
    known = timeline.segment_count
    durations: list[int] = []
    for segment in fresh:
        if segment.start_ticks != rendition.covered_ticks:
            msg = (
                f"{rendition.name}: a segment begins at {segment.start_ticks}, "
                f"but the rendition ends at {rendition.covered_ticks}"
            )
            raise Misaligned(msg)
        rendition.covered_ticks += segment.duration_ticks
        rendition.covered_segments += 1
        if rendition.covered_segments > known:
            durations.append(segment.duration_ticks)
        _measure(track.timescale, rendition, segment)
    if durations and track.is_sealed:
        msg = f"{rendition.name} goes on after the timeline was sealed"
        raise Misaligned(msg)
    if durations:
        timeline = timeline.extended(durations)
        track.runs = [list(run) for run in timeline.runs]
    if timeline.first(rendition.covered_segments).duration_ticks != rendition.covered_ticks:
        msg = f"{rendition.name} has other segment boundaries than its track"
        raise Misaligned(msg)
    if rendition.state is not WorkState.FAILED:
        rendition.state = WorkState.RUNNING
    return True


def from_plain(made: list[Any]) -> list[Segment]:
    """Return segments from a unit's record."""
    return [Segment(*numbers) for numbers in made]


def average_bps(rendition: RenditionRow, timescale: int) -> int:
    """Return the mean rate of what is there so far."""
    if not rendition.covered_ticks:
        return 0
    return round(rendition.bytes * BITS * timescale / rendition.covered_ticks)


def _measure(timescale: int, rendition: RenditionRow, segment: Segment) -> None:
    rate = -(-segment.size_bytes * BITS * timescale // max(1, segment.duration_ticks))
    rendition.bandwidth_bps = max(rendition.bandwidth_bps or 0, rate)
    rendition.bytes = (rendition.bytes or 0) + segment.size_bytes
