"""Doing a unit: the engine runs, its segments are stored, and the outcome is written down."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import cast
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import (
    EncodeFailed,
    RunResult,
    SourceRefused,
    run_audio,
    run_copy,
    run_unit,
)
from streamverse.domains.media.service.extras import make_posters, make_storyboard, make_text
from streamverse.domains.media.service.grown import Misaligned, Segment
from streamverse.domains.media.service.planning import local_source
from streamverse.domains.media.service.room import free_bytes, is_no_room
from streamverse.domains.media.service.sink import GrowingSink, StoringSink
from streamverse.domains.media.service.units import (
    AssetGone,
    Note,
    Work,
    begin_unit,
    fail_unit,
    finish_unit,
    grow,
    note_attempt,
    pause_unit,
    touch,
)
from streamverse.domains.media.states import UnitKind
from streamverse.kit.db import Database
from streamverse.kit.log import logger
from streamverse.kit.objects import Objects
from streamverse.kit.process import ChildError, ChildRunner
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

BEAT_SECONDS = 1.0
FULL = "The server's disk is full. This goes on by itself when there is room again."

log = logger(__name__)


@dataclass(slots=True)
class Beat:
    """How far a running unit is; a task writes it down about once a second."""

    progress: float = field(default=0.0)

    def __call__(self, share: float) -> None:
        """Take the share done, 0 to 1."""
        self.progress = min(1.0, max(0.0, share))


Worker = Callable[[Services, Work, Beat], Awaitable[None]]
Maker = Callable[[Services, Work], Awaitable[Note]]


async def do_unit(services: Services, unit_id: UUID) -> None:
    """Work on a unit to its end. Raises what another attempt may cure."""
    work = await begin_unit(services, unit_id)
    if work is None:
        return
    if free_bytes(services.get(Settings)) == 0:
        await pause_unit(services, work, "disk_full", FULL)
        return
    try:
        async with _heart(services, work) as beat:
            await WORKERS[work.unit.kind](services, work, beat)
    except AssetGone:
        log.info("unit_called_off", unit=work.unit.name, asset=str(work.asset.id))
    except Exception as error:  # noqa: BLE001 - whatever it is, the owner is told
        await _after_failure(services, work, error)


async def _after_failure(services: Services, work: Work, error: Exception) -> None:
    """Wait, give up, or raise for another attempt."""
    detail = _in_words(error)
    log.warning(
        "unit_failed",
        unit=work.unit.name,
        asset=str(work.asset.id),
        attempt=work.unit.attempts,
        error=detail,
        stderr=getattr(error, "stderr", ""),
    )
    if is_no_room(error):
        await pause_unit(services, work, "disk_full", FULL)
    elif isinstance(error, SourceRefused | Misaligned) or getattr(error, "is_final", False):
        await fail_unit(services, work.unit.id, detail)
    else:
        await note_attempt(services, work, detail)
        raise error


def _in_words(error: Exception) -> str:
    if isinstance(error, EncodeFailed):
        return error.problem
    if isinstance(error, SourceRefused):
        return error.reason
    return str(error) if isinstance(error, ChildError) else f"{type(error).__name__}: {error}"


@contextlib.asynccontextmanager
async def _heart(services: Services, work: Work) -> AsyncGenerator[Beat]:
    """Write down progress while a unit is at work; stop the work when its asset is gone."""
    beat = Beat()

    async def keep_beating() -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            await touch(services, work, beat.progress)

    try:
        async with asyncio.TaskGroup() as group:
            beating = group.create_task(keep_beating())
            yield beat
            beating.cancel()
    except BaseExceptionGroup as group_error:
        raise _first_cause(group_error) from None


def _first_cause(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = cast("BaseExceptionGroup[BaseException]", error).exceptions[0]
    return error


async def _copy(services: Services, work: Work, beat: Beat) -> None:
    spec = work.plan.copy
    assert spec is not None
    sink = _growing(services, work, beat, {spec.name: spec.recipe})
    result = await run_copy(
        work.plan,
        await local_source(services, work.asset),
        sink,
        services.get(ChildRunner),
        from_segment=work.covered_segments,
        on_progress=beat,
    )
    await sink.flush()
    await finish_unit(services, work, result=result, codecs=sink.codecs)


async def _sound(services: Services, work: Work, beat: Beat) -> None:
    spec = next(each for each in work.plan.audio if each.name == work.unit.name)
    sink = _growing(services, work, beat, {spec.name: spec.recipe})
    result = await run_audio(
        work.plan,
        spec,
        await local_source(services, work.asset),
        sink,
        services.get(ChildRunner),
        on_progress=beat,
    )
    await sink.flush()
    await finish_unit(services, work, result=result, codecs=sink.codecs)


async def _picture(services: Services, work: Work, beat: Beat) -> None:
    spec = next(each for each in work.plan.units if each.id == work.unit.name)
    recipes = {name: work.plan.rung(name).recipe for name in spec.rungs}
    sink = StoringSink(services.get(Objects), work.asset.id, recipes)
    source = await local_source(services, work.asset)
    runner = services.get(ChildRunner)
    result = await run_unit(work.plan, spec, source, sink, runner, on_progress=beat)
    require_aligned(work, result, sink.made)
    await finish_unit(services, work, result=result, made=sink.made, codecs=sink.codecs)


def require_aligned(work: Work, result: RunResult, made: dict[str, list[Segment]]) -> None:
    """Let a unit count only when every rung brought the same, planned segments."""
    grids = {
        tuple((segment.start_ticks, segment.duration_ticks) for segment in segments)
        for segments in made.values()
    }
    if len(grids) != 1:
        msg = f"the qualities of {work.unit.name} do not share their segment boundaries"
        raise Misaligned(msg)
    count = len(next(iter(grids)))
    if result.is_whole and count != work.unit.segment_count:
        msg = f"{work.unit.name} has {count} segments instead of {work.unit.segment_count}"
        raise Misaligned(msg)


def _growing(services: Services, work: Work, beat: Beat, recipes: dict[str, str]) -> GrowingSink:
    async def write_down(name: str, codecs: str, segments: list[Segment]) -> None:
        await grow(services, work, name, codecs, segments, beat.progress)

    return GrowingSink(services.get(Objects), work.asset.id, recipes, write_down)


async def _extra(make: Maker, services: Services, work: Work, _beat: Beat) -> None:
    started = time.monotonic()
    note = await make(services, work)
    await finish_unit(services, work, note=note, wall_seconds=time.monotonic() - started)


async def last_problem(services: Services, unit_id: UUID, error: str) -> str:
    """Return what a unit's last attempt said, or the job engine's own words."""
    async with services.get(Database).read() as session:
        unit = await repository.unit(session, unit_id)
    problem = unit.problem if unit is not None else None
    return str(problem["detail"]) if problem else error


WORKERS: dict[UnitKind, Worker] = {
    UnitKind.COPY: _copy,
    UnitKind.AUDIO: _sound,
    UnitKind.VIDEO: _picture,
    UnitKind.TEXT: partial(_extra, make_text),
    UnitKind.POSTERS: partial(_extra, make_posters),
    UnitKind.STORYBOARD: partial(_extra, make_storyboard),
}
