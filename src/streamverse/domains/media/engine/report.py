"""What probing a source tells: plain, frozen data that round-trips through JSON."""

from dataclasses import dataclass

from streamverse.domains.media.timeline import Chapter

Ratio = tuple[int, int]
"""Numerator and denominator, in lowest terms."""


@dataclass(frozen=True, slots=True)
class VideoStream:
    """The picture that will be shown.

    `width` and `height` are as stored; `display_width` and `display_height` after sample aspect
    and rotation. `keyframes` are presentation times in `time_base` ticks counted from the first
    frame; empty when the file has no index. `start_seconds` is on the file's own clock.
    """

    index: int
    codec: str
    profile: str
    level: int
    pixel_format: str
    bit_depth: int
    width: int
    height: int
    display_width: int
    display_height: int
    rotation: int
    sample_aspect: Ratio
    frame_rate: Ratio
    is_variable_rate: bool
    is_interlaced: bool
    is_hdr: bool
    color_transfer: str
    color_primaries: str
    color_space: str
    start_seconds: float
    duration_seconds: float
    frame_count: int
    time_base: Ratio
    keyframes: tuple[int, ...]
    has_open_gops: bool
    bit_rate: int = 0


@dataclass(frozen=True, slots=True)
class AudioStream:
    """One sound track of the source; `language` is a BCP 47 tag or "und"."""

    index: int
    codec: str
    profile: str
    channels: int
    layout: str
    sample_rate: int
    bit_rate: int
    start_seconds: float
    duration_seconds: float
    language: str
    title: str
    is_default: bool
    is_commentary: bool
    is_for_visually_impaired: bool


@dataclass(frozen=True, slots=True)
class SubtitleStream:
    """One subtitle track inside the source; `is_text` is False for pictures (PGS, DVD)."""

    index: int
    codec: str
    language: str
    title: str
    is_text: bool
    is_default: bool
    is_forced: bool
    is_for_hearing_impaired: bool


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """All that planning needs to know about a source.

    `has_index` says that the container can seek to a frame. `problem` is a sentence for the
    uploader about a source that is usable only in part, else empty.
    """

    container: str
    size_bytes: int
    start_seconds: float
    duration_seconds: float
    has_index: bool
    video: VideoStream | None
    audio: tuple[AudioStream, ...]
    subtitles: tuple[SubtitleStream, ...]
    chapters: tuple[Chapter, ...]
    title: str = ""
    problem: str = ""
