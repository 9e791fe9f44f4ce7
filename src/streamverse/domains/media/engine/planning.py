"""The plan: a pure function from what a source is to everything that will be made of it."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from streamverse.domains.media.engine import grid as grids
from streamverse.domains.media.engine import ladder
from streamverse.domains.media.engine.plan_sound import audio_specs, text_specs
from streamverse.domains.media.engine.programs import ffmpeg_identity
from streamverse.domains.media.engine.rates import encoded_rate
from streamverse.domains.media.engine.recipe import recipe
from streamverse.domains.media.engine.report import ProbeReport, VideoStream
from streamverse.domains.media.engine.settings import EncodeSettings, MachineSpeed
from streamverse.domains.media.engine.spec import (
    EncodePlan,
    Grid,
    PosterSpec,
    RungSpec,
    SourceFacts,
    StoryboardSpec,
)

_POSTER_WIDTHS = (320, 640, 1280)
_VARIABLE_PREROLL_SECONDS = 1
_MAX_TILES = 400
_SHORTEST_STORYBOARD_SECONDS = 2.0


def plan(
    report: ProbeReport,
    settings: EncodeSettings | None = None,
    speed: MachineSpeed | None = None,
    *,
    ffmpeg: str | None = None,
) -> EncodePlan:
    """Plan everything to be made from a source.

    `ffmpeg` names the encoder in recipes; by default the installed one.
    """
    settings = settings or EncodeSettings()
    version = ffmpeg if ffmpeg is not None else ffmpeg_identity()
    video = report.video
    clock = video.start_seconds if video else min(it.start_seconds for it in report.audio)
    start = max(0.0, clock - report.start_seconds)
    shared = EncodePlan(
        duration_seconds=report.duration_seconds,
        source=SourceFacts(clock_seconds=clock, start_seconds=start),
        grid=None,
        copy=None,
        rungs=(),
        sweeps=0,
        units=(),
        audio=audio_specs(report, settings, clock, version),
        text=text_specs(report, clock, version),
        storyboard=None,
        posters=None,
        chapters=report.chapters,
        preset=settings.preset,
        encoder_threads=settings.encoder_threads,
        segment_seconds=settings.segment_seconds,
        problem=report.problem,
    )
    if video is None:
        return shared
    return _with_picture(shared, report, video, settings, speed or MachineSpeed(), version)


def _with_picture(  # the planner's facts
    shared: EncodePlan,
    report: ProbeReport,
    video: VideoStream,
    settings: EncodeSettings,
    speed: MachineSpeed,
    version: str,
) -> EncodePlan:
    rate = encoded_rate(Fraction(*video.frame_rate))
    frames = max(1, round(video.duration_seconds * rate))
    copied = None
    if ladder.keeps_source(video, settings):
        base = Fraction(*video.time_base)
        keyframes = [round(tick * base * rate) for tick in video.keyframes]
        copied = grids.from_keyframes(rate, keyframes, frames, settings.segment_seconds)
    grid = copied or grids.fixed(rate, frames, settings.segment_seconds)
    rungs = ladder.rungs(video, rate, settings)
    if copied is not None:
        rungs = ladder.beside_copy(rungs, video, report)
    rungs = ladder.sweeps(rungs, rate, speed, has_copy=copied is not None)
    facts = _facts(shared.source, report, video, grid)
    decided = [
        replace(rung, recipe=_picture_recipe(rung, settings, grid, facts, version))
        for rung in rungs
    ]
    sweep_count = len({rung.sweep for rung in decided})
    by_sweep = [
        tuple(rung.name for rung in decided if rung.sweep == sweep) for sweep in range(sweep_count)
    ]
    return replace(
        shared,
        source=facts,
        grid=grid,
        copy=_copy(video, grid, facts, version) if copied is not None else None,
        rungs=tuple(decided),
        sweeps=sweep_count,
        units=grids.units(grid, settings.unit_seconds, by_sweep),
        storyboard=_storyboard(video, settings, version),
        posters=_posters(video, settings, version),
    )


def _facts(shared: SourceFacts, report: ProbeReport, video: VideoStream, grid: Grid) -> SourceFacts:
    preroll = 0
    if video.is_variable_rate:
        preroll = int(_VARIABLE_PREROLL_SECONDS * grid.rate)
    if not report.has_index:
        base = Fraction(*video.time_base)
        ends = [tick * base for tick in video.keyframes]
        gaps = [after - before for before, after in pairwise(ends)]
        longest = min(max(gaps, default=grids.LONGEST_GAP_SECONDS), grids.LONGEST_GAP_SECONDS)
        preroll = int((longest + 1) * grid.rate)
    return replace(
        shared,
        video_stream=video.index,
        is_steady=not video.is_variable_rate,
        is_seekable=report.has_index,
        preroll_frames=preroll,
        is_interlaced=video.is_interlaced,
        is_hdr=video.is_hdr,
        width=video.display_width,
        height=video.display_height,
        codec=video.codec,
    )


def _picture_recipe(
    rung: RungSpec, settings: EncodeSettings, grid: Grid, facts: SourceFacts, version: str
) -> str:
    """A rung's bytes also depend on the unit it is cut in, and on what it is scaled from."""
    return recipe(
        "picture",
        version,
        rung=replace(rung, recipe=""),
        ladder=settings.rungs,
        preset=settings.preset,
        threads=settings.encoder_threads,
        unit_seconds=settings.unit_seconds,
        grid=grid,
        facts=facts,
    )


def _copy(video: VideoStream, grid: Grid, facts: SourceFacts, version: str) -> RungSpec:
    return RungSpec(
        name="source",
        recipe=recipe("copy", version, grid=grid, facts=facts),
        rung=min(video.display_width, video.display_height),
        width=video.width,
        height=video.height,
        is_copy=True,
    )


def _storyboard(
    video: VideoStream, settings: EncodeSettings, version: str
) -> StoryboardSpec | None:
    if video.duration_seconds < _SHORTEST_STORYBOARD_SECONDS:
        return None
    interval = max(1.0, float(-(-video.duration_seconds // _MAX_TILES)))
    if video.duration_seconds > 60:
        interval = max(2.0, interval)
    shape = Fraction(video.display_height, video.display_width)
    width = settings.storyboard_tile_width
    if shape > 1:
        width = max(2, round(width / shape / 2) * 2)
    spec = StoryboardSpec(
        name="storyboard",
        recipe="",
        interval_seconds=interval,
        tile_count=max(1, int(video.duration_seconds // interval)),
        tile_width=width,
        tile_height=max(2, round(width * shape / 2) * 2),
        columns=5,
        rows=5,
    )
    return replace(spec, recipe=recipe("storyboard", version, spec=spec))


def _posters(video: VideoStream, settings: EncodeSettings, version: str) -> PosterSpec:
    shape = Fraction(video.display_height, video.display_width)
    widths = [width for width in _POSTER_WIDTHS if width <= video.display_width]
    count = settings.poster_candidates * 2
    shares = [0.02, *(0.08 + 0.84 * index / (count - 1) for index in range(count - 1))]
    if video.duration_seconds < _SHORTEST_STORYBOARD_SECONDS:
        shares = [0.0]
    spec = PosterSpec(
        name="poster",
        recipe="",
        at_seconds=tuple(round(share * video.duration_seconds, 3) for share in shares),
        candidates=settings.poster_candidates,
        sizes=tuple(
            (width, max(2, round(width * shape / 2) * 2))
            for width in widths or [max(2, video.display_width // 2 * 2)]
        ),
    )
    return replace(spec, recipe=recipe("posters", version, spec=spec))
