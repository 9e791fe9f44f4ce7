"""A unit of the ladder: one ffmpeg pass from the source into segments of every rung."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

from streamverse.domains.media.engine import filters
from streamverse.domains.media.engine.endings import early_end, in_words, is_the_sources_fault
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
from streamverse.domains.media.engine.segmenter import VideoSegmenter
from streamverse.domains.media.engine.spec import EncodePlan, Grid, RungSpec, UnitSpec
from streamverse.kit.process import ChildError, ChildLimits, ChildRunner, Consumer

_LIMITS = ChildLimits(seconds=3600, niceness=10)
_MARGIN_OF_A_FRAME = 0.25
_NOT_WORTH_SEEKING_SECONDS = 2.0
"""Near the start of odd files (negative times, no first keyframe in the index) seeks go wrong."""


async def run_unit(  # the shape all runs share
    plan: EncodePlan,
    unit: UnitSpec,
    source: Path,
    sink: SegmentSink,
    runner: ChildRunner,
    *,
    on_progress: OnProgress | None = None,
) -> RunResult:
    """Encode one unit for all its rungs, frame-exactly, and verify each segment.

    Raises EncodeFailed; returns a result that is not whole when the source ends inside the unit.
    """
    if plan.grid is None:
        msg = "This source has no picture."
        raise EncodeFailed(msg, is_final=True)
    started = time.monotonic()
    rungs = sorted((plan.rung(name) for name in unit.rungs), key=lambda rung: -rung.width)
    segmenters = [_segmenter(rung, unit, plan.grid, sink) for rung in rungs]
    problem = ""
    try:
        await runner.run(
            FFMPEG,
            unit_arguments(plan, unit, source, rungs),
            limits=_LIMITS,
            pipes={rung.name: _consumer(it) for rung, it in zip(rungs, segmenters, strict=True)},
            on_progress=_frames_done(on_progress, unit.frame_count) if on_progress else None,
        )
    except ChildError as error:
        problem = in_words(error)
        if not _ended_early(error):
            raise EncodeFailed(problem, stderr=error.stderr) from error
    made = tuple([await segmenter.finish() for segmenter in segmenters])
    segments = min(rendition.segments for rendition in made)
    is_whole = segments == unit.segment_count
    if not is_whole:
        problem = early_end(plan.grid, unit.first_segment + segments)
    return RunResult(made, is_whole, segments, time.monotonic() - started, problem)


def unit_arguments(
    plan: EncodePlan, unit: UnitSpec, source: Path, rungs: list[RungSpec]
) -> list[str]:
    """Return ffmpeg's arguments for a unit; each rung goes to the pipe of its name."""
    grid = plan.grid
    if grid is None:
        return []
    skipped = min(plan.source.preroll_frames, unit.first_frame)
    begins = float((unit.first_frame - skipped) / grid.rate)
    wanted = plan.source.start_seconds + begins
    seek = wanted - _MARGIN_OF_A_FRAME / float(grid.rate)
    if wanted < _NOT_WORTH_SEEKING_SECONDS:
        seek = 0.0
    ends_film = unit.first_segment + unit.segment_count == grid.segment_count
    padded = int(grid.rate / 2) if ends_film else 0
    base = [
        *filters.clean_up(plan.source),
        *filters.steady(grid, plan.source.clock_seconds + begins, skipped, padded),
    ]
    return [
        *QUIET,
        *SAFE_INPUT,
        *(("-ss", f"{seek:.6f}") if seek > 0 else ()),
        *("-copyts", "-i", f"file:{source}"),
        *("-filter_complex", filters.ladder(base, plan.source.video_stream, rungs)),
        *(
            argument
            for index, rung in enumerate(rungs)
            for argument in _output(plan, unit, grid, index, rung)
        ),
    ]


def _output(plan: EncodePlan, unit: UnitSpec, grid: Grid, index: int, rung: RungSpec) -> list[str]:
    boundaries = grid.boundaries()[unit.first_segment : unit.first_segment + unit.segment_count]
    half_a_frame_early = [
        f"{float((frame - unit.first_frame - 0.5) / grid.rate):.6f}" for frame in boundaries[1:]
    ]
    forced = ["-force_key_frames", ",".join(half_a_frame_early)] if half_a_frame_early else []
    clock = str(grid.timescale)
    return [
        *("-map", f"[v{index}]", "-fps_mode", "passthrough", "-frames:v", str(unit.frame_count)),
        *("-c:v", "libx264", "-preset", plan.preset, "-profile:v", "high"),
        *("-threads", str(plan.encoder_threads), "-flags:v", "+bitexact"),
        *("-crf", str(rung.crf), "-maxrate", f"{rung.max_kbps}k"),
        *("-bufsize", f"{2 * rung.max_kbps}k", "-g", "100000", "-forced-idr", "1"),
        *("-x264-params", "scenecut=0:open-gop=0"),
        *forced,
        *BIT_EXACT,
        *("-video_track_timescale", clock, "-movie_timescale", clock),
        *TO_FRAGMENTS[:2],
        *("-movflags", "+frag_keyframe" + TO_FRAGMENTS[3], f"pipe:{{{rung.name}}}"),
    ]


def _segmenter(rung: RungSpec, unit: UnitSpec, grid: Grid, sink: SegmentSink) -> VideoSegmenter:
    first = unit.first_segment
    return VideoSegmenter(
        rung.name,
        grid,
        sink,
        first_segment=first,
        last_segment=first + unit.segment_count,
        origin=-unit.first_frame * grid.frame_ticks,
        is_complete=True,
    )


def _consumer(segmenter: VideoSegmenter) -> Consumer:
    async def consume(chunks: AsyncIterator[bytes]) -> None:
        async for chunk in chunks:
            await segmenter.take(chunk)

    return consume


def _frames_done(on_progress: OnProgress, frames: int) -> Callable[[Mapping[str, str]], None]:
    def report(block: Mapping[str, str]) -> None:
        if (done := block.get("frame", "")).isdigit():
            on_progress(min(1.0, int(done) / frames))

    return report


def _ended_early(error: ChildError) -> bool:
    """Tell an input that has nothing more to give from a failure worth another try."""
    silent = "nothing was written" in error.stderr or "no packets" in error.stderr.lower()
    return is_the_sources_fault(error) and silent
