"""Import a table: batch by batch, each a short transaction; what is done is known by its lines."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from streamverse.domains.catalog.bulk_errors import TableUnreadable
from streamverse.domains.catalog.models import BulkRunRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.service.bulk.importing import Import, import_of
from streamverse.domains.catalog.service.bulk.matching import keys_of
from streamverse.domains.catalog.service.bulk.room import room
from streamverse.domains.catalog.service.bulk.write_batch import Numbered, write_batch
from streamverse.domains.catalog.tables.facts import Facts, facts_of
from streamverse.domains.catalog.tables.opening import opened
from streamverse.domains.catalog.tables.rows import SourceRow
from streamverse.domains.catalog.tables.tmdb import facts_of_tmdb
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

BATCH_ROWS = 100


async def run_import(services: Services, run: BulkRunRow) -> None:
    """Do what is not done yet of an import."""
    work = import_of(run, services.get(Clock))
    with room(services) as folder:
        path = await services.get(Objects).localise(run.source_key, folder)
        try:
            await _count(services, work, path)
            is_over = await _go_through(services, work, path)
        except TableUnreadable as refusal:
            await runs.end(services, run.id, "failed", refusal.detail)
            return
    if is_over:
        await runs.end(services, run.id)


async def _count(services: Services, work: Import, path: Path) -> None:
    total = await asyncio.to_thread(_rows_in, path, work)
    async with services.get(Database).write() as session:
        row = await repository.lock_run(session, work.run_id)
        if row is not None:
            row.total = total


def _rows_in(path: Path, work: Import) -> int:
    try:
        with opened(path, work.shape) as rows:
            return sum(1 for _ in rows)
    except TableUnreadable:  # the rows before that are done first, and the run says so then
        with opened(path, work.shape, is_cut=True) as rows:
            return sum(1 for _ in rows)


async def _go_through(services: Services, work: Import, path: Path) -> bool:
    """Do all rows after the last that is done; False when the run was cancelled."""
    database = services.get(Database)
    async with database.read_latest() as session:
        last = await repository.last_line(session, work.run_id)
    with opened(path, work.shape) as rows:
        while batch := await asyncio.to_thread(_next, rows, work, last):
            if not await write_batch(database, work, batch):
                return False
            await runs.tell(services, work.run_id)
    if work.broken is not None:
        raise work.broken
    return True


def _next(rows: Iterator[SourceRow], work: Import, last: int) -> list[Numbered]:
    """Read the next rows, past those that are done; their ids are remembered all the same."""
    batch: list[Numbered] = []
    try:
        for row in rows:
            facts = _facts(row, work)
            if row.number > last:
                batch.append((row.number, facts))
            else:
                for key in keys_of(facts):
                    work.seen.setdefault(key, row.number)
            if len(batch) == BATCH_ROWS:
                break
    except TableUnreadable as broken:
        work.broken = broken  # what came before it is done first
    return batch


def _facts(row: SourceRow, work: Import) -> Facts:
    if work.is_tmdb and not row.problems:
        given = facts_of_tmdb(row.values)
        return Facts(given=given, columns={name: name for name in given})
    return facts_of(row, work.mapping, is_text=work.shape.format == "csv")


async def give_up(services: Services, run_id: UUID, error: str) -> None:
    """Say of a run that it could not be done, in words for who asked."""
    await runs.end(services, run_id, "failed", f"It stopped because of a fault: {error[:300]}")
