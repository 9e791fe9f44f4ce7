"""Look at the watch folder: note what is new, and take what has not moved for a while."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from streamverse.domains.catalog.models import WatchedFileRow
from streamverse.domains.catalog.repository import watching as repository
from streamverse.domains.catalog.service.watching.looking import Found, films_in
from streamverse.domains.catalog.service.watching.take import dress, take
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.log import logger
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

log = logger(__name__)
STUCK = timedelta(minutes=10)
"""After so long in the hands of a process it is taken again: that process has died."""
NOTED_AT_ONCE = 500


async def watch(services: Services) -> None:
    """Look once. What can't be read is logged, and said by `streamverse doctor`."""
    folder = services.get(Settings).watch_folder
    if folder is None:
        return
    try:
        found = await asyncio.to_thread(films_in, folder)
    except OSError as error:
        log.warning("watch_folder_unreadable", error=str(error))
        return
    await _release_stuck(services)
    due: list[Found] = []
    for start in range(0, len(found), NOTED_AT_ONCE):
        due += await _note(services, found[start : start + NOTED_AT_ONCE])
    for film in due:
        await _take(services, folder, film)
    await dress(services, folder)


async def _note(services: Services, found: Sequence[Found]) -> list[Found]:
    """Note what is new or has moved; returns what has settled."""
    settings, now = services.get(Settings), services.get(Clock).now()
    settled = timedelta(seconds=settings.watch_settle_seconds)
    due: list[Found] = []
    async with services.get(Database).write() as session:
        known = await repository.files_at(session, [film.path for film in found])
        for film in found:
            row = known.get(film.path)
            if row is None:
                session.add(_new(film, now))
            elif not _is_same(row, film):
                if row.state in {"waiting", "failed"}:
                    row.size_bytes, row.modified_at = film.size_bytes, film.modified_at
                    row.state, row.problem, row.seen_at = "waiting", "", now
            elif row.state == "waiting" and now - row.seen_at >= settled:
                due.append(film)
    return due


async def _take(services: Services, folder: Path, film: Found) -> None:
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        row = (await repository.files_at(session, [film.path])).get(film.path)
        asset_id = (row.asset_id if row else None) or new_id()
        claimed = await repository.claim(session, film.path, asset_id, now)
    if claimed is not None:
        await take(services, folder, film, claimed)


async def _release_stuck(services: Services) -> None:
    before = services.get(Clock).now() - STUCK
    async with services.get(Database).write() as session:
        for row in await repository.files_in(session, "taking"):
            if row.seen_at < before:
                row.state = "waiting"


def _new(film: Found, now: datetime) -> WatchedFileRow:
    return WatchedFileRow(
        path=film.path,
        size_bytes=film.size_bytes,
        modified_at=film.modified_at,
        state="waiting",
        asset_id=None,
        title_id=None,
        problem="",
        seen_at=now,
    )


def _is_same(row: WatchedFileRow, film: Found) -> bool:
    return row.size_bytes == film.size_bytes and row.modified_at == film.modified_at
