"""Write titles to a table, some at a time, and keep it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from streamverse.domains.catalog.models import BulkRunRow, TitleRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.repository.bulk_selection import conditions_of
from streamverse.domains.catalog.repository.series import placed_by_title
from streamverse.domains.catalog.schemas.bulk import ExportInput
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.export_rows import (
    WrittenCsv,
    WrittenJson,
    episode_row,
    title_row,
)
from streamverse.domains.catalog.service.bulk.room import result_key, room
from streamverse.domains.catalog.service.documents import documents_of
from streamverse.domains.channels.public import channel_cards
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

BATCH_TITLES = 200


async def run_export(services: Services, run: BulkRunRow) -> None:
    """Make an export's file; again from the beginning after a crash."""
    wish = ExportInput.model_validate(run.options)
    database = services.get(Database)
    conditions = conditions_of(wish.filter)
    async with database.read_latest() as session:
        total = await repository.count_titles(session, conditions)
        languages = await repository.languages_in_use(session)
    await _note(services, run.id, 0, total)
    written = WrittenCsv(languages) if wish.format == "csv" else WrittenJson()
    with room(services) as folder:
        path = folder / "titles"
        await asyncio.to_thread(_append, path, written.head())
        done = 0
        async for titles, rows in _batches(database, conditions, is_flat=wish.format == "csv"):
            await asyncio.to_thread(_append, path, written.rows(rows))
            done += titles
            if not await _note(services, run.id, done, total):
                return
        await asyncio.to_thread(_append, path, written.foot())
        await services.get(Objects).put_file(result_key(run.id, wish.format), path, move=True)
    await runs.end(services, run.id)


async def _batches(
    database: Database, conditions: Sequence[ColumnElement[bool]], *, is_flat: bool
) -> AsyncIterator[tuple[int, list[dict[str, Any]]]]:
    """Yield (how many titles, their rows), each from a snapshot of its own."""
    after: UUID | None = None
    while True:
        async with database.read() as session:
            titles = await repository.titles_after(session, conditions, after, BATCH_TITLES)
            rows = await _rows(session, titles, is_flat=is_flat)
        if not titles:
            return
        after = titles[-1].id
        yield len(titles), rows


async def _rows(
    session: ReadSession, titles: Sequence[TitleRow], *, is_flat: bool
) -> list[dict[str, Any]]:
    documents = await documents_of(session, titles)
    channels = await channel_cards(session, {row.channel_id for row in titles if row.channel_id})
    placed = await placed_by_title(session, [row.id for row in titles if row.kind == "series"])
    rows: list[dict[str, Any]] = []
    for row in titles:
        card = channels.get(row.channel_id) if row.channel_id else None
        handle = card.handle if card else ""
        rows.append(title_row(row, documents[row.id], handle, is_flat=is_flat))
        rows.extend(episode_row(row.slug, each) for each in placed.get(row.id, []))
    return rows


async def _note(services: Services, run_id: UUID, done: int, total: int) -> bool:
    """Say how far an export is; False when it was cancelled."""
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, run_id)
        if row is None or row.state != "running":
            return False
        row.done, row.total = done, total
    await runs.tell(services, run_id)
    return True


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)
