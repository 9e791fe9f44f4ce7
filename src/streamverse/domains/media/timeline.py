"""What an asset looks like once it can be played: tracks, renditions and their timeline.

Plain, frozen data with no I/O. The composer reads it, the engine and the media service make it.
Terms follow ISO/IEC 23000-19 (CMAF): a *track* is one thing to see, hear or read; its
*renditions* are encodings of it that share every segment boundary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from uuid import UUID


class TrackKind(StrEnum):
    """What a track is for."""

    VIDEO = "video"
    AUDIO = "audio"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Timeline:
    """Ordered segment durations in ticks of `timescale`, run-length encoded.

    `runs` holds (duration_ticks, count) pairs: the shape of a DASH SegmentTimeline
    (ISO/IEC 23009-1, 5.3.9.6). A timeline only ever grows at its end until it is sealed.
    """

    timescale: int
    runs: tuple[tuple[int, int], ...] = ()
    is_sealed: bool = False

    @classmethod
    def of(cls, timescale: int, durations: Iterable[int], *, is_sealed: bool = False) -> "Timeline":
        """Build a timeline from durations in ticks, one per segment."""
        runs = tuple((ticks, len(list(group))) for ticks, group in groupby(durations))
        return cls(timescale, runs, is_sealed)

    @property
    def segment_count(self) -> int:
        """How many segments there are so far."""
        return sum(count for _, count in self.runs)

    @property
    def duration_ticks(self) -> int:
        """Total length so far, in ticks."""
        return sum(ticks * count for ticks, count in self.runs)

    @property
    def duration_seconds(self) -> float:
        """Total length so far, in seconds."""
        return self.duration_ticks / self.timescale

    def durations(self) -> Iterator[int]:
        """Yield each segment's duration in ticks."""
        for ticks, count in self.runs:
            for _ in range(count):
                yield ticks

    def first(self, segments: int) -> "Timeline":
        """Return the timeline cut after `segments` segments; sealed only when nothing was cut."""
        if segments >= self.segment_count:
            return self
        kept: list[tuple[int, int]] = []
        left = segments
        for ticks, count in self.runs:
            if left <= 0:
                break
            kept.append((ticks, min(count, left)))
            left -= count
        return Timeline(self.timescale, tuple(kept))

    def extended(self, durations: Iterable[int]) -> "Timeline":
        """Return the timeline with more segments at its end. Raises ValueError once sealed."""
        if self.is_sealed:
            msg = "a sealed timeline does not grow"
            raise ValueError(msg)
        return Timeline.of(self.timescale, [*self.durations(), *durations])

    def sealed(self) -> "Timeline":
        """Return the same timeline, ended."""
        return Timeline(self.timescale, self.runs, is_sealed=True)


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoding of a track.

    `name` is its path component ("1080p", "audio-1"), `rung` the shorter side in pixels
    (0 for audio), `covered_segments` how many segments of the track's timeline exist for it.
    `bandwidth_bps` is the peak over a segment, as HLS BANDWIDTH and DASH @bandwidth want it.
    """

    name: str
    recipe: str
    codecs: str
    bandwidth_bps: int
    average_bandwidth_bps: int
    covered_segments: int
    rung: int = 0
    width: int = 0
    height: int = 0
    frame_rate: tuple[int, int] = (0, 1)
    channels: int = 0
    sample_rate: int = 0
    is_complete: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """One thing to see, hear or read, with every rendition of it on one timeline.

    Text tracks have no renditions: `text_key` is the path below `/media/{token}/` of their WebVTT.
    """

    id: UUID
    kind: TrackKind
    timeline: Timeline
    language: str = "und"
    role: str = "main"
    label: str = ""
    is_default: bool = False
    renditions: tuple[Rendition, ...] = ()
    text_key: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named point in an asset."""

    start_seconds: float
    name: str


@dataclass(frozen=True, slots=True)
class PlayableAsset:
    """An asset as players need it; `duration_seconds` is the expected whole length.

    `storyboard_key` is the path below `/media/{token}/` of a WebVTT file whose cues are sprites.
    `longest_segment_seconds` bounds every segment, also those to come: players are told before
    the first one. It never changes.
    """

    id: UUID
    duration_seconds: float
    is_sealed: bool
    tracks: tuple[Track, ...]
    storyboard_key: str = ""
    chapters: tuple[Chapter, ...] = field(default=())
    poster_key: str = ""
    longest_segment_seconds: float = 10.0

    def tracks_of(self, kind: TrackKind) -> tuple[Track, ...]:
        """Return the tracks of one kind, in their order."""
        return tuple(track for track in self.tracks if track.kind is kind)
