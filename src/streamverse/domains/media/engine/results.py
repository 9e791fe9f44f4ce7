"""What running a piece of the plan gives back, and where its segments go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

OnProgress = Callable[[float], None]
"""Called with the share done, 0 to 1, a few times a second at most."""


class SegmentSink(Protocol):
    """Where finished segments go, in order for each rendition; awaiting it is backpressure."""

    async def init(self, rendition: str, data: bytes) -> None:
        """Take the init segment. Comes before the rendition's first segment; may come again."""
        ...

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        """Take one segment of [start, start + duration) in the rendition's timescale."""
        ...


@dataclass(frozen=True, slots=True)
class MadeRendition:
    """What one call made of one rendition.

    `peak_bps` is the highest rate of a single segment. `codecs` is an RFC 6381 string.
    """

    name: str
    codecs: str
    segments: int
    duration_ticks: int
    bytes: int
    peak_bps: int
    width: int = 0
    height: int = 0
    channels: int = 0
    sample_rate: int = 0


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a unit, a copy or an audio run made.

    `is_whole` is False when the source ended early: then each rendition has the same number of
    `segments`, the asset ends there, and `problem` says so in words for the uploader.
    """

    renditions: tuple[MadeRendition, ...]
    is_whole: bool
    segments: int
    wall_seconds: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished picture or text: `name` is relative to the piece's folder."""

    name: str
    content_type: str
    data: bytes
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster candidate in all sizes and types; a higher `score` is a better picture."""

    at_seconds: float
    score: float
    dominant_color: str
    files: tuple[MadeFile, ...]


class EncodeFailed(Exception):
    """A piece could not be made. `problem` is for the uploader, `stderr` for the log.

    `is_final` says that trying again gives the same.
    """

    def __init__(self, problem: str, *, stderr: str = "", is_final: bool = False) -> None:
        """Keep the sentence, the child's last words and whether a retry makes sense."""
        super().__init__(problem)
        self.problem = problem
        self.stderr = stderr
        self.is_final = is_final
