"""Sound and subtitle tracks as PyAV shows them, turned into the report's words."""

from typing import TYPE_CHECKING, Any

from streamverse.domains.media.engine.languages import tag
from streamverse.domains.media.engine.report import AudioStream, SubtitleStream

if TYPE_CHECKING:
    from av.container import InputContainer

_DEFAULT, _COMMENT, _FORCED = 0x1, 0x8, 0x40
_HEARING_IMPAIRED, _VISUAL_IMPAIRED, _DESCRIPTIONS = 0x80, 0x100, 0x20000
_PICTURE_SUBTITLES = frozenset({"hdmv_pgs_subtitle", "dvd_subtitle", "dvb_subtitle", "xsub"})
_TEXT_SUBTITLES = frozenset(
    {"subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text", "ttml", "subviewer", "microdvd"}
)


def audio(container: "InputContainer", cut_bytes: int = 0) -> tuple[AudioStream, ...]:
    """Return the sound tracks that a decoder exists for, in the file's order.

    `cut_bytes` is the size of a file whose end is missing, else 0.
    """
    return tuple(
        _audio(container, stream, cut_bytes)
        for stream in container.streams.audio
        if stream.codec_context and stream.codec_context.sample_rate
    )


def _audio(
    container: "InputContainer",
    stream: Any,  # PyAV's class
    cut_bytes: int,
) -> AudioStream:
    context, flags = stream.codec_context, int(stream.disposition)
    start = seconds(stream, stream.start_time) if stream.start_time is not None else 0.0
    duration = seconds(stream, stream.duration) if stream.duration else tagged_duration(stream)
    if duration <= 0 and container.duration:
        duration = container.duration / 1_000_000
    if "matroska" in container.format.name:
        duration = max(0.0, duration - max(0.0, start))  # what Matroska says is when it ends
    if cut_bytes:
        whole = whole_entries(stream, cut_bytes)
        last = stream.index_entries[whole - 1].timestamp if whole else 0
        duration = min(duration, max(0.0, seconds(stream, last) - start))
    return AudioStream(
        index=stream.index,
        codec=context.codec.canonical_name if context.codec else context.name,
        profile=stream.profile or "",
        channels=context.layout.nb_channels,
        layout=context.layout.name,
        sample_rate=context.sample_rate,
        bit_rate=context.bit_rate or 0,
        start_seconds=start,
        duration_seconds=duration,
        language=tag(stream.language),
        title=_title(stream),
        is_default=bool(flags & _DEFAULT),
        is_commentary=bool(flags & _COMMENT),
        is_for_visually_impaired=bool(flags & (_VISUAL_IMPAIRED | _DESCRIPTIONS)),
    )


def subtitles(container: "InputContainer") -> tuple[SubtitleStream, ...]:
    """Return the subtitle tracks, in the file's order."""
    found: list[SubtitleStream] = []
    for stream in container.streams.subtitles:
        flags = int(stream.disposition)
        context = stream.codec_context
        codec = context.codec.canonical_name if context and context.codec else "unknown"
        found.append(
            SubtitleStream(
                index=stream.index,
                codec=codec,
                language=tag(stream.language),
                title=_title(stream),
                is_text=codec in _TEXT_SUBTITLES and codec not in _PICTURE_SUBTITLES,
                is_default=bool(flags & _DEFAULT),
                is_forced=bool(flags & _FORCED),
                is_for_hearing_impaired=bool(flags & _HEARING_IMPAIRED),
            )
        )
    return tuple(found)


def whole_entries(stream: Any, size_bytes: int) -> int:  # PyAV's class
    """Return how many of an indexed track's samples lie inside a file of this size."""
    entries = stream.index_entries
    for number in range(len(entries)):
        if entries[number].pos + entries[number].size > size_bytes:
            return number
    return len(entries)


def seconds(stream: Any, ticks: int) -> float:  # PyAV's class
    """Turn ticks of a stream's clock into seconds."""
    return float(ticks * stream.time_base)


def tagged_duration(stream: Any) -> float:  # PyAV's class
    """Return the duration that Matroska writes as a tag, 0 when there is none."""
    said = next((v for k, v in stream.metadata.items() if k.upper().startswith("DURATION")), "")
    try:
        hours, minutes, rest = said.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)
    except ValueError:
        return 0.0


def _title(stream: Any) -> str:  # PyAV's class
    metadata = {key.lower(): value for key, value in stream.metadata.items()}
    return metadata.get("title", "")[:200]
