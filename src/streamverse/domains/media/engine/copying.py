"""The source's own picture as a rung: copied packet by packet while viewers already watch."""

import time
from collections.abc import AsyncIterator
from pathlib import Path

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
from streamverse.domains.media.engine.spec import EncodePlan
from streamverse.kit.process import STDOUT, ChildError, ChildLimits, ChildRunner

_LIMITS = ChildLimits(seconds=6 * 3600, niceness=5)


async def run_copy(  # the shape all runs share
    plan: EncodePlan,
    source: Path,
    sink: SegmentSink,
    runner: ChildRunner,
    *,
    from_segment: int = 0,
    on_progress: OnProgress | None = None,
) -> RunResult:
    """Copy the picture into segments of the grid, from `from_segment` to the end.

    Each segment reaches the sink as soon as its bytes were read. Raises EncodeFailed.
    """
    if plan.copy is None or plan.grid is None:
        msg = "This source's picture is not kept as it is."
        raise EncodeFailed(msg, is_final=True)
    grid, started = plan.grid, time.monotonic()
    seeks_to = from_segment if plan.source.is_seekable else 0
    segmenter = VideoSegmenter(
        plan.copy.name,
        grid,
        _From(sink, grid.boundaries()[from_segment] * grid.frame_ticks) if from_segment else sink,
        first_segment=seeks_to,
        last_segment=grid.segment_count,
        origin=round(plan.source.clock_seconds * grid.timescale),
        is_steady=plan.source.is_steady,
    )

    async def consume(chunks: AsyncIterator[bytes]) -> None:
        async for chunk in chunks:
            await segmenter.take(chunk)
            if on_progress is not None:
                on_progress((seeks_to + segmenter.segments) / grid.segment_count)

    problem = ""
    try:
        await runner.run(
            FFMPEG, _arguments(plan, source, seeks_to), limits=_LIMITS, pipes={STDOUT: consume}
        )
    except ChildError as error:
        if segmenter.segments == 0 or not is_the_sources_fault(error):
            raise EncodeFailed(in_words(error), stderr=error.stderr) from error
        problem = in_words(error)
    made = await segmenter.finish()
    missing = grid.segment_count - seeks_to - made.segments
    if missing:
        problem = early_end(grid, seeks_to + made.segments)
    wall_seconds = time.monotonic() - started
    segments = seeks_to + made.segments - from_segment
    return RunResult((made,), not missing, segments, wall_seconds, problem)


class _From:
    """Lets through what begins at `start_ticks` or later: the rest was given away before."""

    def __init__(self, sink: SegmentSink, start_ticks: int) -> None:
        self._sink = sink
        self._start_ticks = start_ticks

    async def init(self, rendition: str, data: bytes) -> None:
        await self._sink.init(rendition, data)

    async def segment(
        self, rendition: str, start_ticks: int, duration_ticks: int, data: bytes
    ) -> None:
        if start_ticks >= self._start_ticks:
            await self._sink.segment(rendition, start_ticks, duration_ticks, data)


def _arguments(plan: EncodePlan, source: Path, from_segment: int) -> list[str]:
    grid = plan.grid
    if grid is None:
        return []
    seek: list[str] = []
    if from_segment:
        middle_of_frame = (grid.boundaries()[from_segment] + 0.5) / float(grid.rate)
        seek = ["-ss", f"{plan.source.start_seconds + middle_of_frame:.6f}"]
    clock = str(grid.timescale)
    return [
        *QUIET,
        *SAFE_INPUT,
        *seek,
        *("-copyts", "-i", f"file:{source}"),
        *("-map", f"0:{plan.source.video_stream}", "-c", "copy"),
        *BIT_EXACT,
        *("-video_track_timescale", clock, "-movie_timescale", clock),
        *TO_FRAGMENTS[:2],
        *("-movflags", "+frag_keyframe" + TO_FRAGMENTS[3], "pipe:1"),
    ]
