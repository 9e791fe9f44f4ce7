"""Garbage: what deleted assets leave behind, what nothing refers to, sources kept long enough."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import EncodePlan
from streamverse.domains.media.models import AssetRow
from streamverse.domains.media.service.part_file import uploads_folder
from streamverse.domains.media.service.planning import plan_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.objects import ObjectInfo, Objects
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

YOUNG = timedelta(hours=1)
"""Objects younger than this are left alone: their row may be on its way."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Garbage:
    """Something that nothing refers to, and why it is thought so."""

    key: str
    size_bytes: int
    reason: str


async def remove_objects(services: Services, asset_id: UUID) -> None:
    """Remove a deleted asset's objects, then what hangs on its row. Idempotent."""
    async with services.get(Database).read() as session:
        asset = next(iter(await repository.assets(session, [asset_id])), None)
    if asset is None or asset.deleted_at is None or asset.purged_at is not None:
        return
    objects = services.get(Objects)
    await _delete_below(objects, f"media/{asset_id}/")
    await objects.delete([f"sources/{asset_id}"])
    async with services.get(Database).write() as session:
        await repository.remove_plan(session, asset_id)
        tombstone = await session.get(AssetRow, asset_id)
        if tombstone is not None:
            tombstone.purged_at = services.get(Clock).now()
            tombstone.source_key, tombstone.size_bytes = "", 0


async def remove_deleted(services: Services) -> None:
    """Remove the objects of every deleted asset that still has some."""
    async with services.get(Database).read() as session:
        assets = await repository.deleted_assets(session)
    for asset in assets:
        await remove_objects(services, asset.id)


async def expire_sources(services: Services) -> None:
    """Let go of the sources that the retention setting no longer keeps."""
    settings = services.get(Settings)
    if settings.source_retention_days < 0:
        return
    moment = services.get(Clock).now() - timedelta(days=settings.source_retention_days)
    async with services.get(Database).read() as session:
        assets = await repository.sources_ready_before(session, moment)
    for asset in assets:
        async with services.get(Database).write() as session:
            fresh = await repository.lock_asset(session, asset.id)
            if fresh is None:
                continue
            key, fresh.source_key, fresh.size_bytes = fresh.source_key, "", 0
        await services.get(Objects).delete([key])


async def find_garbage(services: Services) -> AsyncIterator[Garbage]:
    """Yield what nothing refers to: objects of no asset or of another recipe, stray parts."""
    now = services.get(Clock).now()
    objects = services.get(Objects)
    async with services.get(Database).read() as session:
        assets = {str(asset.id): asset for asset in await repository.live_assets(session)}
        uploads = {str(each.id) for each in await repository.uploads_receiving(session)}
    async for info in objects.list("sources/"):
        if not _is_young(info, now) and not _keeps_source(assets.get(_part(info.key, 1)), info.key):
            yield Garbage(info.key, info.size_bytes, "no asset has this source")
    recipes = _Recipes(services)
    async for info in objects.list("media/"):
        asset = assets.get(_part(info.key, 1))
        if _is_young(info, now):
            continue
        if asset is None:
            yield Garbage(info.key, info.size_bytes, "no asset has this piece")
        elif not await recipes.has(asset, _part(info.key, 2)):
            yield Garbage(info.key, info.size_bytes, "made by a recipe that is no longer used")
    folder = uploads_folder(services.get(Settings))
    for path in folder.glob("*.part") if folder.exists() else ():
        if path.stem not in uploads and path.stat().st_mtime < (now - YOUNG).timestamp():
            yield Garbage(str(path.name), path.stat().st_size, "no upload has this file")


async def collect(services: Services) -> list[Garbage]:
    """Remove what nothing refers to and say what it was."""
    garbage = [each async for each in find_garbage(services)]
    keys = [each.key for each in garbage if not each.key.endswith(".part")]
    for start in range(0, len(keys), BATCH):
        await services.get(Objects).delete(keys[start : start + BATCH])
    for each in garbage:
        if each.key.endswith(".part"):
            (uploads_folder(services.get(Settings)) / each.key).unlink(missing_ok=True)
    return garbage


class _Recipes:
    """The recipes each asset's plan uses, looked up when first asked for."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._known: dict[UUID, frozenset[str]] = {}

    async def has(self, asset: AssetRow, recipe: str) -> bool:
        if asset.id not in self._known:
            async with self._services.get(Database).read() as session:
                row = await repository.encode_plan(session, asset.id)
            self._known[asset.id] = recipes_of(plan_of(row)) if row else frozenset()
        return recipe in self._known[asset.id] or recipe == "sidecar"


def recipes_of(encode_plan: EncodePlan) -> frozenset[str]:
    """Return every recipe that an asset's pieces are made by."""
    single = (encode_plan.copy, encode_plan.storyboard, encode_plan.posters)
    specs = (*encode_plan.rungs, *encode_plan.audio, *encode_plan.text, *filter(None, single))
    return frozenset(spec.recipe for spec in specs)


def _keeps_source(asset: AssetRow | None, key: str) -> bool:
    return asset is not None and (asset.source_key == key or asset.uploaded_at is None)


def _part(key: str, index: int) -> str:
    parts = key.split("/")
    return parts[index] if index < len(parts) else ""


def _is_young(info: ObjectInfo, now: datetime) -> bool:
    return info.modified_at > now - YOUNG


async def _delete_below(objects: Objects, prefix: str) -> None:
    batch: list[str] = []
    async for info in objects.list(prefix):
        batch.append(info.key)
        if len(batch) >= BATCH:
            await objects.delete(batch)
            batch = []
    await objects.delete(batch)
