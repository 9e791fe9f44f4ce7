"""The encode plan: what will be made from a source, piece by piece, and where each piece begins.

A *recipe* is a short hash of everything that decides a piece's bytes; it stands in the piece's
address, so bytes behind an address never change. A *unit* is a run of segments on the grid that
one job encodes, for all rungs of one sweep.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from streamverse.domains.media.engine.report import Ratio
from streamverse.domains.media.timeline import Chapter, Timeline


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the video segments of an asset begin and end, in frames of a constant rate.

    `runs` holds (frames, count) pairs. One frame is `frame_ticks` of `timescale`, exactly.
    """

    frame_rate: Ratio
    timescale: int
    frame_ticks: int
    runs: tuple[tuple[int, int], ...]

    @property
    def segment_count(self) -> int:
        """How many segments the whole asset has."""
        return sum(count for _, count in self.runs)

    @property
    def frame_count(self) -> int:
        """How many frames the whole asset has."""
        return sum(frames * count for frames, count in self.runs)

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return Fraction(*self.frame_rate)

    def segment_frames(self) -> Iterator[int]:
        """Yield each segment's length in frames."""
        for frames, count in self.runs:
            for _ in range(count):
                yield frames

    def boundaries(self) -> list[int]:
        """Return the first frame of each segment, and the end of the last."""
        return [0, *accumulate(self.segment_frames())]

    def timeline(self) -> Timeline:
        """Return the planned timeline of every video rendition, sealed."""
        runs = tuple((frames * self.frame_ticks, count) for frames, count in self.runs)
        return Timeline(self.timescale, runs, is_sealed=True)


@dataclass(frozen=True, slots=True)
class RungSpec:
    """One video rendition to make. `is_copy` marks the source's own picture, kept as it is."""

    name: str
    recipe: str
    rung: int
    width: int
    height: int
    is_copy: bool = False
    crf: int = 0
    max_kbps: int = 0
    sweep: int = 0


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """One job of encoding: segments `first_segment` … of the grid, for the rungs of a sweep."""

    id: str
    sweep: int
    rungs: tuple[str, ...]
    first_segment: int
    segment_count: int
    first_frame: int
    frame_count: int


@dataclass(frozen=True, slots=True)
class AudioSpec:
    """One audio rendition, made once and whole.

    `clock_seconds` is the file's own clock at the asset's 0.
    """

    name: str
    recipe: str
    stream: int
    is_copy: bool
    sample_rate: int
    channels: int
    kbps: int
    language: str
    label: str
    role: str
    is_default: bool
    clock_seconds: float
    duration_seconds: float

    @property
    def timescale(self) -> int:
        """Ticks per second of this rendition's timeline: its sample rate."""
        return self.sample_rate


@dataclass(frozen=True, slots=True)
class TextSpec:
    """One subtitle track inside the source that becomes WebVTT. `role`: subtitles, captions."""

    name: str
    recipe: str
    stream: int
    language: str
    label: str
    role: str
    is_default: bool
    clock_seconds: float


@dataclass(frozen=True, slots=True)
class StoryboardSpec:
    """Preview pictures for the seek bar: one tile every `interval_seconds`."""

    name: str
    recipe: str
    interval_seconds: float
    tile_count: int
    tile_width: int
    tile_height: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class PosterSpec:
    """Poster candidates: when to look, and the (width, height) of each picture made."""

    name: str
    recipe: str
    at_seconds: tuple[float, ...]
    candidates: int
    sizes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What running needs to know of the source, so that a job needs no second probe.

    `clock_seconds` is the file's own clock at the asset's 0 (first frame, or first sound),
    `start_seconds` the same counted from the file's start. `preroll_frames`: how far before a
    unit decoding begins, for files that can't seek to a frame. `is_steady`: frames keep one rate.
    """

    video_stream: int = -1
    clock_seconds: float = 0.0
    start_seconds: float = 0.0
    is_steady: bool = True
    is_seekable: bool = True
    preroll_frames: int = 0
    is_interlaced: bool = False
    is_hdr: bool = False
    width: int = 0
    height: int = 0
    codec: str = ""


@dataclass(frozen=True, slots=True)
class EncodePlan:
    """Everything that will be made from one source. Pure data, JSON round trip.

    `copy` is the source's own picture as a rung, `rungs` all that is encoded; `units` are in
    the order they should be worked on. `problem` is a sentence for the uploader, or empty.
    """

    duration_seconds: float
    source: SourceFacts
    grid: Grid | None
    copy: RungSpec | None
    rungs: tuple[RungSpec, ...]
    sweeps: int
    units: tuple[UnitSpec, ...]
    audio: tuple[AudioSpec, ...]
    text: tuple[TextSpec, ...]
    storyboard: StoryboardSpec | None
    posters: PosterSpec | None
    chapters: tuple[Chapter, ...] = ()
    preset: str = "veryfast"
    encoder_threads: int = 1
    segment_seconds: float = 4.0
    problem: str = ""

    def rung(self, name: str) -> RungSpec:
        """Return a video rendition by its name. Raises KeyError."""
        for spec in (*self.rungs, *([self.copy] if self.copy else [])):
            if spec.name == name:
                return spec
        raise KeyError(name)

    def audio_boundaries(self) -> list[float]:
        """Return the times, in seconds, after which an audio segment should end."""
        if self.grid is not None:
            return [float(frame / self.grid.rate) for frame in self.grid.boundaries()]
        count = int(self.duration_seconds / self.segment_seconds) + 1
        return [index * self.segment_seconds for index in range(count + 1)]
