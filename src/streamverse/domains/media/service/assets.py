"""What an owner does with an asset: looks, retries, replaces, chooses a poster."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.errors import (
    AssetNotFound,
    CannotReplace,
    NothingToRetry,
    PosterNotFound,
    UnitNotFound,
)
from streamverse.domains.media.models import AssetRow, UnitRow
from streamverse.domains.media.service.advance import advance
from streamverse.domains.media.service.leaving import take_place
from streamverse.domains.media.service.orders import PROBE, order_asset
from streamverse.domains.media.states import AssetState, WorkState
from streamverse.kit.db import ReadSession, WriteSession

Asset = AssetRow
"""An asset as routes hand it on."""


async def assets_of(
    session: ReadSession, owner_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[AssetRow]:
    """Return an owner's assets, the newest first, those before a position only."""
    return await repository.assets_of(session, owner_id, before, limit)


async def asset_of(
    session: ReadSession, asset_id: UUID, owner_id: UUID, *, sees_all: bool = False
) -> AssetRow:
    """Return an asset that this account may see. Raises AssetNotFound."""
    asset = await repository.asset(session, asset_id)
    if asset is None or not (sees_all or asset.owner_id == owner_id):
        raise AssetNotFound
    return asset


async def retry(
    session: WriteSession,
    asset: AssetRow,
    now: datetime,
    slots: int,
    *,
    rendition: str | None = None,
    unit_id: UUID | None = None,
) -> None:
    """Try again what failed: one rendition, one unit, or everything. Raises NothingToRetry."""
    failed = await repository.units_in(session, asset.id, WorkState.FAILED)
    chosen = [
        unit
        for unit in failed
        if (rendition is None or rendition in unit.rungs)
        and (unit_id is None or unit.id == unit_id)
    ]
    await _require_known(session, asset, rendition, unit_id)
    if not asset.source_key:
        msg = "The source is no longer kept; upload it again."
        raise NothingToRetry(msg)
    if not chosen and asset.state is AssetState.FAILED and not failed:
        await _start_over(session, asset)
        return
    if not chosen:
        raise NothingToRetry
    await _wake(session, asset, chosen)
    await advance(session, asset.id, now, slots)


async def _require_known(
    session: ReadSession, asset: AssetRow, rendition: str | None, unit_id: UUID | None
) -> None:
    names = {each.name for each in await repository.renditions(session, asset.id)}
    if rendition is not None and rendition not in names:
        raise UnitNotFound
    if unit_id is not None:
        unit = await repository.unit(session, unit_id)
        if unit is None or unit.asset_id != asset.id:
            raise UnitNotFound


async def _start_over(session: WriteSession, asset: AssetRow) -> None:
    """Look at the source again: what was found the first time gave nothing to play."""
    await repository.remove_plan(session, asset.id)
    asset.state = AssetState.PROBING
    asset.problem = None
    asset.progress = 0.0
    asset.is_sealed = False
    order_asset(session, PROBE, asset.id)


async def _wake(session: WriteSession, asset: AssetRow, units: list[UnitRow]) -> None:
    names = {name for unit in units for name in unit.rungs}
    for unit in units:
        unit.state = WorkState.WAITING
        unit.attempts = 0
        unit.progress = 0.0
        unit.problem = None
    for each in await repository.renditions(session, asset.id):
        if each.name in names and each.state is WorkState.FAILED:
            each.state = WorkState.RUNNING if each.covered_segments else WorkState.WAITING
            each.problem = None
    asset.state = AssetState.PREPARING
    asset.problem = None
    asset.progress = 0.0
    await session.flush()


async def replace(session: WriteSession, old: AssetRow, new: AssetRow, now: datetime) -> None:
    """Let `new` take the place of `old`, now or as soon as it is ready."""
    if new.id in {old.id, old.replaces_id} or new.replaces_id not in {None, old.id}:
        raise CannotReplace
    new.replaces_id = old.id
    if new.state is AssetState.READY:
        await take_place(session, new, now)


def choose_poster(asset: AssetRow, candidate: int) -> None:
    """Make one of the poster candidates the poster. Raises PosterNotFound."""
    if not 0 <= candidate < len(asset.posters):
        raise PosterNotFound
    asset.poster_candidate = candidate
    asset.revision += 1
