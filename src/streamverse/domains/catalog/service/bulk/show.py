"""Runs and their lines, as they are shown."""

import csv
import io
from collections.abc import AsyncIterator
from uuid import UUID

from streamverse.domains.catalog.models import BulkLineRow
from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.schemas.bulk import LineBody, RunBody
from streamverse.domains.catalog.service.bulk import runs
from streamverse.domains.catalog.tables.cells import escaped_cell
from streamverse.domains.identity.public import Account
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor
from streamverse.kit.services import Services

REPORT_LINES = 500
REPORT_COLUMNS = ("line", "outcome", "name", "title_id", "column", "problem")


async def read_run(
    services: Services, session: ReadSession, account: Account, run_id: UUID
) -> RunBody:
    """Return a run. Raises RunNotFound."""
    row = await runs.run_to_see(session, account, run_id)
    return runs.body_of(row, services.get(Clock).now())


async def list_runs(
    services: Services,
    session: ReadSession,
    account: Account,
    kind: str,
    *,
    mine: bool,
    limit: int,
    cursor: str | None,
) -> Page[RunBody]:
    """List runs, the newest first: one's own, or with `mine` off every one to an editor."""
    position = decode_cursor(cursor, 1)
    asked_by = None if account.is_editor and not mine else account.id
    after = _run_id(position[0]) if position else None
    rows = await repository.list_runs(session, asked_by, kind, after, limit)
    now = services.get(Clock).now()
    more = encode_cursor(str(rows[limit - 1].id)) if len(rows) > limit else None
    return Page(items=[runs.body_of(row, now) for row in rows[:limit]], next_cursor=more)


async def list_lines(
    session: ReadSession,
    account: Account,
    run_id: UUID,
    outcome: str,
    limit: int,
    cursor: str | None,
) -> Page[LineBody]:
    """List what became of a run's rows, in the file's order. Raises RunNotFound."""
    position = decode_cursor(cursor, 1)
    after = position[0] if position else 0
    if type(after) is not int:
        raise BadCursor
    await runs.run_to_see(session, account, run_id)
    rows = await repository.lines(session, run_id, outcome, after, limit)
    more = encode_cursor(rows[limit - 1].number) if len(rows) > limit else None
    return Page(items=await _bodies(session, list(rows[:limit])), next_cursor=more)


async def report(services: Services, account: Account, run_id: UUID) -> AsyncIterator[str]:
    """Return a run's lines as CSV, a line for every problem. Raises RunNotFound."""
    database = services.get(Database)
    async with database.read() as session:
        await runs.run_to_see(session, account, run_id)
    return _report(database, run_id)


async def _report(database: Database, run_id: UUID) -> AsyncIterator[str]:
    yield "\ufeff" + _csv([REPORT_COLUMNS])
    after = 0
    while True:
        async with database.read() as session:
            rows = (await repository.lines(session, run_id, "", after, REPORT_LINES))[:REPORT_LINES]
        if not rows:
            return
        after = rows[-1].number
        yield _csv([line for row in rows for line in _report_lines(row)])


def _report_lines(row: BulkLineRow) -> list[tuple[str, ...]]:
    facts = (str(row.number), row.outcome, row.name, str(row.title_id or ""))
    found = [(str(each["column"]), str(each["message"])) for each in row.problems]
    return [(*facts, *problem) for problem in found or [("", "")]]


def _csv(lines: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([escaped_cell(cell) for cell in line] for line in lines)
    return text.getvalue()


async def _bodies(session: ReadSession, rows: list[BulkLineRow]) -> list[LineBody]:
    slugs = await repository.slugs_of(session, [row.title_id for row in rows if row.title_id])
    return [
        LineBody.model_validate(
            {
                **{name: getattr(row, name) for name in LineBody.model_fields if name != "slug"},
                "slug": slugs.get(row.title_id) if row.title_id else None,
            }
        )
        for row in rows
    ]


def _run_id(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError:
        raise BadCursor from None
