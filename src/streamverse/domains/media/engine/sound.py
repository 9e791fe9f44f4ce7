"""Sound: each language once and whole, so that there are no clicks at seams."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

from streamverse.domains.media.engine.endings import clock, in_words, is_the_sources_fault
from streamverse.domains.media.engine.programs import (
    BIT_EXACT,
    FFMPEG,
    QUIET,
    SAFE_INPUT,
    TO_FRAGMENTS,
)
from streamverse.domains.media.engine.results import (
    EncodeFailed,
    OnProgress,
    RunResult,
    SegmentSink,
)
from streamverse.domains.media.engine.sound_segmenter import SoundSegmenter
from streamverse.domains.media.engine.spec import AudioSpec, EncodePlan
from streamverse.kit.process import STDOUT, ChildError, ChildLimits, ChildRunner

_LIMITS = ChildLimits(seconds=6 * 3600, niceness=7)
_EARLY_END_SECONDS = 5.0


async def run_audio(  # the shape all runs share
    plan: EncodePlan,
    audio: AudioSpec,
    source: Path,
    sink: SegmentSink,
    runner: ChildRunner,
    *,
    on_progress: OnProgress | None = None,
) -> RunResult:
    """Copy or encode one sound track from its beginning to its end. Raises EncodeFailed."""
    started = time.monotonic()
    segmenter = SoundSegmenter(
        audio.name,
        audio.timescale,
        plan.audio_boundaries(),
        sink,
        origin=round(plan.source.clock_seconds * audio.timescale) if audio.is_copy else 0,
    )

    async def consume(chunks: AsyncIterator[bytes]) -> None:
        async for chunk in chunks:
            await segmenter.take(chunk)
            if on_progress is not None and audio.duration_seconds > 0:
                done_seconds = segmenter.done_ticks / audio.timescale
                on_progress(min(1.0, done_seconds / audio.duration_seconds))

    problem = ""
    try:
        await runner.run(
            FFMPEG, audio_arguments(audio, source), limits=_LIMITS, pipes={STDOUT: consume}
        )
    except ChildError as error:
        problem = in_words(error)
        if segmenter.done_ticks == 0 or not is_the_sources_fault(error):
            raise EncodeFailed(problem, stderr=error.stderr) from error
    made = await segmenter.finish()
    if made.segments == 0:
        msg = f"The sound track {audio.label or audio.language} is empty."
        raise EncodeFailed(msg, is_final=True)
    missing = audio.duration_seconds - made.duration_ticks / audio.timescale
    is_whole = not problem and missing < _EARLY_END_SECONDS
    if not is_whole and not problem:
        ends_at = clock(made.duration_ticks / audio.timescale)
        problem = f"The sound can't be read beyond {ends_at}: the file is damaged there."
    wall_seconds = time.monotonic() - started
    return RunResult((made,), is_whole, made.segments, wall_seconds, problem)


def audio_arguments(audio: AudioSpec, source: Path) -> list[str]:
    """Return ffmpeg's arguments; fragments of about a second go to stdout."""
    if audio.is_copy:
        codec = ["-c:a", "copy", "-bsf:a", "aac_adtstoasc"]
    else:
        codec = [
            *("-af", ",".join(_filters(audio))),
            *("-c:a", "aac", "-b:a", f"{audio.kbps}k", "-flags:a", "+bitexact"),
        ]
    return [
        *QUIET,
        *SAFE_INPUT,
        *("-copyts", "-i", f"file:{source}", "-map", f"0:{audio.stream}"),
        *codec,
        *BIT_EXACT,
        *("-movie_timescale", str(audio.timescale), "-frag_duration", "1000000"),
        *TO_FRAGMENTS,
        "pipe:1",
    ]


def _filters(audio: AudioSpec) -> list[str]:
    """Start the sound at the asset's 0, fill its gaps, and make it stereo (or mono)."""
    layout = "mono" if audio.channels == 1 else "stereo"
    return [
        f"asetpts=PTS-({audio.clock_seconds:.6f})/TB",
        f"aresample={audio.sample_rate}:async=1:first_pts=0",
        f"aformat=sample_fmts=fltp:channel_layouts={layout}",
    ]
