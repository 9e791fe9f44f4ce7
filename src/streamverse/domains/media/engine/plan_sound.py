"""Planning sound and text tracks: which are kept, copied or encoded, and what they are called."""

from dataclasses import replace

from streamverse.domains.media.engine.recipe import recipe
from streamverse.domains.media.engine.report import AudioStream, ProbeReport, SubtitleStream
from streamverse.domains.media.engine.settings import EncodeSettings
from streamverse.domains.media.engine.spec import AudioSpec, TextSpec

_COPY_RATES = frozenset({32000, 44100, 48000})
_SAMPLE_RATE = 48000
_LATE_SECONDS = 0.1
_MOST_CHANNELS = 2


def audio_specs(
    report: ProbeReport, settings: EncodeSettings, clock: float, version: str
) -> tuple[AudioSpec, ...]:
    """Return one rendition for each sound track; the first default one is the default."""
    if not report.audio:
        return ()
    default = next((it for it in report.audio if it.is_default), report.audio[0])
    return tuple(
        _audio(stream, number, report, settings, clock, version, is_default=stream is default)
        for number, stream in enumerate(report.audio, 1)
    )


def _audio(  # the planner's facts
    stream: AudioStream,
    number: int,
    report: ProbeReport,
    settings: EncodeSettings,
    clock: float,
    version: str,
    *,
    is_default: bool,
) -> AudioSpec:
    is_copy = (
        stream.codec == "aac"
        and stream.profile == "LC"
        and 0 < stream.channels <= _MOST_CHANNELS
        and stream.sample_rate in _COPY_RATES
        and abs(stream.start_seconds - clock) <= _LATE_SECONDS
    )
    role = "main"
    if stream.is_commentary:
        role = "commentary"
    elif stream.is_for_visually_impaired:
        role = "description"
    spec = AudioSpec(
        name=f"audio-{number}",
        recipe="",
        stream=stream.index,
        is_copy=is_copy,
        sample_rate=stream.sample_rate if is_copy else _SAMPLE_RATE,
        channels=min(_MOST_CHANNELS, max(1, stream.channels)),
        kbps=settings.audio_kbps if stream.channels != 1 else settings.audio_kbps * 3 // 4,
        language=stream.language,
        label=stream.title,
        role=role,
        is_default=is_default,
        clock_seconds=round(clock, 6),
        duration_seconds=max(0.0, stream.start_seconds + stream.duration_seconds - clock),
    )
    grid = report.video.keyframes if report.video else ()
    decides = recipe(
        "sound", version, spec=spec, segment=settings.segment_seconds, grid=grid, clock=clock
    )
    return replace(spec, recipe=decides)


def text_specs(report: ProbeReport, clock: float, version: str) -> tuple[TextSpec, ...]:
    """Return one WebVTT track for each subtitle track that is text, not pictures."""
    streams = [stream for stream in report.subtitles if stream.is_text]
    return tuple(_text(stream, number, clock, version) for number, stream in enumerate(streams, 1))


def _text(stream: SubtitleStream, number: int, clock: float, version: str) -> TextSpec:
    spec = TextSpec(
        name=f"text-{number}",
        recipe="",
        stream=stream.index,
        language=stream.language,
        label=stream.title,
        role="captions" if stream.is_for_hearing_impaired else "subtitles",
        is_default=stream.is_default or stream.is_forced,
        clock_seconds=round(clock, 6),
    )
    return replace(spec, recipe=recipe("text", version, spec=spec))
